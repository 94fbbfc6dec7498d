"""A double click submits once; resubmitting, refusals and withdrawing leave proof."""

import csv
import io
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.demo import COORDINATOR
from proposals.models import Proposal, Submission
from tests.browser.barriers import violations
from tests.browser.steps import let_proofs_age, prove_by_password
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.journeys


def press(page, draft, *, times=1):
    """Tick and press the button so many times."""
    page.goto(reverse("submit", args=[draft.alliance.public_id]))
    page.get_by_role("checkbox", name="I may act").check()
    page.get_by_role("button", name="Submit TWICE").click(click_count=times)


def live(draft):
    """Return the numbers of what counts."""
    rows = Submission.objects.live().filter(proposal=draft)
    return list(rows.values_list("number", flat=True))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_submission_is_pressed_twice_replaced_and_withdrawn(
    open_window, maria, monkeypatch, phone
):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    draft = make_eligible_draft(by=maria, acronym="TWICE")
    allowed = draft.duration_months
    page = open_window(phone=phone)

    press(page, draft, times=2)
    expect(page.get_by_role("heading", name="TWICE is submitted")).to_be_visible()
    (first,) = live(draft)

    Proposal.objects.filter(pk=draft.pk).update(duration_months=7)
    press(page, draft)
    expect(page.get_by_role("alert")).to_be_visible()
    assert live(draft) == [first]
    page.goto(reverse("receipt", args=[first]))
    expect(page.get_by_role("heading", name="TWICE is submitted")).to_be_visible()

    Proposal.objects.filter(pk=draft.pk).update(duration_months=allowed)
    press(page, draft)
    expect(page.get_by_role("heading", name="TWICE is submitted")).to_be_visible()
    (second,) = live(draft)
    assert second != first
    page.goto(reverse("receipt", args=[first]))
    expect(page.get_by_text("that no longer counts")).to_be_visible()

    withdraws(page, second)
    assert live(draft) == []
    assert [each["Result"] for each in attempts(page, draft)] == [
        *("Accepted", "Refused", "Accepted"),
    ]
    numbers = [each["Submission"] for each in attempts(page, draft)]
    assert numbers == [first, "", second]


def withdraws(page, number):
    """Withdraw after a proof; the receipt says that it no longer counts."""
    page.goto(reverse("withdraw", args=[number]))
    assert violations(page) == []
    let_proofs_age()
    page.get_by_role("button", name="Withdraw the submission").click()
    prove_by_password(page, COORDINATOR.password)
    expect(page.get_by_text("that no longer counts")).to_be_visible()


def attempts(page, draft):
    """Download every attempt as a file, and read it."""
    page.goto(reverse("submit", args=[draft.alliance.public_id]))
    with page.expect_download() as started:
        page.get_by_role("link", name="Every attempt as a file").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
