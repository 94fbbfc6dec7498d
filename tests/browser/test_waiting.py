"""A wait of over a second is said in words; a shorter one needs none."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import workspace_of

pytestmark = pytest.mark.journeys

WORDS = "Waiting for an answer…"
REMOVING = "**/remove/fragment/"


@pytest.fixture
def page(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    return page


def test_long_wait_is_said_until_the_answer_comes(page):
    held = []
    page.route(REMOVING, lambda each: held.append(each))  # noqa: PLW0108  # it refuses built-ins
    page.get_by_role("button", name=re.compile(r"^Remove P15 ")).click()

    expect(page.get_by_text(WORDS)).to_be_visible()
    held[0].continue_()

    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)


def test_lost_line_ends_the_wait(page, demo):
    held = []
    page.route(REMOVING, lambda each: held.append(each))  # noqa: PLW0108  # it refuses built-ins
    page.get_by_role("button", name=re.compile(r"^Remove P15 ")).click()
    expect(page.get_by_text(WORDS)).to_be_visible()

    held[0].abort()

    expect(page.get_by_role("alert").filter(has_text="Not saved.")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    demo.complaints.clear()


def test_wait_of_less_than_a_second_is_not_said(open_window, charter):
    page = open_window()
    page.clock.install(time=0)
    page.goto(workspace_of(charter))
    page.clock.pause_at(60_000)
    with page.expect_request(REMOVING):
        page.route(REMOVING, lambda _route: None)
        page.get_by_role("button", name=re.compile(r"^Remove P15 ")).click()

    page.clock.run_for(900)
    said_early = page.get_by_text(WORDS).count()
    page.clock.run_for(200)

    assert said_early == 0
    expect(page.get_by_text(WORDS)).to_be_visible()
