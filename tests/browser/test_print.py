"""Paper: the whole of what was written, and tables whose columns hold their words."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

SHEETS = 3
LONG = [f"Sentence number {number} of an answer." for number in range(1, 301)]
TITLE = "A title of many words that no box of one line on any sheet of paper can hold"
PAPER = {"width": 658, "height": 900}
"""What A4 leaves between its margins, in pixels."""
NARROWEST = """() => Math.min(
  ...[...document.querySelectorAll('table .name, .people b')].map(
    (each) => each.closest('td, th, li > span').getBoundingClientRect().width))"""
LEAST = 90


def printed(page):
    """Return the texts of the sheets the browser prints, each on one line."""
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        texts = [sheet.get_textpage().get_text_range() for sheet in pdf]
    return [" ".join(text.split()) for text in texts]


@pytest.fixture
def page(open_window, maria):
    page = open_window()
    page.goto(f"{workspace_of(make_draft_with_form(by=maria))}form/summary/")
    return page


def test_the_whole_of_a_long_answer_is_printed(page):
    page.locator("#id_why").fill(" ".join(LONG))

    sheets = printed(page)

    whole = " ".join(sheets)
    assert [each for each in LONG if each not in whole] == []
    assert len(sheets) >= SHEETS
    assert "Sentence number 1 " in sheets[0]


def test_nothing_of_the_printing_is_left_on_the_page(page):
    page.locator("#id_why").fill("Because.")

    assert "Because." in printed(page)[0]
    assert page.locator(".printed").count() == 0
    assert page.locator("#id_why").input_value() == "Because."


def test_long_line_of_a_field_is_printed_whole(open_window, charter):
    page = open_window()
    page.goto(reverse("facts", args=[charter.alliance.public_id]))
    page.locator("[name=title]").fill(TITLE)

    assert TITLE in " ".join(printed(page))


def test_choice_that_a_field_stands_for_is_printed_once(open_window, charter):
    partner = charter.alliance.partnerships.get(number=2)
    page = open_window()
    page.goto(reverse("partner-change", args=[charter.alliance.public_id, 2]))
    field = page.locator("input#id_country")
    shown = field.input_value()

    whole = " ".join(printed(page))

    assert partner.country.name in shown
    assert whole.count(shown) == 1


@pytest.mark.parametrize("name", ["partner-invitations", "documents", "colleagues"])
def test_columns_of_paper_hold_their_words(open_window, charter, name):
    make_colleague(charter)
    page = open_window()
    page.goto(reverse(name, args=[charter.alliance.public_id]))
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")

    assert page.evaluate(NARROWEST) >= LEAST
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def test_what_was_not_yet_drawn_on_screen_is_printed(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    whole = " ".join(printed(page))

    headings = page.locator(":is(#map, #facts, #withdrawals) h2").all_inner_texts()
    assert len(headings) == 3
    assert [each for each in headings if each not in whole] == []


def test_what_was_not_yet_drawn_on_screen_is_found(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    found = page.evaluate("""() => window.find("Project type")
      && Boolean(getSelection().anchorNode.parentElement.closest("#facts"))""")

    assert found
