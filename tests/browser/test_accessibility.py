"""Pages under axe-core: no violation, at the desk and on a phone, light and dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.services.packs import request_pack
from tests.browser.barriers import violations
from tests.browser.steps import CHARTER, workspace_of
from tests.factories import make_draft

pytestmark = pytest.mark.journeys

OF_A_PERSON = (
    *("alliance-list", "alliance-start", "alliance-import", "alliance-archived"),
    *("account", "account_change_password", "demo-mailbox"),
)
OF_AN_ALLIANCE = (
    *("workspace", "eligibility", "facts", "submit", "colleagues", "alliance-copy"),
    *("partner-import", "partner-invitations", "compare", "ways-out", "withdrawals"),
)
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture(params=LOOKS)
def window(request, open_window):
    return open_window(**LOOKS[request.param])


def test_no_page_of_the_way_in_has_a_barrier(demo):
    page = demo.open_page()
    found = {}
    for name in ("account_login", "account_signup", "account_reset_password"):
        page.goto(reverse(name))
        found[name] = violations(page)
    page.goto(reverse("account_signup"))
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["refused"] = violations(page)

    assert found == {name: [] for name in found}


def test_no_page_has_a_barrier(window, charter, maria):
    public_id = charter.alliance.public_id
    pack = request_pack(proposal=charter, by=maria)
    addresses = [
        *(reverse(name) for name in OF_A_PERSON),
        *(reverse(name, args=[public_id]) for name in OF_AN_ALLIANCE),
        reverse("explain", args=[public_id, "min-full-partners"]),
        reverse("partner-add", args=[public_id]),
        reverse("partner-change", args=[public_id, 1]),
        reverse("pack", args=[pack.public_id]),
        workspace_of(make_draft(by=maria)),
    ]

    found = {}
    for address in addresses:
        window.goto(address)
        found[address] = violations(window)

    assert found == {address: [] for address in addresses}


def test_no_part_of_the_workspace_has_a_barrier(window, charter):
    """What is folded, opened, removed or refused is part of the page too."""
    window.goto(workspace_of(charter))
    unfold = "document.querySelectorAll('details').forEach(d => { d.open = true })"
    window.evaluate(unfold)
    found = {"unfolded": violations(window)}
    window.get_by_role("button", name="Remove P15 Zavod").click()
    expect(window.get_by_role("button", name="Undo")).to_be_visible()
    found["removed"] = violations(window)
    window.get_by_role("link", name="Add a partner").click()
    expect(window.get_by_role("combobox", name="Organisation")).to_be_focused()
    found["form open"] = violations(window)
    window.get_by_role("button", name="Add the partner").click()
    expect(window.get_by_role("alert")).to_be_visible()
    found["form refused"] = violations(window)
    window.get_by_role("combobox", name="Organisation").press_sequentially("univ")
    expect(window.locator(".listbox.is-open")).to_be_visible()
    window.keyboard.press("ArrowDown")
    found["suggestions"] = violations(window)
    window.get_by_role("combobox", name="Country").fill("g")
    expect(window.locator(".listbox.is-open #country-0")).to_be_visible()
    found["countries"] = violations(window)

    assert found == {name: [] for name in found}


def test_refused_file_has_no_barrier(window, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text(CHARTER.read_text().replace('"ES"', '"XX"'))
    window.goto(reverse("alliance-import"))
    window.get_by_label("Consortium file").set_input_files(broken)
    window.get_by_role("button", name="Import the file").click()
    expect(window.get_by_role("heading", name="What to correct")).to_be_visible()

    assert violations(window) == []
