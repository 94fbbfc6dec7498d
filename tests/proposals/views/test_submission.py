"""Check and submit, the receipt and the way back, as a browser sees them."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Proposal, Submission, SubmissionAttempt
from proposals.services.composition import remove_partner
from proposals.services.submissions import withdraw_submission
from tests.factories import make_call, make_draft, make_eligible_draft, submit
from tests.proposals.services.test_rule_moves import stricter

pytestmark = pytest.mark.django_db


def submit_url(proposal):
    return reverse("submit", args=[proposal.alliance.public_id])


def shown(client, proposal):
    """Open the page; return the hidden values of its form."""
    client.force_login(proposal.alliance.coordinator)
    form = client.get(submit_url(proposal)).context["form"]
    return {
        name: form[name].value() for name in ("idempotency_key", "revision", "seen")
    }


def press(client, proposal, values, **ticks):
    return client.post(submit_url(proposal), {**values, "may_act": "on", **ticks})


def test_page_only_reads(client, no_writes):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)

    with no_writes():
        page = client.get(submit_url(proposal)).content.decode()

    assert "Submit for University of Soria" in page
    assert "Submit SKILLS</button>" in page
    assert " disabled" not in page


def test_pressing_submits_and_leads_to_the_receipt(client):
    proposal = make_eligible_draft()
    answer = press(client, proposal, shown(client, proposal))

    submission = Submission.objects.get()
    assert answer.url == reverse("receipt", args=[submission.number])
    page = client.get(answer.url).content.decode()
    assert submission.number in page
    assert "SKILLS is submitted" in page


def test_pressing_twice_is_one_submission(client):
    proposal = make_eligible_draft()
    values = shown(client, proposal)

    first, second = (press(client, proposal, values) for _ in range(2))

    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_two_pages_are_two_submissions_and_the_last_counts(client):
    proposal = make_eligible_draft()
    first = press(client, proposal, shown(client, proposal))
    page = client.get(submit_url(proposal)).content.decode()
    second = press(client, proposal, shown(client, proposal))

    assert "stays valid meanwhile" in page
    assert first.url != second.url
    live = Submission.objects.live().get()
    assert second.url == reverse("receipt", args=[live.number])


def test_stale_page_tells_what_changed_and_asks_to_look_again(client):
    proposal = make_eligible_draft()
    values = shown(client, proposal)
    partner = proposal.alliance.partnerships.get(number=3)
    remove_partner(partnership=partner, version=1, by=proposal.alliance.coordinator)

    answer = press(client, proposal, values)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Removed: P3 School of Plovdiv" in page
    form = answer.context["form"]
    assert form["revision"].value() == Proposal.objects.get().revision
    assert form["idempotency_key"].value() != values["idempotency_key"]
    assert not form["may_act"].value()
    assert Submission.objects.count() == 0


def test_clause_that_is_not_met_refuses_with_its_sentence(client):
    proposal = make_eligible_draft(grant_requested_eur=None)
    answer = press(client, proposal, shown(client, proposal))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "no grant is stated; the ceiling is €4,000,000." in page
    assert "<title>Error: " in page
    assert answer.context["form"]["may_act"].value() is True


def test_every_press_is_listed_with_its_reason(client):
    proposal = make_eligible_draft(grant_requested_eur=None)
    press(client, proposal, shown(client, proposal))

    page = client.get(submit_url(proposal)).content.decode()

    assert "Refused" in page
    assert "A clause that decides eligibility is not met" in page
    assert SubmissionAttempt.objects.count() == 1


def test_history_offers_a_practice_pack_and_refuses_in_words(client):
    call = make_call("2020", takes_submissions=False)
    proposal = make_eligible_draft(call)
    client.force_login(proposal.alliance.coordinator)

    page = client.get(submit_url(proposal)).content.decode()
    values = {"idempotency_key": str(uuid.uuid4()), "revision": "1"}
    answer = press(client, proposal, values)

    assert "This call is history" in page
    assert "Draw a practice pack" in page
    assert "Submit SKILLS" not in page
    assert answer.status_code == 422
    assert "This call takes no submissions here." in answer.content.decode()


def test_missed_deadline_keeps_the_work_and_says_so(client):
    yesterday = timezone.now() - dt.timedelta(days=1)
    call = make_call(deadline=yesterday, opens=(yesterday - dt.timedelta(9)).date())
    proposal = make_eligible_draft(call)
    client.force_login(proposal.alliance.coordinator)

    page = client.get(submit_url(proposal)).content.decode()

    assert "The deadline of this call has passed." in page
    assert "Draw a pack of the draft" in page
    assert "Submit SKILLS" not in page


def test_request_counts_when_it_arrives_not_when_it_is_handled(client, monkeypatch):
    deadline = timezone.now().replace(microsecond=0) - dt.timedelta(minutes=1)
    call = make_call(deadline=deadline)
    proposal = make_eligible_draft(call)
    values = shown(client, proposal) | {"seen": ""}
    in_time = deadline - dt.timedelta(seconds=1)
    monkeypatch.setattr("config.middleware.timezone.now", lambda: in_time)

    answer = press(client, proposal, values)

    assert answer.status_code == 302
    assert Submission.objects.get().received_at == in_time


def test_withdrawing_asks_first_and_acts_once(client, no_writes):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)
    url = reverse("withdraw", args=[submission.number])

    with no_writes():
        question = client.get(url).content.decode()
    answer = client.post(url)
    again = client.post(url)

    submission.refresh_from_db()
    assert "Withdraw SKILLS?" in question
    assert answer.url == reverse("receipt", args=[submission.number])
    assert submission.withdrawn_at is not None
    assert "SKILLS is withdrawn" in client.get(answer.url).content.decode()
    assert again.status_code == 422
    assert "withdrawn or replaced already" in again.content.decode()


def test_withdrawing_warns_of_newer_rules(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)
    url = reverse("withdraw", args=[submission.number])
    quiet = client.get(url).content.decode()
    stricter(submission.proposal)

    loud = client.get(url).content.decode()

    way = f'<a href="{submit_url(submission.proposal)}">Check and submit</a></p>'
    assert [way in page for page in (quiet, loud)] == [False, True]


def test_receipt_says_that_something_stands_only_while_it_does(client):
    proposal = make_eligible_draft()
    submission = submit(proposal)
    client.force_login(proposal.alliance.coordinator)
    receipt = reverse("receipt", args=[submission.number])
    before = client.get(receipt).content.decode()
    withdraw_submission(submission=submission, by=proposal.alliance.coordinator)

    after = client.get(receipt).content.decode()

    assert "what stands now stays valid" in before
    assert "Submit again" in after
    assert "what stands now stays valid" not in after


def test_receipt_of_what_was_replaced_leads_to_what_counts(client):
    first = submit(make_eligible_draft())
    second = submit(first.proposal)
    client.force_login(first.submitted_by)

    page = client.get(reverse("receipt", args=[first.number])).content.decode()

    there = reverse("receipt", args=[second.number])
    assert f'class="button button--primary" href="{there}"' in page
    assert f"{second.number} took the place of this one." in page
    assert "See the pack of this submission" in page
    assert "Get the application pack" not in page
    assert "what stands now stays valid meanwhile" in page


def test_withdrawn_submission_offers_no_second_withdrawal(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)
    url = reverse("withdraw", args=[submission.number])
    client.post(url)

    page = client.get(url).content.decode()

    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_draft_without_an_applicant_still_has_a_page(client):
    proposal = make_draft()
    client.force_login(proposal.alliance.coordinator)

    assert client.get(submit_url(proposal)).status_code == 200


def test_attempts_come_as_a_file_no_cell_of_which_runs(client):
    proposal = make_eligible_draft()
    coordinator = proposal.alliance.coordinator
    coordinator.full_name = "=1+1"
    coordinator.save()
    submission = submit(proposal)
    client.force_login(coordinator)
    url = reverse("attempts-file", args=[proposal.alliance.public_id])

    answer = client.get(url)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="skills-attempts.csv"'
    line = answer.content.decode().splitlines()[1]
    assert f",Accepted,'=1+1,{submission.number},{submission.sha256}," in line


def test_receipt_says_that_the_pack_is_being_prepared(client):
    submission = submit(make_eligible_draft())
    client.force_login(submission.submitted_by)

    page = client.get(reverse("receipt", args=[submission.number])).content.decode()

    assert "The pack is being prepared. That usually takes under a minute." in page
    assert f'<b class="mono">{submission.sha256[:8]}</b>' in page
