"""The part of a form that the contact of a partner writes, and what goes with it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import Partnership
from proposals.enums import WORKING_ROLES
from proposals.files.form import Per, SectionKind, asked_partners
from proposals.models import Colleague, Proposal
from proposals.policies import SUMMARY, Seat
from proposals.selectors.application_forms import form_sections, section_url

OWN_FIGURES = "own-figures"
"""What the page of a partner's own figures is called among its parts."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """One page a contact sees."""

    title: str
    note: str
    """What the contact does there."""
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """A draft in which somebody writes the part of a partner."""

    public_id: uuid.UUID
    """Of the alliance."""
    acronym: str
    partner: str
    """Whose part: "P5 Forge"."""


def parts_of(
    proposal: Proposal,
    seat: Seat,
    *,
    current: str = "",
    roles: Mapping[int, str] | None = None,
) -> tuple[PartLink, ...]:
    """Return the pages of a contact, own parts first; one query, none for others.

    None either where the `roles` of who takes part are known, by number.
    """
    if not seat.is_contact:
        return ()
    roles = _roles(proposal) if roles is None else roles
    place = [proposal.alliance.public_id]
    own, summary = [], []
    for each in form_sections(proposal):
        asked = [q for q in each.questions if q.per is not Per.PROPOSAL]
        if any(seat.partner in asked_partners(q, roles) for q in asked):
            url = reverse("form-partner", args=[*place, each.code, seat.partner])
            own.append(PartLink(each.title, seat.name, url, each.code == current))
        if each.code == SUMMARY and each.questions:
            url = reverse("form-section", args=[*place, each.code])
            is_current = each.code == current
            summary.append(PartLink(each.title, _("To read"), url, is_current))
    return (*own, *_figures(proposal, seat, roles, current), *summary)


def _figures(
    proposal: Proposal, seat: Seat, roles: Mapping[int, str], current: str
) -> tuple[PartLink, ...]:
    """Return the page of its own figures, for a partner that gets a grant."""
    is_paid = roles.get(seat.partner or 0) in WORKING_ROLES
    if not is_paid or not section_url(proposal, SectionKind.BUDGET):
        return ()
    url = reverse("own-figures", args=[proposal.alliance.public_id])
    title, is_current = _("Effort and budget"), current == OWN_FIGURES
    return (PartLink(title, seat.name, url, is_current),)


def _roles(proposal: Proposal) -> dict[int, str]:
    """Return the role of each partner who takes part, by its number: one query."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    return {each.number: each.role for each in rows}


def contributions_among(rows: Iterable[Colleague]) -> tuple[Contribution, ...]:
    """Return the parts somebody writes of partners who take part; no query."""
    return tuple(
        Contribution(
            public_id=each.proposal.alliance.public_id,
            acronym=each.proposal.alliance.acronym,
            partner=f"{each.partnership.label} {each.partnership.name}",
        )
        for each in rows
        if each.person_id and each.partnership and each.partnership.takes_part
    )
