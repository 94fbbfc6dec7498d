"""A table is a stop by keyboard where keys have something to scroll, and only there."""

import pytest

from alliances.models import Call
from tests.browser.steps import workspace_of
from tests.proposals.services.budgets import give_days, make_budget_draft, make_package

pytestmark = pytest.mark.journeys

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 800}
STOPS = "() => document.querySelectorAll('.scroll[tabindex]').length"
SCROLLING = """() => [...document.querySelectorAll('.scroll')].filter(
  (each) => each.scrollWidth > each.clientWidth).length"""


def test_only_tables_that_scroll_are_stops(open_window, maria):
    draft = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    make_package(draft)
    give_days(draft, 1, 1, manager=100)
    page = open_window()
    page.set_viewport_size(NARROW)
    page.goto(f"{workspace_of(draft)}form/budget/")
    narrow = page.evaluate(STOPS), page.evaluate(SCROLLING)

    page.set_viewport_size(WIDE)
    page.wait_for_function("document.querySelectorAll('.scroll[tabindex]').length == 0")

    assert narrow[0] == narrow[1] > 0
    assert page.evaluate(SCROLLING) == 0
