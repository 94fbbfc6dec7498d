"""Application packs: asked for, stopped, sent again when lost.

The row is the truth and the queue only a messenger.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from alliances import clock
from alliances.models import User
from proposals import outbox
from proposals.enums import ActivityKind, PackState
from proposals.errors import NotAllowed
from proposals.models import ApplicationPack, Proposal, Submission
from proposals.models.packs import STANDS_IN
from proposals.policies import can_draw
from proposals.services.activity import note_act
from proposals.services.drafts import hold_draft, lock_draft
from proposals.services.pack_contents import (
    is_what_was_sent,
    pack_digest,
    present_content,
)
from proposals.services.pack_failures import CRASHED, MOST_ATTEMPTS
from proposals.snapshots import with_withdrawal_test

STALE_AFTER = timedelta(seconds=30)
"""Without a heartbeat for so long, the worker of a pack is taken for dead."""

RESEND_AFTER = timedelta(seconds=60)
"""Not taken by a worker for so long, the message of a pack is taken for lost."""

JOB = "pack"
JOB_OF_SUBMITTED = "submitted-pack"
"""Left to the sweeper, once, while people wait for pages."""
NEVER_AGAIN: Mapping[str, object] = {}


def request_pack(
    *,
    proposal: Proposal,
    by: User,
    submission: Submission | None = None,
    prints_withdrawals: bool = False,
) -> ApplicationPack:
    """Return the pack of a submission, or of the draft as it stands; queued if new.

    A draft that says what its live submission says has the submission's pack. The same
    content is the same pack, so a double click changes nothing; what failed or was
    stopped is queued again. `prints_withdrawals` adds the withdrawal test, which is
    part of the content: with and without it are two packs. Refuses with NotAllowed.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_draw)
        content = submission.snapshot if submission else present_content(draft=draft)
        live = draft.submissions.live().first()
        if (
            live
            and not submission
            and is_what_was_sent(content=content, submission=live)
        ):
            submission, content = live, live.snapshot
    if prints_withdrawals:
        # Up to a second of reckoning, so nobody waits for the lock of the draft.
        content = with_withdrawal_test(content)
    with transaction.atomic():
        hold_draft(proposal=draft)
        pack, is_new = _queued(draft, content, submission, by)
        if is_new or _queued_again(pack):
            told = {"content": pack.digest}
            note_act(draft=draft, kind=ActivityKind.PACK_REQUESTED, by=by, facts=told)
            outbox.add(JOB, str(pack.public_id))
    pack.refresh_from_db()
    return pack


def queue_submitted_pack(*, submission: Submission) -> ApplicationPack:
    """Queue the pack of what was just submitted, in the transaction of submitting.

    Nobody asked for it, so the log has no row of it. It is drawn after the commit; that
    it cannot be drawn never touches the submission.
    """
    draft, content = submission.proposal, submission.snapshot
    # No other pack can have this content: the number of the submission is in it.
    pack = ApplicationPack.objects.create(
        proposal=draft,
        digest=pack_digest(content=content),
        **_fresh(content, submission, submission.submitted_by),
    )
    outbox.add(JOB_OF_SUBMITTED, str(pack.public_id))
    return pack


def stop_pack(*, pack: ApplicationPack, by: User) -> None:
    """End the drawing of a pack, if it has not ended; asking again draws it.

    The worker notices at its next sign of life. Refuses with NotAllowed.
    """
    decision = can_draw(by, pack.proposal)
    if not decision:
        raise NotAllowed(decision.reason)
    under_way = (PackState.QUEUED, PackState.RENDERING)
    going = ApplicationPack.objects.filter(pk=pack.pk, state__in=under_way)
    end_packs(packs=going, state=PackState.STOPPED, by=by)


