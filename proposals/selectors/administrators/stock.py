"""What there is, counted and digested: a restored copy says the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.fields.files import FieldFile

from proposals.enums import PackState
from proposals.models import ApplicationPack, Submission
from proposals.selectors.log.activity_chain import verify_chains
from proposals.selectors.submissions.pack_checks import MET, check_pack

CHUNK = 2000
PIECE = 1024 * 1024
PASSING = {
    "django_session",
    "usersessions_usersession",
    "django_migrations",
    "proposals_signoflife",
    "proposals_taskfigure",
}
"""Tables that change while people only read and workers live, or by who migrated."""
NOTED_AT_SIGN_IN = {
    ("alliances_user", "last_login"),
    ("mfa_authenticator", "last_used_at"),
}
"""Columns that change while people only read: whoever signs in writes them."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that a restored copy must have too."""

    tables: dict[str, tuple[int, str]]
    """The name of a table → its rows and the digest of them all."""
    files: tuple[int, int, str]
    """How many of the files that rows name are there, their bytes, their digest."""
    problems: tuple[str, ...]
    """What does not verify by itself: logs, submissions, packs, files that are gone."""


def take_stock() -> Stock:
    """Read everything once. On a site in use it should be read-only meanwhile."""
    tables = {name: _table(model) for name, model in _models().items()}
    files, gone = _files()
    problems = [*gone, *_logs(), *_submissions(), *_packs()]
    return Stock(tables, files, tuple(problems))


def _models() -> dict[str, type[models.Model]]:
    """Return each table by its name; `_meta` is what Django documents for this."""
    known = apps.get_models(include_auto_created=True)
    ours = {each._meta.db_table: each for each in known if each._meta.managed}  # noqa: SLF001  # see above
    return {name: ours[name] for name in sorted(ours) if name not in PASSING}


def _columns(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001  # as above


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return every row, whatever a manager of its own would leave out."""
    return model._base_manager.order_by("pk")  # noqa: SLF001  # documented by Django


def _table(model: type[models.Model]) -> tuple[int, str]:
    digest, number = hashlib.sha256(), 0
    name = model._meta.db_table  # noqa: SLF001  # as above
    of_rows = (each.attname for each in _columns(model))
    columns = [each for each in of_rows if (name, each) not in NOTED_AT_SIGN_IN]
    rows = _rows(model).values_list(*columns)
    for row in rows.iterator(CHUNK):
        digest.update(json.dumps(row, default=str, sort_keys=True).encode())
        number += 1
    return number, digest.hexdigest()


def _files() -> tuple[tuple[int, int, str], list[str]]:
    digest, number, size, gone = hashlib.sha256(), 0, 0, list[str]()
    for where, file in _named_files():
        try:
            with file.open("rb") as content:
                for piece in iter(lambda: content.read(PIECE), b""):
                    size += len(piece)
                    digest.update(piece)
        except OSError:
            gone.append(f"{where}: its file is gone")
        else:
            number += 1
    return (number, size, digest.hexdigest()), gone


def _named_files() -> Iterator[tuple[str, FieldFile]]:
    for name, model in _models().items():
        for field in _columns(model):
            if isinstance(field, models.FileField):
                rows = _rows(model).exclude(**{field.name: ""})
                for row in rows.iterator(CHUNK):
                    yield f"{name} {row.pk}", getattr(row, field.name)


def _logs() -> Iterator[str]:
    report = verify_chains()
    for each in report.breaks:
        yield f"log of {each.alliance}, row {each.number}: {each.why}"
    if not report.guarded:
        yield "the triggers that keep the rows of logs are missing"


def _submissions() -> Iterator[str]:
    rows = Submission.objects.order_by("pk").values_list("number", "snapshot", "sha256")
    for number, snapshot, sha256 in rows.iterator(CHUNK):
        if hashlib.sha256(snapshot.encode()).hexdigest() != sha256:
            yield f"submission {number}: it does not say what its receipt says"


def _packs() -> Iterator[str]:
    rows = ApplicationPack.objects.filter(state=PackState.READY).order_by("pk")
    of_submissions = rows.exclude(submission=None).select_related("submission")
    for pack in of_submissions.iterator(CHUNK):
        owner = pack.submission
        if owner is None:
            continue
        try:
            with pack.file.open("rb") as file:
                check = check_pack(owner, file.read())
        except OSError:
            continue  # told of with the files
        if check.mark != MET:
            yield f"pack of {owner.number}: it is not the pack that was made"
