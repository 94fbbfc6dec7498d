"""Unverified clauses that are not met: listed, to be named, on the receipt."""

from decimal import Decimal

import pytest
from django.utils import timezone

from proposals.selectors.standing.verdicts import Verdict, report_of
from proposals.selectors.submissions.receipts import receipt_page
from proposals.selectors.submissions.submission import submit_page
from proposals.selectors.submissions.unverified_clauses import (
    UnverifiedCheck,
    UnverifiedLine,
    unverified_in,
)
from proposals.services.overrides import give_override
from proposals.snapshots import take
from tests.factories import make_call, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db

GRANT = "grant-within-ceiling"
WHY = "€9,000,000 asked, the ceiling is €4,000,000 (€5,000,000 too much)."
WORDS = f"{GRANT}. Not met: {WHY}"
LINE = UnverifiedLine(
    id=GRANT,
    title=GRANT,
    why=WHY,
    expected="The grant is at most €4,000,000 for 48 months.",
    source="Guide of the call, looked at 22 November 2026",
    note="Taken over from the call before.",
)


def make_costly(policy, **rules):
    rules = {"unverified": (GRANT, "min-full-partners"), **rules}
    call = make_call(unverified_clauses=policy, **rules)
    return make_eligible_draft(call, grant_requested_eur=Decimal(9000000))


def page_of(draft):
    return submit_page(draft, draft.alliance.coordinator, now=timezone.now())


def test_where_the_call_warns_each_is_listed_and_asked_for():
    page = page_of(make_costly("warn"))

    assert page.unverified == UnverifiedCheck(
        verdict=Verdict("unknown", "Warning"),
        title="1 unverified clause is not met",
        rule="This call lets you submit all the same: tick each of them below. Receipt"
        " and pack say so.",
        lines=(LINE,),
    )
    assert page.asked_clauses == ((GRANT, WORDS),)
    assert [each for each in page.eligibility.details if GRANT in each] == []


def test_where_the_call_blocks_each_is_listed_and_nothing_is_asked():
    page = page_of(make_costly("block"))

    assert page.unverified == UnverifiedCheck(
        verdict=Verdict("not-met", "Not met"),
        title="1 unverified clause is not met",
        rule="This call refuses for them as for any other clause. Mend them, or report"
        " the value if you know a better one.",
        lines=(LINE,),
    )
    assert page.asked_clauses == ()


def test_a_call_of_the_past_says_no_rule():
    page = page_of(make_costly("warn", takes_submissions=False))

    assert page.unverified is not None
    assert page.unverified.rule == ""


def test_nothing_is_listed_where_all_is_met():
    page = page_of(make_eligible_draft(make_call(unverified=(GRANT,))))

    assert (page.unverified, page.asked_clauses) == (None, ())


def test_what_an_administrator_allowed_is_listed_there_alone():
    draft = make_costly("warn")
    boss = make_user(is_staff=True)
    give_override(
        proposal=draft, by=boss, clauses=[GRANT], allows_pending=False, reason="Letter."
    )

    page = page_of(draft)

    assert (page.unverified, page.asked_clauses) == (None, ())
    assert page.override is not None
    assert page.override.clauses == (GRANT,)
    assert page.eligibility.details[-1] == WORDS


def test_the_place_of_an_application_is_never_among_them():
    place = "one-application-per-applicant-and-sector"
    call = make_call(unverified_clauses="warn", unverified=(place, GRANT))
    submit(make_eligible_draft(call))
    draft = make_eligible_draft(call, grant_requested_eur=Decimal(9000000))

    report = report_of(draft, take(draft), now=timezone.now())

    assert report.by_clause()[place].planned.outcome == "not_met"
    assert [each.clause.id for each in unverified_in(report)] == [GRANT]


def test_receipt_says_what_was_not_met_and_what_nobody_read():
    submission = submit(make_costly("warn"), accepts_unverified=[GRANT])
    page = receipt_page(
        submission, submission.proposal.alliance.coordinator, now=timezone.now()
    )

    assert page.unverified == (WORDS,)
    assert page.unread == ("min-full-partners",)
