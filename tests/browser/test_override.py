"""An administrator gives a leave after a proof; the coordinator submits by it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.models import User
from proposals.demo import ADMINISTRATOR
from proposals.models import ApplicationPack, Submission
from proposals.services.pack_drawing import render_pack
from tests.browser.barriers import violations
from tests.browser.steps import let_proofs_age, prove_by_password
from tests.factories import make_eligible_draft
from tests.proposals.services.signing import text_of

pytestmark = pytest.mark.journeys
REASON = "The agency confirmed seven months by letter."


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_blocked_draft_is_submitted_by_a_leave_that_is_printed(
    open_window, maria, monkeypatch, phone
):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    draft = make_eligible_draft(by=maria, acronym="SHORT", duration_months=7)
    submit = reverse("submit", args=[draft.alliance.public_id])
    coordinator = open_window(phone=phone)
    submits(coordinator, submit)
    expect(coordinator.get_by_role("alert")).to_be_visible()
    assert not Submission.objects.filter(proposal=draft).exists()

    gives_leave(open_window(administrator(), phone=phone), draft)

    submits(coordinator, submit, sees=REASON)
    expect(
        coordinator.get_by_role("heading", name="SHORT is submitted")
    ).to_be_visible()
    leave = coordinator.get_by_role("region", name="by leave of an administrator")
    expect(leave).to_contain_text(REASON)
    expect(leave).to_contain_text(ADMINISTRATOR.full_name)
    assert violations(coordinator) == []
    assert REASON in pack_text(draft)


def administrator():
    return User.objects.get(email=ADMINISTRATOR.email)


def submits(page, url, sees=""):
    """Tick and press; with `sees` the page says why it may be done."""
    page.goto(url)
    if sees:
        expect(page.get_by_text(sees)).to_be_visible()
    page.get_by_role("checkbox", name="I may act").check()
    page.get_by_role("button", name="Submit SHORT").click()


def gives_leave(page, draft):
    """Name what is not met and why, prove who one is, be told that it is allowed."""
    page.goto(reverse("override", args=[draft.alliance.public_id]))
    for box in page.get_by_role("group", name="Not met").get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Reason").fill(REASON)
    assert violations(page) == []
    let_proofs_age()
    page.get_by_role("button", name="Allow it").click()
    prove_by_password(page, ADMINISTRATOR.password)
    expect(page.get_by_text("Allowed. What you named no longer")).to_be_visible()


def pack_text(draft):
    """Draw the pack as the worker does; return what it prints."""
    pack = ApplicationPack.objects.get(proposal=draft)
    render_pack(pack_id=pack.public_id)
    pack.refresh_from_db()
    with pack.file.open() as content:
        return text_of(content.read())
