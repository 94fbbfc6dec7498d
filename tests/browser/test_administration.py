"""An administrator corrects a table in the browser; no page of it has a barrier."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.files.sheets import write_csv
from alliances.files.tables import COUNTRY_COLUMNS
from alliances.models import Call, User
from alliances.selectors.reference import published_tables
from proposals.demo import ADMINISTRATOR
from tests.browser.barriers import violations
from tests.stack.browsers import sign_in

pytestmark = pytest.mark.journeys

AN_HOUR = 3600
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture(params=LOOKS)
def window(request, demo, client):
    client.force_login(User.objects.get(email=ADMINISTRATOR.email))
    page = demo.open_page(**LOOKS[request.param])
    sign_in(page, client.session.session_key, demo.base_url)
    return page


@pytest.fixture
def corrected(demo, tmp_path):  # noqa: ARG001  # whose tables it corrects
    """Return a file with the countries of 2020 in which Bosnia takes part."""
    tables = published_tables(Call.objects.get(code="2020").editions.latest("version"))
    rows = [
        (
            each.code,
            "programme" if each.code == "BA" else each.standing,
            "yes" if each.is_eu_member else "no",
            each.counts_as,
            each.region,
        )
        for each in tables.countries
    ]
    file = tmp_path / "corrected.csv"
    file.write_bytes(write_csv([COUNTRY_COLUMNS, *rows]))
    return file


def send(window, file):
    window.goto(f"{reverse('reference-upload')}?call=2020")
    window.get_by_label("Country status").check()
    window.locator("input[type=file]").set_input_files(file)
    window.get_by_role("button", name="Upload and compare").click()


def test_the_reason_outlives_the_question_who_it_is(window, client, corrected):
    send(window, corrected)
    window.get_by_role("textbox", name="Reason").fill("Bosnia takes part.")
    client.prove(User.objects.get(email=ADMINISTRATOR.email), at=time.time() - AN_HOUR)

    window.get_by_role("button", name="Publish edition 2").click()
    expect(window.get_by_role("heading", name="Is it you?")).to_be_visible()
    assert violations(window) == []
    window.get_by_label("Password").fill("wrong")
    window.get_by_role("button", name="Continue").click()
    expect(window.get_by_role("alert")).to_contain_text("This is not your password.")
    window.get_by_label("Password").fill(ADMINISTRATOR.password)
    window.get_by_role("button", name="Continue").click()

    expect(window.get_by_role("heading", name="Call 2020, edition 2")).to_be_visible()
    newest = Call.objects.get(code="2020").editions.latest("version")
    assert newest.reason == "Bosnia takes part."


def test_table_is_corrected_without_a_barrier(window, corrected):
    window.goto(reverse("reference"))
    found = {"overview": violations(window)}
    send(window, corrected)
    expect(window.get_by_role("row", name="Bosnia")).to_be_visible()
    found["check"] = violations(window)
    window.get_by_role("button", name="Publish edition 2").click()
    expect(window.get_by_role("link", name="Say why the data changes")).to_be_visible()
    found["without a reason"] = violations(window)
    window.get_by_role("textbox", name="Reason").fill("Bosnia takes part.")
    window.get_by_role("button", name="Publish edition 2").click()
    expect(window.get_by_role("heading", name="Call 2020, edition 2")).to_be_visible()
    found["edition"] = violations(window)
    window.goto(reverse("reference"))
    expect(window.get_by_text("Bosnia takes part.")).to_be_visible()
    found["history"] = violations(window)

    assert found == {name: [] for name in found}


def test_refused_table_has_no_barrier(window, corrected):
    corrected.write_text(corrected.read_text().replace("programme", "PRG"))
    send(window, corrected)
    expect(window.get_by_role("heading", name="What to correct")).to_be_visible()

    assert violations(window) == []


def test_records_of_the_administration_have_no_barrier(window):
    window.goto(reverse("admin:index"))
    expect(window.get_by_role("heading", name="People and records")).to_be_visible()

    assert violations(window) == []
