"""Queries worded once in a process: their answers are new each time, their SQL is not.

Making a queryset and its SQL takes Python longer than the database takes to answer:
at every request it would be a third of a page. What is worded here differs between two
requests in nothing but its keys.
"""

import copy
import datetime as dt
import re
import uuid
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.functions import Cast, Length
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

Row = TypeVar("Row")
Key = int | str | uuid.UUID
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KEEPS = True
"""Whether anything is worded once; without it each query is built anew, as ever."""
SIGN, PER_CENT = re.compile(r"%[%s]"), "%%"
"""A value that is sent beside a statement, or a per cent sign of its own."""
FIRST = 2_040_033_001
"""The first of the numbers that stand for keys while a query is worded.

They fit a column of 32 bits: Django words no query that asks one for more.
"""
TAKEN_OVER = ("_iterable_class", "_fields", "_prefetch_related_lookups")
"""What Django's own copy of a queryset takes over besides its query."""


class NotWordedOnce(TypeError):
    """A query that hides a key, or whose SQL holds a moment."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """A query as one engine is asked it."""

    shape: QuerySet[Any, Any]
    """What was built: its model, its columns, and what is fetched besides."""
    compiler: SQLCompiler
    """What worded it, with all it found out."""
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """Where in the parameters which of the keys stands."""
    converters: Any
    """How values of the engine become those of Python, by column."""

    def ask(self, keys: tuple[Key, ...]) -> list[Any]:
        """Return the rows that these keys find."""
        given, connection = list(self.parameters), connections[DEFAULT_DB_ALIAS]
        for place, number in self.places:
            given[place] = _stored(keys[number], connection)
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda: (self.sql, tuple(given))
        compiler.get_converters = lambda _columns: self.converters
        shape: Any = self.shape
        query: Any = _Asked(shape.query, compiler)
        rows: Any = QuerySet(shape.model, query)
        for name in TAKEN_OVER:
            setattr(rows, name, getattr(shape, name))
        return list(rows)


class _Asked:
    """Stands for a query that is asked now, and never changed."""

    def __init__(self, query: Any, compiler: Any) -> None:  # noqa: ANN401  # Django's own
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_given: object, **_named: object) -> Any:  # noqa: ANN401  # as above
        """Return what has worded it."""
        return self._compiler

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as above
        return getattr(self._query, name)


class Worded(Generic[Row]):
    """A query that is worded once, and asked with other keys each time.

    `build` is called with keys that nobody has. It may ask neither clock nor language:
    what it reads besides its keys stays as it was. Where a key is a number, a text or a
    UUID once, it is one each time; it is never None, nor a list.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._wordings: dict[str, _Wording] = {}
        self.__doc__ = build.__doc__

    def __call__(self, *keys: Key) -> list[Row]:
        """Return all rows these keys find, read now."""
        if not KEEPS:
            return list(self._build(*keys))
        engine = connections[DEFAULT_DB_ALIAS].vendor
        wording = self._wordings.get(engine)
        if wording is None:
            wording = self._wordings[engine] = _worded(self._build, keys)
        return wording.ask(keys)

    def first(self, *keys: Key) -> Row | None:
        """Return the first row these keys find, None where there is none."""
        return next(iter(self(*keys)), None)


def _worded(
    build: Callable[..., QuerySet[Any, Any]], keys: tuple[Key, ...]
) -> _Wording:
    connection = connections[DEFAULT_DB_ALIAS]
    signs = [_sign(each, number) for number, each in enumerate(keys)]
    shape = build(*signs)
    compiler: Any = shape.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    if any(map(_is_moment, parameters)):
        raise NotWordedOnce(f"{build.__qualname__}: {parameters}")
    known = {_stored(each, connection): number for number, each in enumerate(signs)}
    if connection.vendor == "postgresql":
        sql, parameters = _said_within(sql, parameters, known, connection)
    places = tuple(
        (place, known[each])
        for place, each in enumerate(parameters)
        if isinstance(each, int | str | uuid.UUID) and each in known
    )
    hidden = set(known.values()) - {number for _place, number in places}
    if hidden:
        raise NotWordedOnce(f"{build.__qualname__}: {hidden}")
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    converters = {
        place: each
        for place, each in compiler.get_converters(columns).items()
        if connection.vendor != "postgresql" or not _is_as_read(*each)
    }
    return _Wording(shape, compiler, sql, tuple(parameters), places, converters)


def _said_within(
    sql: str,
    parameters: tuple[Any, ...],
    keys: Container[Key],
    connection: Any,  # noqa: ANN401  # of any engine
) -> tuple[str, tuple[Any, ...]]:
    """Return a statement that holds all that is the same each time.

    Kinds and blanks of a union were a hundred values, each sent beside it at every page
    and read by the server.
    """
    connection.ensure_connection()
    left, beside = iter(parameters), list[Any]()

    def said(sign: re.Match[str]) -> str:
        if sign[0] == PER_CENT:
            return PER_CENT
        value = next(left)
        if isinstance(value, str | int | None) and value not in keys:
            words: str = Literal(value).as_string(connection.connection)
            return words.replace("%", PER_CENT)
        beside.append(value)
        return sign[0]

    return SIGN.sub(said, sql), tuple(beside)


def _is_as_read(converters: list[Any], expression: Any) -> bool:  # noqa: ANN401  # of any kind
    """Whether PostgreSQL hands over what Django's only converter would make of it.

    A cast and a length are of the type they name; of a sum of whole numbers it may make
    a decimal. One converter costs every row of hundreds as much as reading it.
    """
    is_typed = isinstance(expression, Cast | Length)
    return is_typed and converters == [expression.convert_value]


def _is_moment(parameter: object) -> bool:
    """Whether it is a day or a moment, which SQLite takes as text."""
    if isinstance(parameter, str):
        return bool(DAY.match(parameter))
    return isinstance(parameter, dt.date)


def _sign(key: Key, number: int) -> Key:
    """Return what stands for a key: of its type, and nobody's."""
    sign = FIRST + number
    if isinstance(key, uuid.UUID):
        return uuid.UUID(int=sign)
    return f"key-{sign}" if isinstance(key, str) else sign


def _stored(key: Key, connection: Any) -> Key:  # noqa: ANN401  # of any engine
    """Return a key as the engine takes it."""
    if isinstance(key, uuid.UUID) and not connection.features.has_native_uuid_field:
        return key.hex
    return key
