"""The receipt: what was frozen, whatever the draft says today."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from django.utils.translation import override

from alliances.enums import Confirmation
from eligibility.core import canonical
from eligibility.services.rulebooks import publish_rulebook
from proposals.models import Activity, Submission
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.log.activity_chain import verify_chains
from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.receipts import head_at, receipt_page
from proposals.services.overrides import give_override
from proposals.services.packs import request_pack
from proposals.services.submissions import withdraw_submission
from tests.factories import add, make_call, make_eligible_draft, make_user, submit
from tests.proposals.services.test_rule_moves import move, stricter
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


def receipt_of(submission):
    return receipt_page(
        submission, submission.proposal.alliance.coordinator, now=timezone.now()
    )


def test_receipt_tells_what_was_received():
    submission = submit(make_eligible_draft())
    page = receipt_of(submission)

    assert page.heading == "SKILLS is submitted"
    assert page.number == submission.number
    assert page.received == second_words(submission.received_at)
    assert page.applicant == "University of Soria, Spain"
    assert page.call == "Call open, Lot 2, Standard, Cultural heritage"
    assert page.countries == "BE BG ES"
    assert page.verdicts == (
        ("As planned", Verdict("met", "Meets the 10 clauses we can check")),
        ("As confirmed", Verdict("met", "Meets the 10 clauses we can check")),
    )
    assert page.rules == "open, version 1"
    assert page.warned == ()
    assert "".join(page.digest) == submission.sha256
    assert [len(group) for group in page.digest] == [8] * 8
    assert (page.is_live, page.ended) == (True, "")
    assert page.can_withdraw.allowed is True


def test_receipt_says_which_rules_a_new_submission_is_asked_for():
    submission = submit(make_eligible_draft())
    stricter(submission.proposal)

    assert receipt_of(submission).rules_since == (
        "The rules changed since: this submission stands under version 1, and a new one"
        " is asked for version 2."
    )


def test_receipt_says_so_too_once_the_draft_was_moved():
    submission = submit(make_eligible_draft())
    stricter(submission.proposal)
    move(submission.proposal)
    submission = Submission.objects.get()

    assert "asked for version 2" in receipt_of(submission).rules_since


def test_rules_that_ask_the_same_change_nothing_for_a_new_submission():
    soon = timezone.now() + dt.timedelta(days=1)
    submission = submit(make_eligible_draft(make_call(deadline=soon)))
    later = rules_of(deadline=soon + dt.timedelta(days=1))
    publish_rulebook(text=later, reason="A day more.")

    assert receipt_of(submission).rules_since == ""


def test_country_of_the_applicant_is_in_the_language_of_the_reader():
    submission = submit(make_eligible_draft())

    with override("de"):
        page = receipt_of(submission)

    assert page.applicant == "University of Soria, Spanien"


def test_receipt_does_not_follow_the_draft():
    submission = submit(make_eligible_draft())
    alliance = submission.proposal.alliance
    alliance.acronym = "RENAMED"
    alliance.save()
    add(submission.proposal, "One more", "DE")

    page = receipt_of(submission)

    assert (page.acronym, page.countries) == ("SKILLS", "BE BG ES")


def test_receipt_names_the_partners_of_the_warning():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    page = receipt_of(submit(proposal, accepts_pending=True))

    assert page.warned == ("Chamber of Ghent", "School of Plovdiv")


def test_the_warning_is_read_from_what_was_hashed():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    submission = submit(proposal, accepts_pending=True)
    submission.warned_partners = "Somebody else"

    assert receipt_of(submission).warned == ("Chamber of Ghent", "School of Plovdiv")


def test_missing_confirmations_an_administrator_allowed_are_named():
    call = make_call(pending_partners="block")
    proposal = make_eligible_draft(call, confirmation=Confirmation.INVITED)
    give_override(
        proposal=proposal,
        by=make_user(is_staff=True),
        clauses=[],
        allows_pending=True,
        reason="Letter.",
    )
    submission = submit(proposal)
    submission.warned_partners = ""

    assert receipt_of(submission).warned == ("Chamber of Ghent", "School of Plovdiv")


def test_contents_of_before_did_not_hold_the_warning():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    submission = submit(proposal, accepts_pending=True)
    content = json.loads(submission.snapshot)
    del content["warnings"]
    submission.snapshot = canonical(content)

    assert receipt_of(submission).warned == ("Chamber of Ghent", "School of Plovdiv")


def test_countries_of_those_who_declined_are_left_out():
    proposal = make_eligible_draft()
    add(proposal, "Who left", "DE", confirmation=Confirmation.DECLINED)

    assert receipt_of(submit(proposal)).countries == "BE BG ES"


def test_withdrawn_receipt_stays_and_says_so():
    submission = withdraw_submission(
        submission=(first := submit(make_eligible_draft())),
        by=first.proposal.alliance.coordinator,
    )
    assert submission.withdrawn_at is not None
    page = receipt_of(submission)

    assert page.heading == "SKILLS is withdrawn"
    assert page.is_live is False
    assert page.ended == (
        f"Withdrawn {second_words(submission.withdrawn_at)}. It no longer counts."
    )
    assert page.can_withdraw.allowed is False


def test_replaced_receipt_points_to_the_later_one():
    first = submit(make_eligible_draft())
    second = submit(first.proposal)
    first.refresh_from_db()
    page = receipt_of(first)

    assert page.heading == "SKILLS was submitted again"
    assert page.ended == (
        f"Replaced {second_words(second.received_at)} by a later submission, which"
        " counts."
    )
    assert (page.counts, receipt_of(second).counts) == (second.number, "")


def test_replaced_receipt_does_not_point_to_one_that_was_replaced_too():
    first = submit(make_eligible_draft())
    submit(first.proposal)
    third = submit(first.proposal)
    first.refresh_from_db()
    assert first.replaced_at is not None

    assert receipt_of(first).ended == (
        f"Replaced {second_words(first.replaced_at)}. Of the later submissions"
        f" {third.number} counts."
    )


def test_replaced_receipt_says_that_nothing_counts_after_withdrawing():
    first = submit(make_eligible_draft())
    second = submit(first.proposal)
    by = first.proposal.alliance.coordinator
    second = withdraw_submission(submission=second, by=by)
    first.refresh_from_db()
    assert second.withdrawn_at is not None

    page = receipt_of(first)

    assert page.heading == "SKILLS is withdrawn"
    assert page.is_live is False
    assert page.ended == (
        f"Replaced {second_words(second.received_at)}. The last submission,"
        f" {second.number}, was withdrawn {second_words(second.withdrawn_at)}: nothing"
        " counts now."
    )


def test_receipt_mentions_the_pack_of_this_submission():
    submission = submit(make_eligible_draft())
    pack = request_pack(proposal=submission.proposal, by=submission.submitted_by)

    page = receipt_of(submission)

    assert page.pack.public_id == pack.public_id == submission.packs.get().public_id
    assert (page.pack.is_ready, page.pack.is_waited_for) == (False, True)


def test_receipt_carries_the_head_of_the_log():
    submission = submit(make_eligible_draft())
    head = Activity.objects.latest("number")

    page = receipt_of(submission)

    assert page.log_number == head.number
    assert "".join(page.log_digest) == head.digest
    assert verify_chains(head="".join(page.log_digest)).head_found


def test_submission_from_before_the_log_has_no_head():
    submission = submit(make_eligible_draft())
    submission.number = "1-EPP"

    assert head_at(submission) is None
