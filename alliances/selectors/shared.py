"""Reads the shared tables, which are the same for every call: countries and NACE."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.enums import SharedTable
from alliances.files.problems import Problems, shown
from alliances.files.shared_edits import SharedEdit, shared_edited
from alliances.files.tables import RegisteredCountry
from alliances.models import Country, CountryEdition, NaceEdition, SharedEdition
from alliances.selectors.nace import current_nace_edition, rows_of
from alliances.selectors.reference import registered_countries


def shared_editions(table: str) -> QuerySet[Any]:
    """Return the editions of a shared table, the newest first."""
    model = CountryEdition if table == SharedTable.COUNTRIES else NaceEdition
    return model.objects.order_by("-version")


def current_country_edition() -> CountryEdition | None:
    """Return the newest edition of the countries; none before the first."""
    return CountryEdition.objects.order_by("-version").first()


def current_shared_edition(table: str) -> SharedEdition | None:
    """Return the edition of a shared table in force; none before the first."""
    if table == SharedTable.COUNTRIES:
        return current_country_edition()
    return current_nace_edition()


def table_of(edition: SharedEdition) -> SharedTable:
    """Return the shared table an edition is of."""
    is_countries = isinstance(edition, CountryEdition)
    return SharedTable.COUNTRIES if is_countries else SharedTable.NACE


def shared_rows(edition: SharedEdition) -> tuple[Any, ...]:
    """Return the rows of an edition in their order."""
    if isinstance(edition, CountryEdition):
        return tuple(RegisteredCountry(*row) for row in edition.rows)
    return rows_of(edition)


def present_rows(table: str) -> tuple[Any, ...]:
    """Return the rows of a shared table in force."""
    if table == SharedTable.COUNTRIES:
        return registered_countries()
    edition = current_nace_edition()
    return rows_of(edition) if edition else ()


def shared_edit_of(table: str, content: bytes) -> SharedEdit:
    """Return what a file would change in a shared table now.

    Raises FileRefused: with every problem of the file, or where an EU code of it is
    that of another country now.
    """
    edit = shared_edited(present_rows(table), table, content)
    if table == SharedTable.COUNTRIES:
        _refuse_taken_codes(edit)
    return edit


def _refuse_taken_codes(edit: SharedEdit) -> None:
    """Refuse an EU code that another country has, be it on the list or left out."""
    moved = [row for _was, row in edit.difference.changed]
    wanted = {row.eu_code: row for row in (*edit.difference.added, *moved)}
    holders = Country.objects.filter(eu_code__in=wanted).order_by("eu_code")
    problems = Problems()
    for holder in holders:
        row = wanted[holder.eu_code]
        if row.code != holder.code:
            where = _("column eu_code of %(code)s") % {"code": row.code}
            expected = _("another code than that of %s") % holder.code
            problems.add(where, shown(row.eu_code), expected)
    problems.refuse_if_any()
