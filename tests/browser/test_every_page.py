"""Every address as everybody sees it, under axe-core and on a narrow window.

`make test` reads the text of all, and draws so many that each kind of element there is
(its name, classes, attributes and where it stands) is on one of them. `make browser`
draws every page that is built like no other, and those few in every look. Of Django's
administration both draw a list, an adding, a changing, a deleting and a history, and
what one model has of its own: drawing it for each model was half of what this cost.
"""

import json
import os
import re
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.barriers import NARROW, misfits, violations
from tests.pages.markup import shared_titles, written_barriers
from tests.pages.shown import covering, each_once, every_page
from tests.permissions.people import Crowd
from tests.stack.browsers import DESK, PHONE
from tests.stack.shelf import Shelf, running_shelf

pytestmark = pytest.mark.django_db

AXE_VERSION = re.compile(r"axe v([\d.]+)")
A_WHILE = 1800
"""Seconds for hundreds of pages, on a busy machine too."""
HIGH = 3000
"""Pixels: higher than a page, or what sticks to the foot of a window lies over it."""
DESK_AT_ONCE, PHONE_AT_ONCE = DESK | {"height": HIGH}, PHONE | {"height": HIGH}
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced colours": {"forced_colors": "active"},
    "phone": {"viewport": PHONE_AT_ONCE},
}
SHOWCASE = "/administration/components/"
"""Every part beside every other: `tests/browser/test_components.py` draws this one."""
RECORD = settings.BASE_DIR / "fixtures" / "accessibility.json"


@pytest.fixture(scope="module")
def shown(built_once):
    """Return what everybody is shown everywhere."""
    return built_once(lambda: every_page(Crowd()))


@dataclass
class Window:
    """A window in which pages of a shelf are looked at, one after the other."""

    page: Page
    shelf: Shelf

    def open(self, shown):
        self.shelf.lay_open(shown.address, shown.text)
        self.page.goto(shown.address)


@pytest.fixture
def open_window(chromium):
    """Return a function that opens a window, of which axe is a part, in a look."""
    with running_shelf() as shelf, ExitStack() as opened:

        def open_in(**look):
            options: dict[str, Any] = {
                "viewport": DESK_AT_ONCE,
                "reduced_motion": "reduce",
            }
            context = chromium.new_context(base_url=shelf.base_url, **options | look)
            opened.callback(context.close)
            context.add_init_script(AXE_SCRIPT)
            return Window(context.new_page(), shelf)

        yield open_in


def drawn(shown):
    """Return the pages to be drawn: what is built like another is drawn once."""
    return each_once(each for each in shown if each.address != SHOWCASE)


def drawn_barriers(window, pages):
    """Return what axe objects to on pages, in lines one can act on."""
    found = []
    for page in pages:
        window.open(page)
        found += [f"{page}: {each}" for each in violations(window.page)]
    return found


def fitting_barriers(window, pages):
    """Return what axe objects to, and what does not fit a narrow window."""
    found = []
    for page in pages:
        window.page.set_viewport_size(DESK_AT_ONCE)
        found += drawn_barriers(window, [page])
        window.page.set_viewport_size(NARROW)
        found += [f"{page}: {each}" for each in misfits(window.page)]
    return found


def nothing_of(found):
    """Fail with every line: pytest shows the first few of a list."""
    assert not found, "\n".join(found)


def record(look, pages):
    """Write down for the statement what was looked at, where somebody asks for it."""
    if "RECORD_ACCESSIBILITY" in os.environ:
        kept = json.loads(RECORD.read_text(encoding="utf-8"))
        day = timezone.localdate().isoformat()
        kept["axe"] = AXE_VERSION.findall(AXE_SCRIPT)[0]
        kept["looks"][look] = {"pages": len(pages), "tested_on": day}
        RECORD.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


@pytest.mark.timeout(A_WHILE)
def test_no_page_has_a_barrier_that_programs_find(open_window, shown):
    """One test, so that pages are asked for once: that is a third of what it costs."""
    chosen = covering(drawn(shown))

    assert len(shown) > 600
    assert len(chosen) > 130
    nothing_of([*written_barriers(shown), *shared_titles(shown)])
    nothing_of(fitting_barriers(open_window(), chosen))
    record("light", chosen)


@pytest.mark.journeys
@pytest.mark.timeout(A_WHILE)
def test_no_page_that_is_built_like_no_other_has_a_barrier(open_window, shown):
    pages = drawn(shown)

    assert len(pages) > 250
    nothing_of(fitting_barriers(open_window(), pages))
    record("light", pages)


@pytest.mark.journeys
@pytest.mark.timeout(A_WHILE)
@pytest.mark.parametrize("look", LOOKS)
def test_no_kind_of_element_has_a_barrier_in_any_look(open_window, shown, look):
    chosen = covering(drawn(shown))

    nothing_of(drawn_barriers(open_window(**LOOKS[look]), chosen))
    record(look, chosen)
