"""A list of partners in Chromium: looked at and imported, without script as well."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.alliances.files.workbooks import make_book

pytestmark = pytest.mark.journeys

HEADING = ("Nr", "Einrichtung", "Land", "Art", "Kontakt")
ROWS = [
    ("P1", "Universität Wien", "Österreich", "Universität", "a@example.org"),
    ("P2", "Forge", "Belgum", "Berufsbildungsanbieter oder Hochschule", ""),
    ("P3", "Berufsschule Linz", "AT", "Berufsschule", ""),
]
LOOKS = {"desk": {}, "phone": {"phone": True, "dark": True}, "plain": {"script": False}}


@pytest.mark.parametrize("look", LOOKS)
def test_list_is_mapped_looked_at_and_imported(open_window, look):
    page = open_window(**LOOKS[look])
    page.goto(reverse("alliance-import"))
    book = {
        "name": "liste.xlsx",
        "mimeType": "",
        "buffer": make_book(*ROWS, heading=HEADING),
    }
    page.get_by_label("Consortium file").set_input_files(book)
    page.get_by_label("Acronym").fill("WIEN")
    page.get_by_role("button", name="Import the file").click()

    expect(page.get_by_text("none is the role")).to_be_visible()
    page.get_by_label("What the alliance applies for").select_option(index=1)
    page.get_by_label("Column A, Nr").select_option("Role")
    columns = page.get_by_role("region", name="Which column is what")
    columns.get_by_role("button", name="Show again").click()

    expect(
        page.get_by_role("listitem").filter(has_text="partners to import")
    ).to_have_text("2 partners to import")
    expect(page.get_by_role("region", name="How words were read")).to_contain_text(
        "Österreich"
    )
    if look != "plain":
        assert Axe().run(page).response["violations"] == []
    if look == "phone":
        for name in (
            "As they would be imported",
            "How words were read",
            "Words that could not be read",
        ):
            part = page.get_by_role("region", name=name)
            assert part.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    page.get_by_role("button", name="Import the 2 rows without problems").click()

    expect(page.get_by_text("2 partners imported.")).to_be_visible()
    expect(page.get_by_role("link", name="Berufsschule Linz").last).to_be_visible()
