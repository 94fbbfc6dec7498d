"""Two people, one field: what stands now beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Partnership
from alliances.words import own_words
from eligibility.words import country_name, money, months
from proposals.models import Proposal
from proposals.selectors.consortium.stated_types import type_words


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which a colleague and this person differ."""

    field: str
    theirs: str
    yours: str


def fact_differences(proposal: Proposal, form: Any) -> tuple[Difference, ...]:  # noqa: ANN401  # forms stand above selectors
    """Compare the stored facts with those a valid form states."""
    alliance, typed = proposal.alliance, form.cleaned_data
    kinds = {kind.code: own_words(kind.title) for kind in form.choices.kinds}
    pairs = {
        _("Acronym"): (alliance.acronym, typed["acronym"]),
        _("Title"): (alliance.title, typed["title"]),
        _("Project type"): (
            kinds.get(alliance.project_type.code, ""),
            kinds.get(typed["project_type"], ""),
        ),
        _("Sector"): (
            form.choices.sector_title(alliance.sector),
            form.choices.sector_title(typed["sector"]),
        ),
        _("Duration"): (
            _months(proposal.duration_months),
            _months(typed["duration_months"]),
        ),
        _("Grant requested"): (
            _amount(proposal.grant_requested_eur),
            _amount(typed["grant_requested_eur"]),
        ),
    }
    return _differences(pairs)


def partner_differences(
    present: Partnership, typed: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Compare a stored partner with what a valid form states of it."""
    pairs = {
        _("Organisation"): (present.name, typed["name"]),
        _("Country"): (_country(present.country_id or ""), _country(typed["country"])),
        _("Role"): (_role(present.role), _role(typed["role"])),
        _("Type"): (type_words(present.type_list), type_words(typed["types"])),
        _("PIC"): (present.pic, typed["pic"]),
        _("Essential added value"): (present.added_value, typed["added_value"]),
    }
    return _differences(pairs)


def _differences(pairs: Mapping[str, tuple[str, str]]) -> tuple[Difference, ...]:
    blank = _("nothing")
    return tuple(
        Difference(field, theirs or blank, yours or blank)
        for field, (theirs, yours) in pairs.items()
        if theirs != yours
    )


def _role(code: str) -> str:
    return str(Role(code).label)


def _months(number: int | None) -> str:
    return months([number]) if number else ""


def _amount(amount: Any) -> str:  # noqa: ANN401  # Decimal or None
    return "" if amount is None else money(amount)


def _country(code: str) -> str:
    return country_name(code) if code else ""
