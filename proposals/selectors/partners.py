"""The choices of the partner form, with what each means under the call."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role
from alliances.models import Country, Partnership
from eligibility.catalogue import published_rulebook
from eligibility.core import Standing
from eligibility.words import country_name, eu_code
from proposals.models import Proposal
from proposals.selectors.matrix import GROUPS_CHECK
from proposals.snapshots.reference import ReferenceData, current_reference

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartnerChoices:
    """Countries, roles and types as the form offers them."""

    countries: tuple[tuple[str, Choices], ...]
    """Under a heading each: Programme countries, Partner countries, others."""
    roles: Choices
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
        grouped[standing].append((code, f"{country_name(code)} ({eu_code(code)})"))
    return tuple(
        (heading, tuple(sorted(grouped[each], key=lambda choice: choice[1])))
        for each, heading in headings.items()
    )


def _roles(proposal: Proposal, but: Partnership | None) -> Choices:
    """Say what each role means, and who steps back for a new applicant."""
    present = (
        Partnership.objects.current()
        .filter(alliance=proposal.alliance_id, role=Role.APPLICANT)
        .first()
    )
    applicant = _("Applicant: applies on behalf of all, counts as a full partner.")
    if present is not None and present != but:
        applicant += " " + _("%(label)s %(name)s then becomes a full partner.") % {
            "label": present.label,
            "name": present.name,
        }
    return (
        (Role.APPLICANT, applicant),
        (
            Role.FULL_PARTNER,
            _("Full partner: counts towards the minima, in a Programme country."),
        ),
        (
            Role.AFFILIATED_ENTITY,
            _("Affiliated entity: belongs to one partner, counts towards no minimum."),
        ),
        (
            Role.ASSOCIATED_PARTNER,
            _("Associated partner: no funding, counts towards no minimum."),
        ),
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
