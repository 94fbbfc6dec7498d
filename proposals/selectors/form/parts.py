"""The part of a form that the contact of a partner writes, and what goes with it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import Partnership
from proposals.completeness import NOTHING_SAID, Said
from proposals.enums import WORKING_ROLES
from proposals.files.form import Per, SectionKind, asked_partners
from proposals.models import Colleague, FormSection, Proposal
from proposals.policies import SUMMARY, Seat
from proposals.selectors.form.application_forms import (
    form_sections,
    section_of,
    section_url,
)

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
    said: Said = NOTHING_SAID
    """Who of the partner called its part done."""


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
    """Return the pages of a contact, own parts first; two queries, none for others.

    One where the `roles` of who takes part are known, by number.
    """
    if not seat.is_contact:
        return ()
    done = _done(proposal, seat)
    roles = _roles(proposal) if roles is None else roles
    place = [proposal.alliance.public_id]
    own, summary = [], []
    for each in form_sections(proposal):
        asked = [q for q in each.questions if q.per is not Per.PROPOSAL]
        if any(seat.partner in asked_partners(q, roles) for q in asked):
            url = reverse("form-partner", args=[*place, each.code, seat.partner])
            link = PartLink(each.title, seat.name, url, each.code == current)
            own.append(_own(link, done.get(each.code, NOTHING_SAID)))
        if each.code == SUMMARY and each.questions:
            url = reverse("form-section", args=[*place, each.code])
            is_current = each.code == current
            summary.append(PartLink(each.title, _("To read"), url, is_current))
    found = (*own, *_figures(proposal, seat, roles, current, done), *summary)
    return (*found, _timeline(proposal)) if found else ()


def _timeline(proposal: Proposal) -> PartLink:
    url = reverse("timeline", args=[proposal.alliance.public_id])
    return PartLink(_("Timeline"), _("What was done, and when"), url, is_current=False)


def _figures(
    proposal: Proposal,
    seat: Seat,
    roles: Mapping[int, str],
    current: str,
    done: Mapping[str, Said],
) -> tuple[PartLink, ...]:
    """Return the page of its own figures, for a partner that gets a grant."""
    is_paid = roles.get(seat.partner or 0) in WORKING_ROLES
    if not is_paid or not section_url(proposal, SectionKind.BUDGET):
        return ()
    url = reverse("own-figures", args=[proposal.alliance.public_id])
    title, is_current = _("Effort and budget"), current == OWN_FIGURES
    code = section_of(proposal, SectionKind.BUDGET)
    link = PartLink(title, seat.name, url, is_current)
    return (_own(link, done.get(code, NOTHING_SAID)),)


def _own(link: PartLink, said: Said) -> PartLink:
    """Return the link to a part of one's own, with what is said of it."""
    if not said.is_completed:
        return link
    return replace(link, note=_("Said to be done"), said=said)


def _done(proposal: Proposal, seat: Seat) -> dict[str, Said]:
    """Return by section what is said of the part of a contact's partner: one query."""
    rows = FormSection.objects.filter(
        proposal=proposal,
        partnership__number=seat.partner or 0,
        completed_at__isnull=False,
    ).select_related("completed_by")
    return {
        each.code: Said(
            completed_at=each.completed_at, completed_by=str(each.completed_by)
        )
        for each in rows
    }


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
