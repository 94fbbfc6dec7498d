"""The choices of the partner form, with what each means under the call."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliances.enums import PartnerType, Role
from alliances.models import Country, Partnership
from eligibility.catalogue import published_rulebook
from eligibility.core import Place, Standing
from eligibility.words import country_name, eu_code
from proposals.models import Proposal
from proposals.selectors.matrix import GROUPS_CHECK
from proposals.snapshots.reference import ReferenceData, current_reference

Choices = tuple[tuple[str, str], ...]

STANDINGS = {
    Standing.PROGRAMME: gettext_lazy("Programme country"),
    Standing.PARTNER: gettext_lazy("Partner country"),
    Standing.NONE: gettext_lazy("no status"),
}
OTHER_NAMES = {
    "CZ": (gettext_lazy("Czech Republic"),),
    "GB": (gettext_lazy("Great Britain"),),
    "MK": (gettext_lazy("FYROM"),),
    "NL": (gettext_lazy("Holland"),),
    "TR": (gettext_lazy("Turkey"),),
}
"""Names people look for that the list does not use."""


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role and what follows from it."""

    value: str
    title: str
    consequence: str


@dataclass(frozen=True, slots=True)
class PartnerChoices:
    """Countries, roles and types as the form offers them."""

    countries: tuple[tuple[str, Choices], ...]
    """Under a heading each: Programme countries, Partner countries, others."""
    roles: tuple[RoleChoice, ...]
    types: tuple[tuple[str, tuple[str, ...]], ...]
    """Under the title of the group they count in."""


def partner_choices(
    proposal: Proposal, *, but: Partnership | None = None
) -> PartnerChoices:
    """Return the choices for a new partner, or for the present one `but`."""
    reference = current_reference({proposal.alliance.call_id})
    return PartnerChoices(
        countries=_countries(reference[proposal.alliance.call_id]),
        roles=_roles(proposal, but),
        types=_types(proposal),
    )


def _countries(reference: ReferenceData) -> tuple[tuple[str, Choices], ...]:
    """Group all countries by what they are under the call, sorted by name."""
    headings = {
        Standing.PROGRAMME: _("Programme countries"),
        Standing.PARTNER: _("Partner countries"),
        Standing.NONE: _("No status under this call"),
    }
    grouped: dict[Standing, list[tuple[str, str]]] = {each: [] for each in headings}
    for code in Country.objects.values_list("code", flat=True):
        place = reference.place(code)
        standing = place.standing if place else Standing.NONE
        grouped[standing].append((code, _country(code, place)))
    return tuple(
        (heading, tuple(sorted(grouped[each], key=_by_name)))
        for each, heading in headings.items()
    )


def _country(code: str, place: Place | None) -> str:
    """Name a country with other names in use, its code and its status."""
    names = ", ".join([country_name(code), *map(str, OTHER_NAMES.get(code, ()))])
    status = STANDINGS[place.standing if place else Standing.NONE]
    line = f"{names} ({eu_code(code)}) – {status}"
    if place is None or place.counts_as in {"", code}:
        return line
    counts_as = _("counts as %(code)s") % {"code": eu_code(place.counts_as)}
    return f"{line}, {counts_as}"


def _by_name(choice: tuple[str, str]) -> str:
    """Sort by the plain letters: Åland and Österreich stand under A and O."""
    letters = unicodedata.normalize("NFKD", choice[1])
    return "".join(each for each in letters if each.isascii()).casefold()


def _roles(proposal: Proposal, but: Partnership | None) -> tuple[RoleChoice, ...]:
    """Say what each role means, and who steps back for a new applicant."""
    no_minimum = _("Does not count towards any minimum.")
    consequences = {
        Role.APPLICANT: _("Applies on behalf of all; counts as a full partner."),
        Role.FULL_PARTNER: _("Counts towards the minima if in a Programme country."),
        Role.AFFILIATED_ENTITY: no_minimum,
        Role.ASSOCIATED_PARTNER: no_minimum,
    }
    present = (
        Partnership.objects.current()
        .filter(alliance=proposal.alliance_id, role=Role.APPLICANT)
        .first()
    )
    if present is not None and present != but:
        steps_back = _("%(label)s %(name)s steps back to full partner.") % {
            "label": present.label,
            "name": present.name,
        }
        consequences[Role.APPLICANT] += f" {steps_back}"
    return tuple(
        RoleChoice(role.value, str(role.label), words)
        for role, words in consequences.items()
    )


def _types(proposal: Proposal) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group the types by what they count towards under the rulebook."""
    alliance = proposal.alliance
    rules = published_rulebook(proposal.rulebook).project_type(
        alliance.lot.code, alliance.project_type.code
    )
    groups = [
        (_(each.clause.title), each.clause.arguments["types"])
        for each in rules.clauses
        if each.clause.check == GROUPS_CHECK
    ]
    found = []
    rest = list(PartnerType.values)
    for title, types in groups:
        if isinstance(types, frozenset):
            found.append((title, tuple(each for each in rest if each in types)))
            rest = [each for each in rest if each not in types]
    heading = _("Count in neither group") if found else _("Types")
    return (*found, (heading, tuple(rest)))
