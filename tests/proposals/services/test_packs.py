import json
import uuid

import pytest
import time_machine
from django.utils import timezone

from proposals.documents.pack import content_digest
from proposals.enums import PackState
from proposals.errors import NotAllowed
from proposals.models import ApplicationPack, Submission
from proposals.services import pack_contents
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack, resend_stale_jobs, stop_pack
from proposals.snapshots import thaw, without_withdrawal_test
from tests.factories import make_user, submit
from tests.proposals.services.pack_rows import LONG_AGO, change, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_request_freezes_the_draft_and_sends_one_message(proposal, maria, sent):
    pack = request_pack(proposal=proposal, by=maria)

    assert pack.state == PackState.QUEUED
    assert pack.attempt == 0
    assert pack.requested_by == maria
    assert pack.submission is None
    assert thaw(pack.content).acronym == "CHARTER"
    assert len(thaw(pack.content).partners) == 3
    assert sent == [("proposals.tasks.render_pack", str(pack.public_id))]


def test_request_twice_is_one_pack_and_one_message(proposal, maria, sent):
    first = request_pack(proposal=proposal, by=maria)
    second = request_pack(proposal=proposal, by=maria)

    assert second == first
    assert len(sent) == 1


def test_changed_draft_is_another_pack(proposal, maria):
    before = request_pack(proposal=proposal, by=maria)
    proposal.alliance.partnerships.filter(number=3).delete()

    after = request_pack(proposal=proposal, by=maria)

    assert after != before
    assert after.digest != before.digest


def test_other_renderer_is_another_pack(proposal, maria, monkeypatch):
    before = request_pack(proposal=proposal, by=maria)
    monkeypatch.setattr(pack_contents, "renderer_version", lambda: "ssa-pack/99")

    after = request_pack(proposal=proposal, by=maria)

    assert after != before
    assert after.content == before.content


def test_request_by_a_stranger_is_refused(proposal):
    with pytest.raises(NotAllowed):
        request_pack(proposal=proposal, by=make_user())

    assert ApplicationPack.objects.count() == 0


def test_failed_pack_is_queued_again_with_all_its_attempts(pack, proposal, maria, sent):
    change(pack, state=PackState.FAILED, failure="why", attempt=3, done=4, step="x")

    again = request_pack(proposal=proposal, by=maria)

    assert again == pack
    assert (again.state, again.failure, again.attempt) == (PackState.QUEUED, "", 0)
    assert (again.step, again.done) == ("", 0)
    assert len(sent) == 2


@pytest.mark.usefixtures("quick")
def test_ready_pack_stays_ready(pack, proposal, maria, sent):
    render_pack(pack_id=pack.public_id)

    again = request_pack(proposal=proposal, by=maria)

    assert again == pack
    assert again.state == PackState.READY
    assert len(sent) == 1


def test_unchanged_draft_has_the_pack_of_its_live_submission(proposal, maria):
    submission = submit(proposal)

    pack = request_pack(proposal=proposal, by=maria)

    assert pack.submission == submission
    assert pack.content == submission.snapshot
    assert content_digest(pack.content) == submission.sha256


def test_draft_without_part_a_says_what_was_submitted_before_there_was_one(
    proposal, maria
):
    submission = submit(proposal)
    content = json.loads(submission.snapshot)
    for partner in content["partners"]:
        assert partner.pop("part_a") == {}
    Submission.objects.update(snapshot=json.dumps(content))

    assert request_pack(proposal=proposal, by=maria).submission == submission


def test_draft_that_went_on_after_submission_is_a_draft_again(proposal, maria):
    submission = submit(proposal)
    proposal.alliance.partnerships.filter(number=3).delete()

    going_on = request_pack(proposal=proposal, by=maria)
    as_sent = request_pack(proposal=proposal, by=maria, submission=submission)

    assert going_on.submission is None
    assert thaw(going_on.content).submission is None
    assert as_sent.submission == submission
    assert as_sent.content == submission.snapshot


def test_withdrawn_submission_leaves_a_draft(proposal, maria):
    submission = submit(proposal)
    Submission.objects.filter(pk=submission.pk).update(withdrawn_at=timezone.now())

    assert request_pack(proposal=proposal, by=maria).submission is None


def test_submitting_queues_the_pack_of_what_was_received_once(proposal, sent):
    key = uuid.uuid4()

    submission = submit(proposal, accepts_pending=True, idempotency_key=key)
    submit(proposal, accepts_pending=True, idempotency_key=key)

    pack = ApplicationPack.objects.get()
    assert (pack.submission, pack.content) == (submission, submission.snapshot)
    render = "proposals.tasks.render_submitted_pack"
    assert [each for each in sent if each[0] == render] == [
        (render, str(pack.public_id))
    ]


