"""Submitting and withdrawing: one transaction each, proof of every attempt.

The order of locks is the same everywhere: first the proposal's row, then the unique
place of its applicant in the sector, then those of its organisations where the law asks
for them. Two presses on one draft queue up at the row; two drafts of one applicant, or
with one organisation, meet at the place.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from alliances.models import Alliance, User
from alliances.worded import Worded
from eligibility.catalogue import first_deadline, published_rulebook
from eligibility.core import ConsortiumSnapshot, Report
from eligibility.models import Rulebook
from eligibility.words import BRUSSELS, eu_code
from proposals.enums import ActivityKind, SubmissionEvent
from proposals.errors import (
    NotAllowed,
    NothingToWithdraw,
    OrganisationTaken,
    Refused,
    SectorMissing,
    SectorTaken,
    StaleVersion,
)
from proposals.models import (
    OrganisationPlace,
    Proposal,
    Submission,
    SubmissionNumber,
)
from proposals.policies import call_refusal, can_coordinate
from proposals.selectors.standing.verdicts import report_of
from proposals.selectors.submissions.overrides import standing_override
from proposals.selectors.submissions.told_of_submissions import last_representative
from proposals.services.activity import note_act
from proposals.services.attempts import Press, Stood, keep_attempt
from proposals.services.drafts import hold_draft, lock_draft
from proposals.services.excuses import Accepted, Leave, leave_to_stand
from proposals.services.organisation_places import give_up_places, hold_places
from proposals.services.packs import queue_submitted_pack
from proposals.services.rule_moves import pin_rules, rules_to_submit_under
from proposals.services.submission_notices import tell_of_submission
from proposals.snapshots import (
    FrozenSubmission,
    claim_of,
    freeze,
    sole_applicant,
    take,
    taken_names,
)
from proposals.violations import violated_constraint

SECTOR_PLACE = "submission_one_live_per_applicant_and_sector"
ORGANISATION_PLACE = "organisation_stands_in_one_live_submission"


def submit_proposal(
    *,
    proposal: Proposal,
    revision: int,
    idempotency_key: uuid.UUID,
    received_at: dt.datetime,
    accepts_pending: bool,
    accepts_unverified: Collection[str] = (),
    by: User,
    representative: str = "",
) -> Submission:
    """Freeze the draft as it was seen, give it a number and make it the live one.

    The same `idempotency_key` twice, also at the same moment, is one submission. The
    former live submission of the draft counts until this one stands, then it is marked
    as replaced, in the same transaction. So are the mails stored that tell the
    coordinator, editors, contacts of partners and, by the address `representative` if
    there is one, who legally represents the applicant.

    Every attempt is kept, accepted or refused, but none of a form that only lacked a
    tick (`may_proceed`). Refuses with CallTakesNoSubmissions,
    CallNotOpenYet, DeadlinePassed (before the deadline counts; its very second is
    late), StaleVersion (`current` is the present revision), RulesOutdated (newer rules
    ask something else than those the draft pins; where only the deadline is another
    one, it is submitted under the newest and pins them), SectorTaken,
    OrganisationTaken, NotEligible,
    UnverifiedClauses, PendingPartners and SectorMissing. `accepts_unverified` names the
    unverified clauses that may be not met, if the call lets them. What an administrator
    allowed excuses clauses and confirmations, nothing else, and is frozen with it, as
    is what was accepted. It must be the outermost transaction, or a caller's rollback
    would lose the attempt.
    """
    accepted = Accepted(accepts_pending, frozenset(accepts_unverified))
    press = Press(revision, idempotency_key, received_at, accepted, representative, by)
    with transaction.atomic(durable=True):
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        outcome = _outcome(draft, press)
        if not (isinstance(outcome, Refused) and outcome.may_proceed):
            keep_attempt(draft=draft, press=press, outcome=outcome)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome.submission


def withdraw_submission(*, submission: Submission, by: User) -> Submission:
    """Withdraw a live submission, once; its applicant may apply in the sector anew.

    Where the law lets an organisation stand in one application, its organisations are
    free again in the same transaction.

    Withdrawing stays possible after the deadline, submitting again does not. Refuses
    with NotAllowed and NothingToWithdraw.
    """
    decision = can_coordinate(by, submission.proposal)
    if not decision:
        raise NotAllowed(decision.reason)
    live = Submission.objects.live().filter(pk=submission.pk)
    with transaction.atomic():
        draft = hold_draft(proposal=submission.proposal)
        if not live.update(withdrawn_at=timezone.now()):
            raise NothingToWithdraw
        give_up_places(proposal=submission.proposal)
        told = {"submission": submission.number}
        note_act(draft=draft, kind=ActivityKind.WITHDRAWN, by=by, facts=told)
        tell_of_submission(
            submission=submission,
            event=SubmissionEvent.WITHDRAWN,
            representative=last_representative(draft),
        )
    return Submission.objects.select_related("proposal__alliance__call").get(
        pk=submission.pk
    )


def _outcome(draft: Proposal, press: Press) -> Stood | Refused:
    """Submit, or undo what was begun and return the refusal; the lock stays.

    What is refused before anything is written needs no undoing: a rollback would make
    the connection forget its plans, for everybody it serves after this press.
    """
    try:
        return _earlier(draft, press) or _submit(draft, press)
    except Refused as refusal:
        return refusal
    except IntegrityError as error:
        if violated_constraint(error, Submission) == SECTOR_PLACE:
            return SectorTaken()
        if violated_constraint(error, OrganisationPlace) == ORGANISATION_PLACE:
            return OrganisationTaken(taken_names(take(draft)))
        raise


def _earlier(draft: Proposal, press: Press) -> Stood | None:
    same = _same_press.first(draft.pk, press.idempotency_key)
    return Stood(same, Leave()) if same else None


@Worded
def _same_press(draft: int, key: uuid.UUID) -> QuerySet[Submission]:
    return Submission.objects.filter(proposal=draft, idempotency_key=key).order_by()


@Worded
def _newest_version(call: str) -> QuerySet[Rulebook, int]:
    rows = Rulebook.objects.filter(call=call).order_by("-version")
    return rows.values_list("version", flat=True)[:1]


def _submit(draft: Proposal, press: Press) -> Stood:
    call = draft.alliance.call
    if refusal := call_refusal(call, press.received_at):
        raise refusal
    if draft.revision != press.revision:
        raise StaleVersion(draft.revision)
    pinned = draft.rulebook
    if _newest_version.first(call.pk) != pinned.version:
        _take_newest(draft, press)
    snapshot = take(draft)
    if snapshot.standing_elsewhere:
        raise OrganisationTaken(taken_names(snapshot))
    if snapshot.applications_elsewhere:
        raise SectorTaken
    report = report_of(draft, snapshot, now=press.received_at)
    leave = leave_to_stand(
        snapshot=snapshot,
        report=report,
        call=call,
        accepted=press.accepted,
        override=standing_override(draft),
    )
    if claim_of(draft, snapshot) is None:
        raise SectorMissing
    with transaction.atomic():
        if draft.rulebook != pinned:
            pin_rules(draft=draft, before=pinned, after=draft.rulebook, by=press.by)
        return Stood(_stand(draft, snapshot, report, leave, press), leave)


def _take_newest(draft: Proposal, press: Press) -> None:
    """Have a draft and its call follow the newest rules, if they take this press.

    The call was read before them: published meanwhile, they may have closed it.
    """
    draft.rulebook = rules_to_submit_under(draft=draft)
    rules, call = published_rulebook(draft.rulebook), draft.alliance.call
    call.deadline, call.takes_submissions = rules.deadline, rules.takes_submissions
    if refusal := call_refusal(call, press.received_at):
        raise refusal


def _stand(
    draft: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    leave: Leave,
    press: Press,
) -> Submission:
    claim = claim_of(draft, snapshot)
    assert claim is not None  # noqa: S101  # refused before anything is written
    number = _new_number(draft.alliance, snapshot)
    receipt = FrozenSubmission(number, press.received_at)
    text = freeze(
        draft,
        snapshot=snapshot,
        report=report,
        submission=receipt,
        override=leave.override,
        warnings=leave.warnings,
    )
    replaced = draft.submissions.live().update(replaced_at=press.received_at)
    submission = Submission.objects.create(
        proposal=draft,
        call=draft.alliance.call,
        number=number,
        idempotency_key=press.idempotency_key,
        applicant_key=claim.applicant,
        sector_key=claim.sector,
        snapshot=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        warned_partners="\n".join([each.name for each in leave.pending]),
        submitted_by=press.by,
        received_at=press.received_at,
    )
    hold_places(proposal=draft, snapshot=snapshot)
    queue_submitted_pack(submission=submission)
    tell_of_submission(
        submission=submission,
        event=SubmissionEvent.AGAIN if replaced else SubmissionEvent.SUBMITTED,
        representative=press.representative,
    )
    return submission


def _new_number(alliance: Alliance, snapshot: ConsortiumSnapshot) -> str:
    """Return the next number, written as the field writes them (DOMAIN 5.2).

    The year is that of the first deadline: a call that is extended over New Year keeps
    one year in all its numbers.
    The country is the applicant's, which an eligible consortium has. The suffix marks
    the Blueprint: of the numbered Lots it alone has a closed list of sectors.
    """
    year = first_deadline(alliance.call).astimezone(BRUSSELS).year
    applicant = sole_applicant(snapshot.participants)
    assert applicant is not None  # noqa: S101  # a claim without applicant was refused
    assert applicant.place is not None  # noqa: S101  # nor is it eligible without country
    suffix = "-B" if alliance.lot.number and snapshot.sectors else ""
    serial = SubmissionNumber.objects.create()
    return f"{serial}-EPP-1-{year}-1-{eu_code(applicant.place.code)}-EPPKA2-SSA{suffix}"
