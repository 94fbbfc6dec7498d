"""A log whose end or whole is missing is found by what elsewhere knows of it."""

import datetime as dt

import pytest

from proposals.enums import ActivityKind
from proposals.models import Activity, ActivityPerson, NewsCursor
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.activity import note_act
from tests.factories import make_eligible_draft, submit
from tests.proposals.selectors.log.test_activity_chain import (
    log,
    run,
    undefended,
    unguarded,
)

__all__ = ["log", "undefended", "unguarded"]

pytestmark = pytest.mark.django_db


def test_missing_end_is_found_by_a_digest_somebody_holds(log, unguarded):  # noqa: ARG001  # the triggers are gone
    head = Activity.objects.get(proposal=log, number=3).digest
    assert verify_chains(head=head).head_found

    run("DELETE FROM proposals_activity WHERE number = 3")

    report = verify_chains(head=head)
    assert report.breaks == ()
    assert not report.head_found
    assert not report.guarded


@pytest.mark.parametrize("left", [0, 2])
def test_missing_end_is_found_by_the_head_the_engine_kept(log, undefended, left):  # noqa: ARG001  # the triggers are gone
    ActivityPerson.objects.all().delete()
    run("DELETE FROM proposals_activity WHERE partner = 1 AND number > %s", left)

    for proposal in (log, None):
        (broken,) = verify_chains(proposal=proposal).breaks
        assert broken.alliance == str(log.alliance.public_id)
        assert (broken.number, broken.why) == (left + 1, f"row {left + 1} is missing")


def test_end_that_was_cut_off_leaves_a_gap_in_what_follows(log, undefended):  # noqa: ARG001  # the triggers are gone
    run("DELETE FROM proposals_activity WHERE partner = 1 AND number = 3")
    note_act(draft=log, kind=ActivityKind.UNARCHIVED, by=None)

    (broken,) = verify_chains().breaks

    assert Activity.objects.filter(proposal=log, number=4).exists()
    assert (broken.number, broken.why) == (4, "row 3 is missing")


def test_newest_row_written_anew_with_its_digest_is_found(log, undefended):  # noqa: ARG001  # the triggers are gone
    row = Activity.objects.get(proposal=log, number=3)
    row.facts = '{"a":9}'
    run(
        "UPDATE proposals_activity SET facts = %s, digest = %s WHERE id = %s",
        *(row.facts, row.computed_digest, row.pk),
    )

    (broken,) = verify_chains().breaks

    why = "it is another row than the one that was kept as the newest"
    assert (broken.number, broken.why) == (3, why)


@pytest.mark.parametrize("left", [0, 2])
def test_missing_end_is_found_by_the_news_that_were_told(log, unguarded, left):  # noqa: ARG001  # the triggers are gone
    ActivityPerson.objects.all().delete()
    NewsCursor.objects.create(proposal=log, number=3)
    assert verify_chains().breaks == ()

    run("DELETE FROM proposals_activity WHERE partner = 1 AND number > %s", left)

    for proposal in (log, None):
        (broken,) = verify_chains(proposal=proposal).breaks
        assert broken.alliance == str(log.alliance.public_id)
        assert (broken.number, broken.why) == (left + 1, f"row {left + 1} is missing")


def test_missing_log_is_found_by_the_people_beside_it(log, unguarded):  # noqa: ARG001  # the triggers are gone
    run("DELETE FROM proposals_activity WHERE partner = 1")

    (broken,) = verify_chains().breaks

    assert broken.alliance == str(log.alliance.public_id)
    assert (broken.number, broken.why) == (0, "a row that names somebody is missing")


@pytest.fixture
def submission():
    """Give a submission whose proposal has a row before and one after it."""
    draft = make_eligible_draft()
    by = draft.alliance.coordinator
    note_act(draft=draft, kind=ActivityKind.ARCHIVED, by=by)
    return submit(draft)


def test_missing_end_is_found_by_the_submissions(submission, unguarded):  # noqa: ARG001  # the triggers are gone
    assert verify_chains().breaks == ()

    run("DELETE FROM proposals_activity WHERE number = 2")

    (broken,) = verify_chains(proposal=submission.proposal).breaks
    why = f"the row of the submission {submission.number} is missing"
    assert (broken.number, broken.why) == (2, why)


def test_submission_that_is_another_one_by_now_is_found(submission):
    submission.sha256 = "0" * 64
    submission.save()

    (broken,) = verify_chains().breaks

    why = f"the submission {submission.number} is not the one this row is about"
    assert (broken.number, broken.why) == (2, why)


def test_submission_from_before_the_log_is_not_missed(submission, unguarded):  # noqa: ARG001  # the triggers are gone
    run("DELETE FROM proposals_activity WHERE number = 2")
    submission.received_at = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    submission.save()

    assert verify_chains().breaks == ()
