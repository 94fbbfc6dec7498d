"""Who may do what, and why not: the reason is shown beside the disabled button."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import Call, User
from proposals.errors import (
    CallNotOpenYet,
    CallTakesNoSubmissions,
    DeadlinePassed,
    NothingToWithdraw,
)
from proposals.models import Proposal, Submission

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and if not, the sentence that says why."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(allowed=True)
NOT_YOURS = Decision(
    allowed=False, reason=_("Only the coordinator of this alliance may do this.")
)


def can_edit(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` may change facts and composition, and have the pack drawn.

    The coordinator may, and colleagues who joined. A live submission is no obstacle: it
    is frozen, and the draft goes on. Nor is a deadline of the past: closed calls are
    there to practise in.
    """
    if can_coordinate(user, proposal) or _is_colleague(user, proposal):
        return YES
    return Decision(
        allowed=False,
        reason=_("Only the coordinator of this alliance and colleagues may do this."),
    )


def can_coordinate(user: Person, proposal: Proposal) -> Decision:
    """Say whether `user` answers for the proposal: submits, invites colleagues."""
    return YES if proposal.alliance.coordinator_id == user.pk else NOT_YOURS


def can_submit(
    user: Person, proposal: Proposal, *, now: dt.datetime | None = None
) -> Decision:
    """Say whether `user` may submit at `now`; eligibility is not looked at."""
    if not can_coordinate(user, proposal):
        return NOT_YOURS
    refusal = call_refusal(proposal.alliance.call, now or timezone.now())
    return YES if refusal is None else Decision(allowed=False, reason=refusal.message)


def can_withdraw(user: Person, submission: Submission) -> Decision:
    """Say whether `user` may withdraw a submission; only a live one, also later."""
    if not can_coordinate(user, submission.proposal):
        return NOT_YOURS
    if submission.withdrawn_at or submission.replaced_at:
        return Decision(allowed=False, reason=NothingToWithdraw.message)
    return YES


def call_refusal(
    call: Call, moment: dt.datetime
) -> CallTakesNoSubmissions | CallNotOpenYet | DeadlinePassed | None:
    """Return why a call takes nothing that arrives at `moment`, None if it does.

    Before the deadline counts: what arrives in its very second is late.
    """
    if not call.takes_submissions:
        return CallTakesNoSubmissions()
    if not call.has_opened_at(moment):
        return CallNotOpenYet()
    return DeadlinePassed() if call.has_closed_at(moment) else None


def _is_colleague(user: Person, proposal: Proposal) -> bool:
    return proposal.colleagues.current().filter(person=user.pk).exists()
