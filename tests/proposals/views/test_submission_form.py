"""What the form to submit asks, and how it says what is missing: all of it, once."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Call
from proposals.errors import PendingPartners, StaleVersion
from proposals.models import Submission, SubmissionAttempt
from proposals.services.composition import remove_partner
from proposals.services.overrides import give_override
from proposals.views import submission
from tests.factories import make_call, make_eligible_draft, make_user
from tests.proposals.views.test_submission import press, shown, submit_url

pytestmark = pytest.mark.django_db


def summary(page):
    """What the error summary lists: field and words of each line."""
    return re.findall(r'<li><a href="#(id_\w+)">(.+?)</a></li>', page)


def test_person_has_to_say_that_they_may_act(client):
    proposal = make_eligible_draft()
    answer = client.post(submit_url(proposal), shown(client, proposal))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert summary(page) == [
        ("id_may_act", "Confirm that you may act for the applicant.")
    ]
    assert Submission.objects.count() == 0


def test_all_that_a_form_lacks_is_said_at_once_and_is_no_attempt(client):
    unsure = ["grant-within-ceiling"]
    call = make_call(unverified_clauses="warn", unverified=unsure)
    proposal = make_eligible_draft(
        call, grant_requested_eur=Decimal(9000000), confirmation=Confirmation.INVITED
    )
    values = {**shown(client, proposal), "representative": "ana"}

    answer = client.post(submit_url(proposal), values)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "<h2>There is a problem</h2>" in page
    assert [field for field, _ in summary(page)] == [
        "id_representative",
        "id_accepts_unverified_0",
        "id_accepts_pending",
        "id_may_act",
    ]
    assert {f'id="{field}"' in page for field, _ in summary(page)} == {True}
    assert SubmissionAttempt.objects.count() == 0


def test_incomplete_form_of_a_page_that_is_stale_tells_what_changed(client):
    proposal = make_eligible_draft()
    values = shown(client, proposal)
    partner = proposal.alliance.partnerships.get(number=3)
    remove_partner(partnership=partner, version=1, by=proposal.alliance.coordinator)

    answer = client.post(submit_url(proposal), values)

    assert answer.status_code == 409
    assert "Removed: P3 School of Plovdiv" in answer.content.decode()


def test_partner_who_confirms_while_the_press_is_refused_is_told_of(
    client, monkeypatch
):
    def refuse(**_):
        raise PendingPartners(("Chamber of Ghent",), may_proceed=True)

    proposal = make_eligible_draft()
    values = shown(client, proposal)
    monkeypatch.setattr(submission, "submit_proposal", refuse)

    answer = press(client, proposal, values)

    assert answer.status_code == 409
    assert str(StaleVersion.message) in answer.content.decode()


def test_incomplete_form_after_the_close_leads_to_no_field_that_is_gone(client):
    proposal = make_eligible_draft()
    values = shown(client, proposal)
    Call.objects.update(deadline=timezone.now() - dt.timedelta(seconds=1))

    answer = client.post(submit_url(proposal), values)

    page = answer.content.decode()
    assert "<h2>The deadline of this call has passed.</h2>" in page
    assert "id_may_act" not in page


def test_unconfirmed_partners_need_the_named_tick(client):
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    values = shown(client, proposal)
    refused = press(client, proposal, values)
    accepted = press(client, proposal, values, accepts_pending="on")

    assert refused.status_code == 422
    page = refused.content.decode()
    assert [field for field, _ in summary(page)] == ["id_accepts_pending"]
    assert "although P2 Chamber of Ghent and P3 School of Plovdiv have not" in page
    assert accepted.status_code == 302
    receipt = client.get(accepted.url).content.decode()
    assert "<li>Chamber of Ghent</li>" in receipt


def test_no_tick_is_asked_for_what_an_administrator_allowed(client):
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    give_override(
        proposal=proposal,
        by=make_user(is_staff=True),
        clauses=(),
        allows_pending=True,
        reason="Their mails are known.",
    )
    values = shown(client, proposal)
    page = client.get(submit_url(proposal)).content.decode()

    answer = press(client, proposal, values)

    assert "id_accepts_pending" not in page
    assert answer.status_code == 302


def test_unverified_clauses_are_listed_and_named_one_by_one(client):
    unsure = ["grant-within-ceiling"]
    call = make_call(unverified_clauses="warn", unverified=unsure)
    proposal = make_eligible_draft(call, grant_requested_eur=Decimal(9000000))
    values = shown(client, proposal)
    refused = press(client, proposal, values)
    accepted = press(client, proposal, values, accepts_unverified=unsure)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "1 unverified clause is not met" in page
    assert 'href="#id_accepts_unverified_0"' in page
    assert 'id="id_accepts_unverified_0"' in page
    public_id = proposal.alliance.public_id
    assert reverse("rule-report", args=[public_id, *unsure]) in page
    receipt = client.get(accepted.url).content.decode()
    assert "<dt>Not met, unverified</dt>" in receipt
    listed = client.get(submit_url(proposal)).content.decode()
    assert "<li>Not met, unverified: grant-within-ceiling</li>" in listed


def test_broken_form_is_refused_without_an_error_page(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)

    answer = press(client, proposal, {"idempotency_key": "x", "revision": "y"})

    assert answer.status_code == 422
    assert "The form arrived incomplete." in answer.content.decode()
