"""Tables of many columns are read on a phone without scrolling sideways."""

import pytest
from django.urls import reverse

from alliances.models import Call, User
from proposals.demo import ADMINISTRATOR
from tests.browser.steps import workspace_of
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)

pytestmark = pytest.mark.journeys

WIDER = """() => [...document.querySelectorAll(".scroll")]
  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.innerText.slice(0, 60))"""
"""What is wider than it may show, by how it begins."""


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("administration", ()),
        ("law-values", ("2020",)),
        ("data-list", ("2020", "status")),
        ("data-list", ("2020", "rates")),
        ("nace-list", ()),
        ("organisation-list", ()),
    ],
)
def test_lists_of_administrators_are_as_narrow_as_a_phone(open_window, name, keys):
    page = open_window(User.objects.get(email=ADMINISTRATOR.email), phone=True)
    page.goto(reverse(name, args=keys))
    page.wait_for_load_state("networkidle")

    assert page.evaluate(WIDER) == []


def test_tables_of_the_budget_are_as_narrow_as_a_phone(open_window, maria):
    draft = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    for number in range(1, 11):
        make_package(draft, number)
        give_days(draft, 1, number, manager=1690, teacher="1670.5")
    page = open_window(phone=True)
    page.goto(f"{workspace_of(draft)}form/budget/")

    assert page.get_by_role("table").count() > 5
    assert page.evaluate(WIDER) == []
