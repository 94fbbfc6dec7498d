"""The page of components as people see it: no barrier in any state, in any colours."""

import pytest
from django.urls import reverse

from tests.browser.barriers import violations
from tests.factories import make_user

pytestmark = pytest.mark.journeys

LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}
SHOWN_TWICE = ("landmark-unique",)
"""Two examples of one landmark have one name: each stands on a page of its own."""
WIDTHS = "() => [document.documentElement.scrollWidth, innerWidth]"


@pytest.mark.parametrize("look", LOOKS)
def test_no_state_of_a_component_has_a_barrier(open_window, look):
    page = open_window(make_user(is_staff=True), **LOOKS[look])

    page.goto(reverse("components"))
    needed, given = page.evaluate(WIDTHS)

    assert violations(page, leaving_out=SHOWN_TWICE) == []
    assert needed <= given
