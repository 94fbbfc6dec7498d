"""The page of components stays alive: every part is on it, by its own template."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from config.components.shared import ExampleFilter
from config.components_pages import groups
from tests.architecture.colours import tokens
from tests.architecture.sources import BASE
from tests.factories import make_user

TEMPLATES = BASE / "templates"
SHEETS = BASE / "static" / "css" / "pages"
STATES = {"Empty", "Loading", "Error", "Read-only", "Long names", "60 partners"}


@pytest.fixture
def page(client, db):  # noqa: ARG001  # a page has a session
    client.force_login(make_user(is_staff=True))
    return client.get(reverse("components"))


def test_every_component_stands_on_the_page(page):
    used = {template.name for template in page.templates}
    parts = {
        path.relative_to(TEMPLATES).as_posix()
        for path in (TEMPLATES / "components").glob("*.html")
    }

    assert len(parts) > 10
    assert parts - used == set(), "Give each an example in config/components/."


def test_every_colour_stands_on_the_page(page):
    shown = set(re.findall(r"swatch--([a-z-]+)", page.content.decode()))
    drawn = set(
        re.findall(r"swatch--([a-z-]+)", (SHEETS / "components.css").read_text("utf-8"))
    )

    assert set(tokens()["light"]) <= shown == drawn


def test_every_state_of_the_design_is_shown():
    states = {
        example.state
        for group in groups()
        for component in group.components
        for example in component.examples
    }

    assert STATES - states == set()


def test_what_is_long_is_folded(page):
    text = page.content.decode()

    assert text.count("<details><summary") == 1
    assert '<summary class="small quiet" lang="en">60 partners</summary>' in text


def test_filter_may_stay_empty():
    assert ExampleFilter({}).is_valid()


def test_no_name_is_given_twice(page):
    ids = Counter(re.findall(r'\sid="([^"]+)"', page.content.decode()))

    assert [name for name, times in ids.items() if times > 1] == []


def test_nothing_is_shown_to_who_does_not_administer(client, db):  # noqa: ARG001  # as above
    client.force_login(make_user())

    assert client.get(reverse("components")).status_code == 404
