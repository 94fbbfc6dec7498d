"""Noting where somebody is; it blocks nobody and decides nothing."""

import datetime as dt

from alliances.models import Partnership, User
from proposals.errors import NotAllowed
from proposals.errors.answers import QuestionNotAsked
from proposals.models import Presence, Proposal
from proposals.policies import NOT_OURS, seat_of
from proposals.selectors.form.application_forms import form_sections


def note_presence(
    *,
    proposal: Proposal,
    section: str,
    partner: int | None,
    question: str,
    by: User,
    now: dt.datetime,
) -> None:
    """Note that somebody is on a section, and at which question; empty for none.

    Written by one statement, so that windows of one person never collide. Refuses with
    NotAllowed who does not see the section, and with QuestionNotAsked.
    """
    if not seat_of(by, proposal).reads(section, partner):
        raise NotAllowed(NOT_OURS.reason)
    found = next((e for e in form_sections(proposal) if e.code == section), None)
    codes = {"", *(each.code for each in found.questions)} if found else set()
    if question not in codes or not _has(proposal, partner):
        raise QuestionNotAsked
    row = Presence(
        proposal=proposal,
        person=by,
        section=section,
        partner=partner,
        question=question,
        seen_at=now,
    )
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["proposal", "person"],
        update_fields=["section", "partner", "question", "seen_at"],
    )


def _has(proposal: Proposal, partner: int | None) -> bool:
    """Say whether the draft has a partner of this number; nobody is asked of all."""
    rows = Partnership.objects.filter(alliance=proposal.alliance_id)
    return partner is None or rows.filter(number=partner).exists()