def resend_stale_jobs() -> int:
    """Send again what got lost; return how many messages were sent.

    A pack whose worker died is queued again, or given up after three crashes; a pack
    that nobody took is sent once more; one of a submission that failed is drawn again
    when it is time. Twice the same message does no harm.
    """
    now = clock.now()
    ended = (PackState.READY, PackState.FAILED)
    _queue_anew(ApplicationPack.objects.filter(state__in=ended, retry_at__lte=now))
    crashed = ApplicationPack.objects.filter(
        state=PackState.RENDERING, heartbeat_at__lt=now - STALE_AFTER
    )
    given_up = crashed.filter(attempt__gte=MOST_ATTEMPTS)
    end_packs(packs=given_up, state=PackState.FAILED, reason=CRASHED)
    crashed.update(state=PackState.QUEUED, claim=None, heartbeat_at=None)
    waiting = ApplicationPack.objects.filter(
        Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - RESEND_AFTER),
        state=PackState.QUEUED,
    )
    lost = list(waiting.values_list("public_id", flat=True))
    for pack_id in lost:
        outbox.add(JOB, str(pack_id))
    waiting.filter(public_id__in=lost).update(heartbeat_at=now)
    return len(lost)


def replay_packs(*, packs: QuerySet[ApplicationPack]) -> int:
    """Queue packs that failed or were stopped, with all their attempts; say how many.

    What stands in for an archival one is drawn again too. The sweeper sends them.
    """
    ended = Q(state__in=(PackState.FAILED, PackState.STOPPED))
    plain = Q(STANDS_IN, state=PackState.READY)
    keys = list(packs.filter(ended | plain).values_list("pk", flat=True))
    _queue_anew(ApplicationPack.objects.filter(pk__in=keys))
    ApplicationPack.objects.filter(pk__in=keys).update(retries=0)
    return len(keys)


def _queued(
    draft: Proposal, content: str, submission: Submission | None, by: User
) -> tuple[ApplicationPack, bool]:
    """Return the pack of a content, and whether it is new; the draft is locked."""
    return ApplicationPack.objects.get_or_create(
        proposal=draft,
        digest=pack_digest(content=content),
        defaults=_fresh(content, submission, by),
    )


def _fresh(content: str, submission: Submission | None, by: User) -> dict[str, Any]:
    """Return the columns of a pack that waits."""
    return {
        "content": content,
        "submission": submission,
        "requested_by": by,
        "heartbeat_at": clock.now(),
    }


def _queued_again(pack: ApplicationPack) -> bool:
    """Queue a pack that ended without its file, with all its attempts; say if it had.

    A plain one that stands in is no end either.
    """
    ended = Q(state__in=(PackState.FAILED, PackState.STOPPED))
    plain = Q(STANDS_IN, state=PackState.READY)
    unfinished = ApplicationPack.objects.filter(ended | plain, pk=pack.pk)
    is_queued = _queue_anew(unfinished)
    if is_queued:
        ApplicationPack.objects.filter(pk=pack.pk).update(
            retries=0, heartbeat_at=clock.now()
        )
    return is_queued


def _queue_anew(packs: QuerySet[ApplicationPack]) -> bool:
    """Queue packs with all their attempts, unsent; say whether there were any."""
    return bool(
        packs.update(
            state=PackState.QUEUED,
            attempt=0,
            failure="",
            stopped_by=None,
            step="",
            done=0,
            total=0,
            retry_at=None,
            heartbeat_at=None,
        )
    )


def end_packs(
    *,
    packs: QuerySet[ApplicationPack],
    state: PackState,
    reason: str = "",
    by: User | None = None,
    again: Mapping[str, object] = NEVER_AGAIN,
) -> None:
    """Mark packs as ended without a file, with the reason a person reads.

    Who ended them is kept as a person and not as a name, which nobody could erase.

    What has a plain one that stands in stays ready with it. `again` says in columns
    when they are drawn again by themselves.
    """
    ended = {"claim": None, "step": "", "failure": reason, "stopped_by": by, **again}
    packs.filter(STANDS_IN).update(state=PackState.READY, **ended)
    packs.update(state=state, finished_at=clock.now(), **ended)
