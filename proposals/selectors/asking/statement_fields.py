"""What a statement says, field by field, in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Alliance
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.selectors.nace import nace_words
from alliances.words import locale, own_words
from eligibility.words import country_name, money
from proposals.selectors.consortium.stated_types import type_words
from proposals.snapshots.covered import Covered, amount_in, labels_in
from proposals.snapshots.reference import current_reference

DAYS_A_MONTH = 20
"""Of a person-month as it is said here; the budget itself counts days."""


def field_titles() -> dict[str, str]:
    """Return the fields of a statement with their titles, in the order of pages."""
    return {
        "name": _("Organisation"),
        "country": _("Country"),
        "types": _("Type"),
        "pic": "PIC",
        "role": _("Role"),
        "leads": _("Leads"),
        "works_in": _("Works in"),
        "days": _("Days"),
        "grant": _("Grant"),
        "acronym": _("Project"),
        "applicant": _("Applicant"),
        "call": _("Call"),
        "lot": _("Part of the call"),
        "sector": _("Sector"),
    }


def said_of(
    alliance: Alliance,
    covered: Covered,
    titles: Mapping[str, str],
    *,
    sector: str | None = None,
) -> dict[str, str]:
    """Return each field of a statement in words; empty work and money say nothing.

    `titles` are those of work packages and tasks by label, as they are now. `sector` is
    its title where somebody asked for it already: that is a query.
    """
    if sector is None:
        sector = sector_title_of(alliance, covered.sector)
    unknown = _("Not stated")
    types = covered.types.split(TYPE_SEPARATOR) if covered.types else []
    days, grant = amount_in(covered.days), amount_in(covered.grant)
    return {
        "name": covered.name,
        "country": country_name(covered.country) if covered.country else unknown,
        "types": type_words(types),
        "pic": covered.pic or unknown,
        "role": role_title(covered.role),
        "leads": "; ".join(
            f"{each} {titles.get(each, '')}".strip()
            for each in labels_in(covered.leads)
        ),
        "works_in": shortened(labels_in(covered.works_in)),
        "days": days_and_months(days) if days else "",
        "grant": money(grant) if grant else "",
        "acronym": covered.acronym,
        "applicant": covered.applicant or unknown,
        "call": own_words(alliance.call.title),
        "lot": _lot(alliance, covered.lot),
        "sector": sector or unknown,
    }


def role_title(role: str) -> str:
    """Say a role; one that somebody invented is only repeated."""
    return str(Role(role).label) if role in Role.values else role


def shortened(labels: Sequence[str]) -> str:
    """Write labels of work packages in a row, three or more in sequence as a range."""
    numbers = [int(each.removeprefix("WP")) for each in labels]
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    parts: list[str] = []
    for run in runs:
        if len(run) > len("ab"):
            parts.append(_("WP%(a)d to WP%(b)d") % {"a": run[0], "b": run[-1]})
        else:
            parts += [f"WP{each}" for each in run]
    return ", ".join(parts)


def days_and_months(days: Decimal) -> str:
    """Write days, and in how many months one person works as many."""
    return _("%(days)s days (%(months)s person-months of 20 days)") % {
        "days": format_decimal(days, format="#,##0.#", locale=locale()),
        "months": format_decimal(days / DAYS_A_MONTH, "#,##0.0", locale=locale()),
    }


def _lot(alliance: Alliance, stated: str) -> str:
    """Name the Lot; a draft never changes its own, so another is only told apart."""
    number = alliance.lot.number
    if stated != str(alliance.lot_id) or not number:
        return stated if stated != str(alliance.lot_id) else ""
    return _("Lot %(number)d") % {"number": number}


def sector_title_of(alliance: Alliance, stated: str) -> str:
    """Return the title of a sector in the Lot's list or in NACE, else as stated."""
    reference = current_reference({alliance.call_id})[alliance.call_id]
    for each in reference.sectors_of(alliance.lot.code):
        if each.is_named(stated):
            return own_words(each.title)
    return nace_words(stated)
