"""The calls there are: shipped as files, published as rows; both read once."""

import csv
import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import tomlkit
from django.utils import timezone

from alliances.files.edits import NO_TABLES
from alliances.files.mobility import parse_mobility
from alliances.files.tables import (
    ReferenceTables,
    parse_countries,
    parse_rates,
    parse_sectors,
)
from alliances.models import Call
from eligibility import models
from eligibility.core import Rulebook, RulebookError, parse_rulebook

CALLS = Path(__file__).parents[1] / "fixtures" / "calls"


class UnknownCall(LookupError):
    """No file is shipped for this call."""


class NotEstablished(LookupError):
    """The call is known, its rules are not."""


class NotUnderstood(RulebookError):
    """A kept text that was understood when it was uploaded and no longer is."""

    def __init__(self, upload: models.RulebookUpload, why: RulebookError) -> None:
        super().__init__(upload.file_name, why.problems)
        self.upload, self.why = upload, why


def shipped_codes() -> tuple[str, ...]:
    """Return the codes of the shipped calls, in order."""
    return tuple(sorted(each.name for each in CALLS.iterdir() if each.is_dir()))


def shipped_text(code: str, *, setup_day: dt.date | None = None) -> str:
    """Return the TOML text of a shipped rulebook.

    A copied call (rehearsal) is derived from its original: it opens on `setup_day`,
    today if none is given, and closes at the original's hour some days later.
    Raises UnknownCall.
    """
    if code not in shipped_codes():
        raise UnknownCall(code)
    folder = CALLS / code
    if (folder / "rulebook.toml").exists():
        return (folder / "rulebook.toml").read_text(encoding="utf-8")
    copy = tomllib.loads((folder / "call.toml").read_text(encoding="utf-8"))
    return _copied(code, copy, setup_day or timezone.localdate())


def _copied(code: str, copy: Mapping[str, object], setup_day: dt.date) -> str:
    """Write the original's text with another name, opening day and deadline."""
    document = tomlkit.parse(shipped_text(str(copy["copy_of"])))
    days = int(str(copy["deadline_days_after_setup"]))
    document["code"] = code
    document["title"] = copy["title"]
    document["takes_submissions"] = copy["takes_submissions"]
    document.pop("default", None)
    document["opens"]["date"] = setup_day
    document["deadline"]["date"] = setup_day + dt.timedelta(days=days)
    return tomlkit.dumps(document)


def original_folder(code: str) -> Path:
    """Return the folder of a call's files; a copied call has its original's."""
    folder = CALLS / code
    if (folder / "call.toml").exists():
        copy = tomllib.loads((folder / "call.toml").read_text(encoding="utf-8"))
        return original_folder(str(copy["copy_of"]))
    return folder


@cache
def shipped_rulebook(code: str) -> Rulebook:
    """Return a shipped rulebook; UnknownCall, or NotEstablished as for 2016."""
    rulebook = parse_rulebook(shipped_text(code), source=f"{code}/rulebook.toml")
    if not rulebook.is_established:
        raise NotEstablished(code)
    return rulebook


@cache
def shipped_tables(code: str) -> ReferenceTables:
    """Return the shipped reference data of a call; a copied call has its original's."""
    if code not in shipped_codes():
        raise UnknownCall(code)
    folder = original_folder(code)
    if not (folder / "countries.csv").exists():
        return NO_TABLES
    rates, mobility = folder / "rates.csv", folder / "mobility.csv"
    return ReferenceTables(
        parse_countries((folder / "countries.csv").read_bytes()),
        parse_sectors((folder / "sectors.csv").read_bytes()),
        parse_rates(rates.read_bytes()) if rates.exists() else (),
        parse_mobility(mobility.read_bytes()) if mobility.exists() else (),
    )


MOST_KEPT = 64
"""Rulebooks that are kept in memory."""


@cache
def iso_countries() -> Mapping[str, tuple[str, str]]:
    """Return the EU code and English name of each country by its ISO code."""
    with (CALLS.parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {row["code"]: (row["eu_code"], row["name"]) for row in csv.DictReader(file)}
        )


def kept_rulebook(row: models.RulebookUpload) -> Rulebook:
    """Return the rulebook of an uploaded text, with the number the file carries.

    Raises NotUnderstood where the text, understood when it was kept, no longer is:
    the product that reads it is a newer one.
    """
    try:
        return parse_rulebook(row.text, source=row.file_name)
    except RulebookError as error:
        raise NotUnderstood(row, error) from error


def published_rulebook(row: models.Rulebook) -> Rulebook:
    """Return the rulebook of a published row; rows never change, so it is cached.

    The row's version counts: a file republished with another date keeps its own number.
    Its text is read where its digest is not known yet: one query if it was deferred.
    """
    key = row.sha256, row.version
    kept = _kept.get(key)
    if kept is None:
        parsed = parse_rulebook(row.text, source="rulebook.toml")
        kept = replace(parsed, version=row.version)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = kept
    return kept


def first_deadline(call: Call) -> dt.datetime:
    """Return the deadline of the first version under which a call took submissions.

    LookupError where none did. One query.
    """
    rows = models.Rulebook.objects.filter(call=call).order_by("version")
    versions = map(published_rulebook, rows.iterator(chunk_size=1))
    found = next((each for each in versions if each.takes_submissions), None)
    if found is None:
        raise LookupError(call)
    return found.deadline


_kept: dict[tuple[str, int], Rulebook] = {}
"""By digest of the text and version."""
