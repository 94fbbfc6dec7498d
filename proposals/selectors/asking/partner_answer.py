"""One partner's answer, for those who decide what follows from it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from alliances.models import Partnership, User
from proposals.completeness import Contents
from proposals.enums import ChangedField
from proposals.models import Proposal
from proposals.policies import Decision, can_edit
from proposals.selectors.asking.answers import Answer, answers_of
from proposals.selectors.asking.asked_changes import AskedChange
from proposals.selectors.asking.change_choices import field_words, stated_fields
from proposals.selectors.asking.planned_statements import planned_statements
from proposals.selectors.asking.stages import Stage
from proposals.selectors.asking.statement_differences import (
    Difference,
    differences_since,
)
from proposals.selectors.drafts.masthead import Masthead, masthead_of, second_words
from proposals.selectors.mandates.signing_states import SigningState, state_of
from proposals.snapshots.statements import statements_of

ASKED_BY_ONE_PRESS = {Stage.DECIDED, Stage.EARLIER}
"""Stages after which the same address is asked again as it is."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as it is decided: what stands now beside what is proposed."""

    change: AskedChange
    now: str
    """What stands now; empty for words, which no field takes."""
    before: str
    """What stood when it was asked for, where that is something else and it waits."""
    replaced: str
    """What stood before it was accepted, where acceptance wrote something else."""
    stands: bool
    """Whether what is proposed stands already."""


@dataclass(frozen=True, slots=True)
class PartnerAnswerPage:
    """What a partner answered, and what it asked to be different."""

    masthead: Masthead
    public_id: uuid.UUID
    number: int
    label: str
    name: str
    version: int
    """Of the partner as shown: a change is accepted over this one only."""
    answer: Answer
    by: str
    """Who answered, and in which function."""
    address: str
    """Where the link went that was answered; empty without an answer, or erased."""
    moment: str
    """When, to the second; empty without an answer."""
    reason: str
    """Why it declined."""
    rows: tuple[ChangeRow, ...]
    differences: tuple[Difference, ...]
    """What it confirmed beside what holds now, once that is an earlier version."""
    signing: SigningState | None
    """How far what it signs is; None for who takes no part."""
    may_decide: Decision

    @property
    def is_earlier(self) -> bool:
        """Whether it confirmed an earlier version."""
        return self.answer.stage is Stage.EARLIER

    @property
    def may_ask(self) -> bool:
        """Whether one press asks the same contact again."""
        return self.answer.may_ask and bool(self.may_decide)


def partner_answer_page(
    proposal: Proposal,
    row: Partnership,
    user: User,
    contents: Contents,
    *,
    now: dt.datetime,
) -> PartnerAnswerPage:
    """Return the page of a partner: three queries besides draft and partner.

    Some more where it confirmed an earlier version, to compare.
    """
    answer = answers_of([row], alliance=proposal.alliance_id, now=now)[row.pk]
    given = answer.given
    who = [given.answered_name, given.answered_function] if given else []
    at = given.answered_at if given else None
    return PartnerAnswerPage(
        masthead=masthead_of(proposal, now=now),
        public_id=proposal.alliance.public_id,
        number=row.number,
        label=row.label,
        name=row.name,
        version=row.version,
        answer=answer,
        by=", ".join(filter(None, who)),
        address=given.email if given else "",
        moment=second_words(at) if at else "",
        reason=given.reason if given else "",
        rows=tuple(_row(each, row) for each in answer.changes),
        differences=_differences(proposal, row, answer),
        signing=state_of(proposal, row.number, planned_statements(contents)),
        may_decide=can_edit(user, proposal),
    )


def _differences(
    proposal: Proposal, row: Partnership, answer: Answer
) -> tuple[Difference, ...]:
    if answer.stage is not Stage.EARLIER or answer.given is None:
        return ()
    statements = statements_of(proposal)
    return differences_since(
        answer.given, proposal.alliance, statements.of(row), statements.burdens.titles
    )


def _row(change: AskedChange, row: Partnership) -> ChangeRow:
    if change.is_words:
        return ChangeRow(change, now="", before="", replaced="", stands=False)
    now = field_words(change.field, stated_fields(row)[ChangedField(change.field)])
    before = "" if now == change.stated or change.state else change.stated
    stands = now == change.proposed
    is_accepted = bool(change.state) and not change.reason
    is_written = is_accepted and stands and change.stated != now
    replaced = change.stated if is_written else ""
    return ChangeRow(change, now, before, replaced, stands=stands)
