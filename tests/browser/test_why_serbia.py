"""Why does Serbia count: found, corrected by two, and kept in the history."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from alliances.files.sheets import write_csv
from alliances.files.tables import COUNTRY_COLUMNS
from alliances.models import Call, User
from alliances.selectors.reference import published_tables
from proposals.demo import ADMINISTRATOR
from tests.browser.barriers import violations
from tests.factories import make_user
from tests.proposals.borders import three_countries

pytestmark = pytest.mark.journeys

IN_2020 = re.compile(r"Look through it ?, 2020$")
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture
def anton(demo):  # noqa: ARG001  # who it creates
    return User.objects.get(email=ADMINISTRATOR.email)


@pytest.fixture
def two_at_a_time(demo, settings):  # noqa: ARG001  # which says that one may do alone
    settings.FOUR_EYES = True


@pytest.fixture
def without_serbia(anton, tmp_path):  # noqa: ARG001  # whose tables it corrects
    """Return a file of 2020 in which Serbia is a Partner country."""
    tables = published_tables(Call.objects.get(code="2020").editions.latest("version"))
    rows = [
        (
            each.code,
            "partner" if each.code == "RS" else each.standing,
            "yes" if each.is_eu_member else "no",
            each.counts_as,
            "1" if each.code == "RS" else each.region,
        )
        for each in tables.countries
    ]
    file = tmp_path / "corrected.csv"
    file.write_bytes(write_csv([COUNTRY_COLUMNS, *rows]))
    return file


def part(window: Page, name: str) -> None:
    window.get_by_role("navigation", name="Administration").get_by_role(
        "link", name=name, exact=True
    ).click()


def ask(window: Page, file: str) -> None:
    window.goto(f"{reverse('reference-upload')}?call=2020")
    window.get_by_label("Country status").check()
    window.locator("input[type=file]").set_input_files(file)
    window.get_by_role("button", name="Upload and compare").click()
    window.get_by_role("textbox", name="Reason").fill("Serbia joined in 2021.")
    window.get_by_role("button", name="Ask to publish edition 2").click()
    expect(window.get_by_text("Another administrator is asked")).to_be_visible()


@pytest.mark.usefixtures("two_at_a_time")
def test_serbia_is_found_corrected_by_two_and_kept_in_the_history(
    open_window, anton, without_serbia
):
    three_countries(Call.objects.get(code="2020"), "ES", "BE", "RS", acronym="SAVA")
    window = open_window(anton)
    window.goto(reverse("administration"))
    part(window, "Reference data")
    window.get_by_role("link", name=IN_2020).click()
    window.get_by_label("Search").fill("srbija")
    window.get_by_label("Search").press("Enter")
    window.get_by_role("link", name="Serbia").click()
    expect(window.get_by_role("row", name="SAVA")).to_be_visible()
    expect(window.get_by_text("Programme country, rate group 4").first).to_be_visible()

    ask(window, without_serbia)

    other = open_window(make_user(is_staff=True, full_name="Berta Novak"))
    other.goto(reverse("administration"))
    expect(other.get_by_text("To review")).to_be_visible()
    other.get_by_role("link", name="corrected.csv").click()
    other.get_by_role("button", name="Publish edition 2").click()
    expect(other.get_by_role("heading", name="Call 2020, edition 2")).to_be_visible()
    part(other, "History")
    newest = other.locator(".timeline > li").first
    expect(newest).to_contain_text("Call 2020, edition 2: Country status")
    expect(newest).to_contain_text("Berta Novak")
    expect(newest).to_contain_text("Serbia joined in 2021.")
    window.goto(reverse("administration-country", args=["RS"]))
    call = window.locator(".timeline > li", has_text="Serbia joined in 2021.")
    expect(call.locator("b")).to_have_text("Partner country, region 1, rate group 4")


@pytest.fixture(params=LOOKS)
def any_window(request, open_window, anton):
    return open_window(anton, **LOOKS[request.param])


def test_screens_of_the_administration_have_no_barrier(any_window):
    three_countries(Call.objects.get(code="2020"), "ES", "BE", "RS", acronym="SAVA")
    pages = [
        reverse("administration"),
        reverse("administration-drafts"),
        f"{reverse('administration-drafts')}?verdict=met",
        reverse("administration-work"),
        reverse("administration-history"),
        reverse("administration-country", args=["RS"]),
        f"{reverse('data-list', args=['2020', 'status'])}?sort=-country",
        reverse("nace-list"),
        reverse("organisation-list"),
    ]
    found = {}
    for page in pages:
        any_window.goto(page)
        any_window.wait_for_load_state("networkidle")
        found[page] = violations(any_window)

    assert found == {page: [] for page in pages}
    wide = any_window.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert wide is False


def test_verdicts_are_evaluated_without_script(open_window, anton):
    window = open_window(anton, script=False)
    window.goto(reverse("administration"))

    window.get_by_role("link", name="Evaluate the open drafts").click()

    row = window.get_by_role("row", name="rehearsal").first
    expect(row.get_by_role("link")).to_have_text(["2", "1", "1"])
