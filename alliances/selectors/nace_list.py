"""The classification of economic activities as people look through it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliances.files.nace import NaceRow, shipped_nace
from alliances.files.names import searchable
from alliances.models.nace import NaceLevel
from alliances.selectors.as_of import nace_edition_on
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
from alliances.selectors.nace import rows_of
from alliances.words import day_words, own_words


def nace_page(wanted: ListFilter, page: str | None) -> ListPage:
    """Return the classification as of a day, the shipped one where there is none."""
    lines, in_force = _lines(wanted)
    pages = paged(lines, page)
    return ListPage(
        title=_("Economic activities (NACE Rev. 2)"),
        lead=_("Four levels, the same for every call."),
        in_force=in_force,
        in_force_address="",
        day=day_words(wanted.on) if wanted.on else "",
        tabs=(),
        listing=Listing(
            headings=headings(_columns(), wanted.order),
            rows=tuple(each.cells for each in pages.object_list),
            total=len(lines),
            pages=pages,
        ),
    )


def nace_file(wanted: ListFilter) -> list[list[str]]:
    """Return the same rows, all pages, as a file has them."""
    lines, _in_force = _lines(wanted)
    return csv_rows(_columns(), [each.cells for each in lines])


def _lines(wanted: ListFilter) -> tuple[list[Line], str]:
    edition = nace_edition_on(wanted.on)
    rows = rows_of(edition) if edition else tuple(shipped_nace().values())
    in_force = _("As shipped with the product; no edition was published.")
    if edition:
        in_force = _("Edition %(version)d of %(when)s by %(person)s: %(reason)s") % {
            "version": edition.version,
            "when": moment_words(edition.published_at),
            "person": person_words(edition.published_by),
            "reason": own_words(edition.reason),
        }
    found = [each for each in _described(rows) if fits(each, wanted)]
    return in_order(found, wanted.order, _columns()), in_force


def _described(rows: tuple[NaceRow, ...]) -> Iterator[Line]:
    for each in rows:
        level = str(NaceLevel(each.level).label)
        yield Line(
            values=(each.code, each.title.casefold(), each.level, each.parent),
            cells=(Cell(each.code), Cell(each.title), Cell(level), Cell(each.parent)),
            facts={"level": str(each.level)},
            words=searchable(f"{each.code} {each.title}"),
        )


def _columns() -> Mapping[str, str]:
    return {
        "code": pgettext("of a table", "Code"),
        "title": _("Activity"),
        "level": _("Level"),
        "parent": _("Part of"),
    }
