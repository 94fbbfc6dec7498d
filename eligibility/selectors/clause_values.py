"""What each clause of a call asks as of a day, since which version, and before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliances.files.names import searchable
from alliances.selectors.as_of import end_of
from alliances.selectors.data_lists import Line, ListFilter, fits, in_order
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.listing import (
    Cell,
    Listing,
    ListPage,
    csv_rows,
    headings,
    paged,
)
from alliances.words import day_words, own_words
from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import DatedClause
from eligibility.models import Rulebook
from eligibility.selectors.values import value_words
from eligibility.selectors.versions import kind_name

Place = tuple[str, str, str]
"""Lot, project type and clause."""


@dataclass(frozen=True, slots=True)
class Version:
    """One published version with its clauses by place."""

    row: Rulebook
    clauses: Mapping[Place, DatedClause]
    names: Mapping[Place, str]
    """What the Lot and the type of project of each place are called."""

    def values(self, place: Place) -> str:
        """Say the dated values of a clause; empty where the version lacks it."""
        clause = self.clauses.get(place)
        return dated_words(clause) if clause else ""


def values_page(code: str, wanted: ListFilter, page: str | None) -> ListPage:
    """Return the clauses of a call with their values; one query."""
    versions = _versions(code, wanted.on)
    lines = _lines(versions, wanted)
    pages = paged(lines, page)
    return ListPage(
        title=_("What the clauses of call %(code)s ask") % {"code": code},
        lead=own_words(published_rulebook(versions[-1].row).title if versions else ""),
        in_force=_version_words(versions[-1].row) if versions else "",
        in_force_address=reverse("law-call", args=[code]),
        day=day_words(wanted.on) if wanted.on else "",
        tabs=(),
        listing=Listing(
            headings=headings(_columns(), wanted.order),
            rows=tuple(each.cells for each in pages.object_list),
            total=len(lines),
            pages=pages,
        ),
    )


def values_rows(code: str, wanted: ListFilter) -> list[list[str]]:
    """Return the same clauses as a file has them."""
    lines = _lines(_versions(code, wanted.on), wanted)
    return csv_rows(_columns(), [each.cells for each in lines])


def dated_words(clause: DatedClause) -> str:
    """Say every value of a clause with the day it holds from."""
    return "; ".join(
        _("%(value)s from %(day)s")
        % {
            "value": pgettext("by the rules", "asked")
            if each.value is True
            else value_words(each.value),
            "day": day_words(each.since),
        }
        for each in clause.values
    )


def _versions(code: str, on: dt.date | None) -> list[Version]:
    """Return the versions published by the end of a day, the first one first."""
    rows = Rulebook.objects.filter(call=code).select_related("published_by")
    if on is not None:
        rows = rows.filter(published_at__lt=end_of(on))
    return [_version(row) for row in rows.order_by("version")]


def _version(row: Rulebook) -> Version:
    clauses, names = {}, {}
    for lot in published_rulebook(row).lots:
        for kind in lot.project_types:
            for each in kind.clauses:
                place = lot.code, kind.code, each.clause.id
                clauses[place], names[place] = each, kind_name(lot, kind)
    return Version(row, clauses, names)


def _lines(versions: Sequence[Version], wanted: ListFilter) -> list[Line]:
    if not versions:
        return []
    places = versions[-1].clauses
    lines = [_line(place, versions) for place in places]
    found = [each for each in lines if fits(each, wanted)]
    return in_order(found, wanted.order, _columns())


def _line(place: Place, versions: Sequence[Version]) -> Line:
    lot, kind, clause = place
    newest = versions[-1]
    since, before = _since(place, versions)
    title = messages.clause_title(newest.clauses[place].clause)
    address = reverse("rules-clause", args=[newest.row.call_id, lot, kind, clause])
    where = newest.names[place]
    values = newest.values(place)
    return Line(
        values=(title, where, values, since.version, before),
        cells=(
            Cell(title, address=address),
            Cell(where),
            Cell(values),
            Cell(_since_words(since, versions)),
            Cell(before or "–"),
        ),
        facts={},
        words=searchable(f"{title} {clause} {where} {lot} {kind}"),
    )


def _since(place: Place, versions: Sequence[Version]) -> tuple[Rulebook, str]:
    """Return the version that brought the present values, and those before it."""
    present = versions[-1].values(place)
    since = versions[-1].row
    for each in reversed(versions):
        if each.values(place) != present:
            return since, each.values(place)
        since = each.row
    return since, ""


def _since_words(row: Rulebook, versions: Sequence[Version]) -> str:
    """Say who changed a clause, when and why; of what never changed the version."""
    if row.pk == versions[0].row.pk:
        return _("Version %(version)s") % {"version": row.version}
    return _version_words(row)


def _version_words(row: Rulebook) -> str:
    return _("Version %(version)d of %(when)s by %(person)s: %(reason)s") % {
        "version": row.version,
        "when": moment_words(row.published_at),
        "person": person_words(row.published_by),
        "reason": own_words(row.reason),
    }


def _columns() -> Mapping[str, str]:
    return {
        "clause": _("Clause"),
        "place": _("Lot and project type"),
        "value": _("What it asks"),
        "since": _("Since"),
        "before": _("Before"),
    }
