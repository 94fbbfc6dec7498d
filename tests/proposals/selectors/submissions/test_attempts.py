"""Attempts as a page lists them and as a file proves them."""

import datetime as dt
import uuid

import pytest

from eligibility.words import BRUSSELS
from proposals.errors import DeadlinePassed
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.submissions.attempts import attempt_rows, attempts_of
from proposals.services.submissions import withdraw_submission
from tests.factories import make_call, make_eligible_draft, submit

CLOSES = dt.datetime(2030, 2, 26, 17, tzinfo=BRUSSELS)

pytestmark = pytest.mark.django_db


def two_attempts():
    """Make a draft submitted in the last moment, and tried again in the next one."""
    proposal = make_eligible_draft(make_call(deadline=CLOSES))
    deadline = proposal.alliance.call.deadline
    last = deadline - dt.timedelta(microseconds=1)
    submission = submit(proposal, received_at=last)
    with pytest.raises(DeadlinePassed):
        submit(proposal, received_at=deadline)
    return proposal, submission


def test_file_has_every_attempt_in_its_order_with_the_moment_of_receipt():
    proposal, submission = two_attempts()
    by = str(proposal.alliance.coordinator)

    heading, *rows = attempt_rows(proposal)

    assert heading == [
        "Received (Brussels)",
        "Received (UTC)",
        "Result",
        "By",
        "Submission",
        "SHA-256",
        "Reason",
    ]
    assert rows == [
        [
            "2030-02-26T16:59:59.999999+01:00",
            "2030-02-26T15:59:59.999999+00:00",
            "Accepted",
            by,
            submission.number,
            submission.sha256,
            "",
        ],
        [
            "2030-02-26T17:00:00.000000+01:00",
            "2030-02-26T16:00:00.000000+00:00",
            "Refused",
            by,
            "",
            "",
            "The deadline of this call has passed.",
        ],
    ]


def test_page_lists_the_newest_first():
    proposal, submission = two_attempts()

    assert [(each.result, each.number) for each in attempts_of(proposal).listed] == [
        ("Refused", ""),
        ("Accepted", submission.number),
    ]


def test_second_press_of_a_click_says_that_it_is_the_same_submission():
    proposal = make_eligible_draft()
    press = {"idempotency_key": uuid.uuid4()}
    submission = submit(proposal, **press)
    submit(proposal, **press)

    second, first = attempts_of(proposal).listed

    assert (first.reason, first.number) == ("", submission.number)
    again = "The same press arrived again; it stays one submission."
    assert (second.reason, second.number) == (again, submission.number)
    assert [row[-1] for row in attempt_rows(proposal)[1:]] == ["", again]


@pytest.mark.parametrize("number", [1, 3])
def test_file_takes_one_query(number, django_assert_num_queries):
    proposal = make_eligible_draft()
    for _each in range(number):
        submit(proposal)

    with django_assert_num_queries(1):
        assert len(attempt_rows(proposal)) == number + 1


def test_attempts_say_what_became_of_what_was_accepted():
    proposal = make_eligible_draft()
    submit(proposal)
    second = submit(proposal)

    before = attempts_of(proposal)
    withdraw_submission(submission=second, by=proposal.alliance.coordinator)
    after = attempts_of(proposal)

    def told(attempts):
        return [(each.result, each.verdict.mark) for each in attempts.listed]

    assert told(before) == [("Accepted", "met"), ("Accepted, replaced since", "none")]
    assert told(after) == [
        ("Accepted, withdrawn since", "none"),
        ("Accepted, replaced since", "none"),
    ]
    second.refresh_from_db()
    assert second.withdrawn_at is not None
    assert (before.withdrawn, before.number) == ("", second.number)
    assert after.withdrawn == second_words(second.withdrawn_at)
