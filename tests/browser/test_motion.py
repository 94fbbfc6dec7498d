"""Who asked the system for less motion sees none."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import workspace_of

pytestmark = pytest.mark.journeys

MOVING = """() => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each);
  const times = `${style.transitionDuration}, ${style.animationDuration}`.split(', ');
  const lasts = times.some((time) => parseFloat(time) > 0);
  return lasts || style.scrollBehavior !== 'auto';
}).length"""
RUNNING = "() => document.getAnimations().length"


def test_nothing_moves_where_less_motion_is_asked(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.emulate_media(reduced_motion="no-preference")
    asked = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="reduce")

    button = page.get_by_role("link", name="Add a partner")
    button.hover()
    running = page.evaluate(RUNNING)
    button.click()
    expect(page.get_by_role("combobox", name="Organisation")).to_be_focused()

    assert asked > 0
    assert [page.evaluate(MOVING), running, page.evaluate(RUNNING)] == [0, 0, 0]
