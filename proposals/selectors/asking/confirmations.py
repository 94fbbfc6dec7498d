"""What a partner's contact sees by the link: the question, or why there is none."""

import datetime as dt
from dataclasses import dataclass

from alliances.words import day_words, own_words
from eligibility.words import BRUSSELS, deadline_words
from proposals.models import ConfirmationRequest
from proposals.policies import can_draw
from proposals.selectors.asking.answer_records import Record, record_of
from proposals.selectors.asking.asked_before import AskedBefore, asked_before
from proposals.selectors.asking.asked_changes import AskedChange, decided_before
from proposals.selectors.asking.closed_links import Closing, closing_of
from proposals.selectors.asking.own_group import group_line
from proposals.selectors.asking.statements import (
    Ground,
    Row,
    compared_rows,
    in_sentence,
)
from proposals.selectors.mandates.mandate import Mandate, mandate_of
from proposals.selectors.mandates.own_signing import OwnSigning, own_signing
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import take
from proposals.snapshots.covered import Covered
from proposals.snapshots.statements import statements_in


@dataclass(frozen=True, slots=True)
class ConfirmationPage:
    """The page behind one link."""

    acronym: str
    call: str
    organisation: str
    role: str
    """In the middle of a sentence: "full partner"."""
    person: str
    """Who asks."""
    contact: str
    """Whom to write to: who asked, or the coordinator once they have no access."""
    email: str
    asked_on: str
    until: str
    again: AskedBefore | None
    """What was answered before, and what changed since; None for a first question."""
    decided: tuple[AskedChange, ...]
    """What became of the changes this contact asked for before it was asked again."""
    rows: tuple[Row, ...]
    mandate: Mandate
    """What the partner will be asked to sign, to be unfolded."""
    signing: OwnSigning | None
    """The mandate to be signed; None where the link does not lead to one."""
    seen: str
    """What the form says it showed."""
    record: Record | None
    closing: Closing | None

    @property
    def is_open(self) -> bool:
        """Whether the link takes an answer."""
        return not (self.record or self.closing)


def confirmation_page(
    request: ConfirmationRequest, *, now: dt.datetime, seen: str = ""
) -> ConfirmationPage:
    """Return the page of a request; `seen` is what an older page showed."""
    partnership = request.partnership
    alliance = partnership.alliance
    proposal = alliance.proposal
    snapshot = take(proposal)
    statements = statements_in(proposal, snapshot)
    covered = statements.of(partnership)
    report = report_of(proposal, snapshot, now=now)
    ground = Ground(alliance, statements.burdens, group_line(report, partnership.label))
    asker = request.requested_by
    contact = asker if can_draw(asker, alliance.proposal) else alliance.coordinator
    return ConfirmationPage(
        acronym=alliance.acronym,
        call=own_words(alliance.call.title),
        organisation=partnership.name,
        role=in_sentence(partnership.role),
        person=str(request.requested_by),
        contact=str(contact),
        email=contact.email,
        asked_on=day_words(request.requested_at.astimezone(BRUSSELS).date()),
        until=deadline_words(request.expires_at),
        again=asked_before(request, statements),
        decided=decided_before(request),
        rows=compared_rows(ground, covered, Covered.read(seen) if seen else None),
        mandate=mandate_of(
            organisation=partnership.name,
            applicant=covered.applicant,
            acronym=alliance.acronym,
            role=partnership.role,
        ),
        signing=own_signing(request, statements),
        seen=covered.text,
        record=record_of(request, covered, statements.burdens.titles),
        closing=closing_of(request, partnership, now),
    )
