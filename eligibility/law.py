"""The law a check goes by: rulebook and reference tables, shipped or published."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from alliances.files.problems import (
    FileRefused,
    Problem,
    Problems,
    did_you_mean,
    refuse,
    shown,
)
from alliances.files.tables import ReferenceTables
from alliances.models import Call, ReferenceEdition
from alliances.phrases import either
from alliances.selectors.reference import kept_tables
from eligibility import catalogue, models
from eligibility.core import Edition, Rulebook, UnknownLot, UnknownProjectType

SHIPPED = 1


class CallNotEstablished(FileRefused):
    """The call is known and its rules are not."""


@dataclass(frozen=True, slots=True)
class Law:
    """The rules of one call with the tables that resolve countries and sectors."""

    rulebook: Rulebook
    tables: ReferenceTables
    edition: Edition

    def check_kind(
        self, lot: str, project_type: str, *, places: Mapping[str, str]
    ) -> None:
        """Refuse a Lot or project type the call does not have, naming those it has."""
        try:
            self.rulebook.project_type(lot, project_type)
        except UnknownLot as unknown:
            raise _unknown(places["lot"], unknown.code, unknown.known) from None
        except UnknownProjectType as unknown:
            place = places["project_type"]
            raise _unknown(place, unknown.code, unknown.known) from None


def shipped_law(code: str, *, where: str) -> Law:
    """Return the law shipped for a call; FileRefused names the calls there are."""
    try:
        rulebook = catalogue.shipped_rulebook(code)
        tables = catalogue.shipped_tables(code)
    except catalogue.NotEstablished:
        raise _not_established(where, code) from None
    except catalogue.UnknownCall:
        raise _unknown(where, code, _established_codes()) from None
    return Law(rulebook, tables, Edition(SHIPPED, tables.sha256))


def published_law(code: str, *, where: str) -> Law:
    """Return the law published last for a call; FileRefused as for the shipped one."""
    law = newest_law(code, where=where)
    if not law.rulebook.is_established:
        raise _not_established(where, code)
    return law


def newest_law(code: str, *, where: str) -> Law:
    """Return what was published last for a call, also where it is not established."""
    rules = models.Rulebook.objects.filter(call=code).order_by("-version").first()
    edition = ReferenceEdition.objects.filter(call=code).order_by("-version").first()
    if rules is None or edition is None:
        known = Call.objects.established().order_by("code")
        raise _unknown(where, code, known.values_list("code", flat=True))
    tables = kept_tables(edition)
    edition_used = Edition(edition.version, edition.sha256)
    return Law(catalogue.published_rulebook(rules), tables, edition_used)


def no_database(error: DatabaseError, *, where: str) -> FileRefused:
    """Return, for a command, that the database was asked for in vain: bad input."""
    what = _("the database cannot be read (%s)") % str(error).splitlines()[0]
    return refuse(where, what, _("a database that has been set up"))


def _established_codes() -> list[str]:
    codes = []
    for code in catalogue.shipped_codes():
        with suppress(catalogue.NotEstablished):
            catalogue.shipped_rulebook(code)
            codes.append(code)
    return codes


def _unknown(where: str, code: str, known: Iterable[str]) -> FileRefused:
    codes = list(known)
    expected = either(codes) or _("a call that was published")
    meant = Problems().closest(code, codes)
    return refuse(where, shown(code), did_you_mean(expected, meant))


def _not_established(where: str, code: str) -> CallNotEstablished:
    what = _("call %s is not established: its rules could not be found") % code
    return CallNotEstablished([Problem(where, what, _("another call"))])
