"""How old what the product decides by is: editions, rules, register and NACE."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from alliances.models import (
    Call,
    CountryEdition,
    NaceEdition,
    ReferenceEdition,
    RegisterPublication,
    User,
)
from alliances.selectors.editions import moment_words, person_words
from alliances.words import SHIPPED, own_words
from eligibility.models import Rulebook

RULES, EDITION, REGISTER = "rules", "edition", "register"
COUNTRIES, NACE = "countries", "nace"
TITLES = {
    RULES: _("Rules"),
    EDITION: _("Reference data"),
    REGISTER: _("Register"),
    COUNTRIES: _("Countries"),
    NACE: _("NACE"),
}


@dataclass(frozen=True, slots=True)
class Age:
    """One published state: which, since when, by whom and why."""

    what: str
    version: int
    published: str
    age: str
    """How long ago, in words."""
    by: str
    reason: str
    is_shipped: bool
    """Whether nobody decided on it: when it was loaded tells nothing then."""


@dataclass(frozen=True, slots=True)
class CallAge:
    """The law and the reference data in force for a call."""

    code: str
    title: str
    rules: Age | None
    edition: Age | None


@dataclass(frozen=True, slots=True)
class DataAge:
    """Everything in force."""

    calls: tuple[CallAge, ...]
    register: Age | None
    countries: Age | None
    nace: Age | None


def data_age(calls: list[Call], *, now: dt.datetime) -> DataAge:
    """Return what is in force: one query."""
    ages = {
        (kind, call): _age(str(TITLES[kind]), _Published(*row), now)
        for kind, call, *row in _in_force()
    }
    return DataAge(
        calls=tuple(
            CallAge(
                code=each.code,
                title=own_words(each.title),
                rules=ages.get((RULES, each.code)),
                edition=ages.get((EDITION, each.code)),
            )
            for each in calls
        ),
        register=ages.get((REGISTER, "")),
        countries=ages.get((COUNTRIES, "")),
        nace=ages.get((NACE, "")),
    )


class _Published(NamedTuple):
    """A published state, whatever it is of."""

    version: int
    published_at: dt.datetime
    reason: str
    name: str | None
    email: str | None


def _in_force() -> QuerySet[Any, Any]:
    return _newest(RULES, Rulebook, of_call=True).union(
        _newest(EDITION, ReferenceEdition, of_call=True),
        _newest(REGISTER, RegisterPublication, number="revision"),
        _newest(COUNTRIES, CountryEdition),
        _newest(NACE, NaceEdition),
        all=True,
    )


def _newest(
    kind: str,
    model: type[Any],
    *,
    of_call: bool = False,
    number: str = "version",
) -> QuerySet[Any, Any]:
    """Return the rows after which none was published, for the same call or at all."""
    same = {"call": OuterRef("call")} if of_call else {}
    newer = model.objects.filter(**same, **{f"{number}__gt": OuterRef(number)})
    rows: QuerySet[Any] = model.objects.filter(~Exists(newer)).order_by()
    return rows.values_list(
        Value(kind, CharField()),
        F("call_id") if of_call else Value("", CharField()),
        *(number, "published_at", "reason"),
        *("published_by__full_name", "published_by__email"),
    )


def _age(what: str, row: _Published, now: dt.datetime) -> Age:
    by = User(full_name=row.name or "", email=row.email) if row.email else None
    return Age(
        what=what,
        version=row.version,
        published=moment_words(row.published_at),
        age=timesince(row.published_at, now, depth=1),
        by=person_words(by),
        reason=own_words(row.reason),
        is_shipped=row.reason == SHIPPED,
    )
