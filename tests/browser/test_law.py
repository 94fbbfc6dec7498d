"""Administrators change the law in the browser, coordinators move over; no barrier."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.models import User
from eligibility.catalogue import shipped_text
from eligibility.models import Rulebook
from eligibility.services.rulebook_uploads import keep_rulebook
from eligibility.services.rulebooks import publish_rulebook
from proposals.demo import ADMINISTRATOR
from tests.browser.barriers import violations
from tests.stack.browsers import sign_in

pytestmark = pytest.mark.journeys

LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}
TWO_THINGS = (
    (
        'value = 8\nreference = "summary-countries"',
        'value = 14\nreference = "summary-countries"',
    ),
    ("time = 17:00:00", "time = 18:00:00"),
)


def stricter():
    text = shipped_text("2020")
    for old, new in TWO_THINGS:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(params=LOOKS)
def look(request):
    return LOOKS[request.param]


@pytest.fixture
def anton(demo, client, look, settings):
    """Return a window of the administrator, who publishes alone."""
    settings.FOUR_EYES = False
    client.force_login(User.objects.get(email=ADMINISTRATOR.email))
    page = demo.open_page(**look)
    sign_in(page, client.session.session_key, demo.base_url)
    return page


def test_a_rulebook_is_changed_without_a_barrier(anton, tmp_path):
    file = tmp_path / "rulebook.toml"
    file.write_text(stricter(), encoding="utf-8")
    found = {}
    anton.goto(reverse("laws"))
    found["overview"] = violations(anton)
    anton.get_by_role("link", name="Upload a rulebook").click()
    found["upload"] = violations(anton)
    anton.locator("input[type=file]").set_input_files(file)
    anton.get_by_role("button", name="Upload and compare").click()
    expect(anton.get_by_text("Was 8, is 14.")).to_be_visible()
    expect(anton.get_by_text("open draft")).to_be_visible()
    found["check"] = violations(anton)
    anton.get_by_role("link", name="Look at it as an applicant").click()
    expect(anton).to_have_url(re.compile(r"/preview/$"))
    expect(anton.get_by_role("heading", level=1)).to_be_visible()
    found["preview"] = violations(anton)
    anton.go_back()
    anton.get_by_role("link", name="Try it with a consortium").click()
    anton.get_by_label("A consortium of ours").select_option("charter-2020-lot-2")
    anton.get_by_label("Lot and type of project").select_option("lot-2/standard")
    anton.get_by_role("button", name="Try it").click()
    expect(anton.get_by_text("in force: Met 13 of at least 8")).to_be_visible()
    found["tried"] = violations(anton)
    anton.go_back()
    anton.go_back()
    anton.get_by_label("Reason").fill("The corrigendum was read.")
    anton.get_by_role("button", name="Publish version 2").click()
    expect(anton.get_by_text("Version 2 is published.")).to_be_visible()
    found["call"] = violations(anton)

    assert found == {name: [] for name in found}
    assert Rulebook.objects.newest().get(call="2020").version == 2


def test_refused_rulebook_has_no_barrier(anton, tmp_path):
    file = tmp_path / "rulebook.toml"
    file.write_text(shipped_text("2020").replace("format = 1", "format = 2"))
    anton.goto(reverse("law-upload"))
    anton.locator("input[type=file]").set_input_files(file)
    anton.get_by_role("button", name="Upload and compare").click()
    expect(anton.get_by_role("heading", name="What to correct")).to_be_visible()

    assert violations(anton) == []


def test_a_draft_moves_over_without_a_barrier(open_window, charter, look):
    publish_rulebook(text=stricter(), reason="The corrigendum was read.")
    window = open_window(**look)
    window.goto(reverse("workspace", args=[charter.alliance.public_id]))
    expect(window.get_by_text("1 clause now fails.")).to_be_visible()
    window.get_by_role("link", name="Read what changed, and move").click()
    move = window.get_by_role("button", name="Move to version 2")
    expect(move).to_be_visible()
    found = violations(window)
    move.click()
    expect(window.get_by_text("checked against version 2 of the rules")).to_be_visible()

    charter.refresh_from_db()
    assert (found, charter.rulebook.version) == ([], 2)


def test_an_upload_that_waits_has_no_barrier(anton, settings):
    settings.FOUR_EYES = True
    by = User.objects.get(email=ADMINISTRATOR.email)
    upload = keep_rulebook(content=stricter().encode(), file_name="r.toml", by=by)
    anton.goto(reverse("law-check", args=[upload.public_id]))
    anton.get_by_label("Reason").fill("The corrigendum was read.")
    anton.get_by_role("button", name="Ask to publish version 2").click()
    expect(anton.get_by_text("You asked for this")).to_be_visible()

    assert violations(anton) == []
