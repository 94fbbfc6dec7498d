"""Puts what a release left behind in the place of the database of the tests."""

import contextlib
import json
import lzma
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

RELEASES = Path(__file__).parent / "releases"
OTHER = "{}_upgraded"


def releases() -> list[str]:
    """Return the releases that are kept, by name."""
    return sorted(path.name for path in RELEASES.iterdir())


class Release:
    """What one release left behind on one engine."""

    def __init__(self, name: str, engine: str) -> None:
        self.folder = RELEASES / name / engine

    @property
    def held(self) -> dict[str, Any]:
        """Return what people outside the site hold."""
        held: dict[str, Any] = json.loads((self.folder / "held.json").read_text())
        return held

    @property
    def statements(self) -> str:
        """Return what writes the database anew."""
        return lzma.decompress((self.folder / "database.sql.xz").read_bytes()).decode()

    @contextlib.contextmanager
    def standing(self, folder: Path) -> Iterator[None]:
        """Let the code use the database and the files of the release, as they were."""
        with zipfile.ZipFile(self.folder / "files.zip") as packed:
            packed.extractall(settings.DATA_DIR)
        load = _in_a_file if connection.vendor == "sqlite" else _beside
        with load(self.statements, folder):
            yield


@contextlib.contextmanager
def _in_a_file(statements: str, folder: Path) -> Iterator[None]:
    path = folder / "upgraded.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(statements)
    with _in_place_of_tests(str(path)):
        yield


@contextlib.contextmanager
def _beside(statements: str, _folder: Path) -> Iterator[None]:
    """Load into a database of its own on the server of the tests."""
    name = OTHER.format(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        with _in_place_of_tests(name):
            with connection.cursor() as cursor:
                # Without parameters, which one statement alone may have.
                cursor.connection.execute(statements)
            # Another search path is left behind.
            connection.close()
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def _in_place_of_tests(name: str) -> Iterator[None]:
    former = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(former)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    # The process remembers their keys, which are others in another database.
    ContentType.objects.clear_cache()
