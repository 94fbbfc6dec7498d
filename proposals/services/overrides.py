"""Overrides: an administrator allows a draft to be submitted in spite of something."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from alliances.models import User
from proposals.enums import ActivityKind
from proposals.errors import NotAllowed
from proposals.errors.overrides import NoReasonGiven, NothingToOverride
from proposals.models import Override, Proposal
from proposals.policies import call_refusal, can_override
from proposals.selectors.submissions.overrides import overridable
from proposals.services.activity import Fact, note_act
from proposals.services.drafts import hold_draft


def give_override(
    *,
    proposal: Proposal,
    clauses: Collection[str],
    allows_pending: bool,
    reason: str,
    by: User,
) -> Override:
    """Allow a draft to be submitted although `clauses` are not met, and say why.

    It takes the place of one that stands, and holds for these clauses only, whatever
    becomes of the draft. Refuses with NotAllowed, with what refuses a submission now
    (an extended deadline is a new version of the rules, not an override), with
    NothingToOverride for a clause that is met or nobody may override, and with
    NoReasonGiven. The places of applicants and organisations stay as they are.
    """
    with transaction.atomic():
        draft = _held(proposal, by)
        now = timezone.now()
        if refusal := call_refusal(draft.alliance.call, now):
            raise refusal
        if not reason.strip():
            raise NoReasonGiven
        unmet = overridable(draft, now=now)
        allows_pending = allows_pending and bool(unmet.pending)
        if not set(clauses) <= unmet.clauses or not (clauses or allows_pending):
            raise NothingToOverride
        Override.objects.standing().filter(proposal=draft).update(ended_at=now)
        told: dict[str, Fact] = {"clauses": sorted(clauses)}
        told["pending"] = int(allows_pending)
        note_act(draft=draft, kind=ActivityKind.OVERRIDE_GIVEN, by=by, facts=told)
        return Override.objects.create(
            proposal=draft,
            clauses=sorted(clauses),
            allows_pending=allows_pending,
            reason=reason.strip(),
            given_by=by,
        )


def end_override(*, proposal: Proposal, by: User) -> bool:
    """Take back what was allowed; say whether something was. Submissions stay."""
    with transaction.atomic():
        draft = _held(proposal, by)
        ended = (
            Override.objects.standing()
            .filter(proposal=draft)
            .update(ended_at=timezone.now())
        )
        if ended:
            note_act(draft=draft, kind=ActivityKind.OVERRIDE_ENDED, by=by)
    return bool(ended)


def _held(proposal: Proposal, by: User) -> Proposal:
    decision = can_override(by)
    if not decision:
        raise NotAllowed(decision.reason)
    return hold_draft(proposal=proposal)