def test_withdrawal_test_is_a_pack_of_its_own(proposal, maria, sent):
    plain = request_pack(proposal=proposal, by=maria)
    chosen = request_pack(proposal=proposal, by=maria, prints_withdrawals=True)
    again = request_pack(proposal=proposal, by=maria, prints_withdrawals=True)

    assert chosen == again != plain
    assert chosen.digest != plain.digest
    assert len(sent) == 2
    assert thaw(plain.content).withdrawals is None
    assert thaw(chosen.content).withdrawals is not None
    assert without_withdrawal_test(chosen.content) == plain.content


def test_withdrawal_test_of_a_submission_is_of_what_was_received(proposal, maria):
    submission = submit(proposal)

    pack = request_pack(proposal=proposal, by=maria, prints_withdrawals=True)

    assert pack.submission == submission
    bare = without_withdrawal_test(pack.content)
    assert (bare, content_digest(bare)) == (submission.snapshot, submission.sha256)


@pytest.mark.usefixtures("pack")
def test_sweeper_leaves_fresh_work_alone(sent):
    assert resend_stale_jobs() == 0
    assert len(sent) == 1


def test_sweeper_sends_a_lost_message_once_per_limit(pack, sent):
    sent.clear()
    change(pack, heartbeat_at=timezone.now() - LONG_AGO)

    assert resend_stale_jobs() == 1
    assert resend_stale_jobs() == 0

    assert sent == [("proposals.tasks.render_pack", str(pack.public_id))]
    with time_machine.travel(timezone.now() + LONG_AGO):
        assert resend_stale_jobs() == 1


def test_sweeper_queues_the_pack_of_a_dead_worker_again(pack, sent):
    sent.clear()
    change(
        pack,
        state=PackState.RENDERING,
        claim=uuid.uuid4(),
        attempt=1,
        heartbeat_at=timezone.now() - LONG_AGO,
    )

    assert resend_stale_jobs() == 1

    assert sent == [("proposals.tasks.render_pack", str(pack.public_id))]
    assert (stored(pack).state, stored(pack).claim) == (PackState.QUEUED, None)
    assert stored(pack).attempt == 1


@pytest.mark.parametrize(
    ("attempt", "state"), [(2, PackState.QUEUED), (3, PackState.FAILED)]
)
def test_sweeper_gives_up_after_three_crashes(pack, attempt, state):
    change(
        pack,
        state=PackState.RENDERING,
        claim=uuid.uuid4(),
        attempt=attempt,
        heartbeat_at=timezone.now() - LONG_AGO,
    )

    resend_stale_jobs()

    assert stored(pack).state == state
    words = "The worker died more than once while it drew this pack."
    assert stored(pack).failure == (words if state == PackState.FAILED else "")


@pytest.mark.usefixtures("quick")
def test_sweeper_leaves_finished_packs_alone(pack, sent):
    render_pack(pack_id=pack.public_id)
    sent.clear()

    with time_machine.travel(timezone.now() + LONG_AGO):
        assert resend_stale_jobs() == 0
    assert stored(pack).state == PackState.READY


@pytest.mark.parametrize("state", [PackState.QUEUED, PackState.RENDERING])
def test_stopped_pack_says_who_stopped_it(pack, maria, state):
    change(pack, state=state, claim=uuid.uuid4())

    stop_pack(pack=pack, by=maria)

    stopped = stored(pack)
    assert (stopped.state, stopped.claim) == (PackState.STOPPED, None)
    assert (stopped.stopped_by, stopped.failure) == (maria, "")
    assert stopped.finished_at is not None


@pytest.mark.parametrize("state", [PackState.READY, PackState.FAILED])
def test_pack_that_has_ended_is_not_stopped(pack, maria, state):
    change(pack, state=state, failure="as it was")

    stop_pack(pack=pack, by=maria)

    assert (stored(pack).state, stored(pack).failure) == (state, "as it was")


def test_stopped_pack_is_queued_again_by_asking(pack, proposal, maria, sent):
    stop_pack(pack=pack, by=maria)
    sent.clear()

    again = request_pack(proposal=proposal, by=maria)

    assert (again, again.state, again.stopped_by) == (pack, PackState.QUEUED, None)
    assert len(sent) == 1


def test_stopping_by_a_stranger_is_refused(pack):
    with pytest.raises(NotAllowed):
        stop_pack(pack=pack, by=make_user())

    assert stored(pack).state == PackState.QUEUED
