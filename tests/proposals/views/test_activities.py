"""Ticking the work packages that carry an activity out, without script."""

import pytest

from proposals.models import ActivityCoverage
from tests.factories import make_colleague, make_draft, make_user
from tests.proposals.services.work_plans import add_package, make_draft_with_plan
from tests.proposals.views.plan_pages import at, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_draft_with_plan()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def carried(page):
    """Return the work packages of the activity on a page, and which carry it."""
    (shown,) = page.context["shown"]
    return [
        (each.label, each.is_carrying) for each in shown["it"].field.carried.choices
    ]


def tick(client, draft, *numbers, seen=""):
    """Press the button of the page."""
    values = {"carried-strategy": numbers, "carried-strategy-seen": seen}
    return client.post(at(draft, "form-section", "activities"), values, follow=True)


def send(client, draft, *numbers, seen="", question="strategy"):
    """Save as the script does."""
    values = {"work_package": numbers, "seen": seen}
    return client.post(at(draft, "activity-coverage", question), values)


def stored():
    rows = ActivityCoverage.objects.values_list("work_package__number", flat=True)
    return sorted(rows)


def test_an_activity_without_work_packages_leads_to_the_plan(client, draft):
    page = client.get(at(draft, "form-section", "activities"))

    assert carried(page) == []
    assert f'href="{at(draft)}"' in page.content.decode()


def test_the_button_of_the_page_saves_what_is_ticked(client, draft):
    for _ in range(3):
        add_package(draft)

    page = tick(client, draft, "1", "2")
    assert carried(page) == [("WP1", True), ("WP2", True), ("WP3", False)]
    assert said(page) == ["Saved."]
    (shown,) = page.context["shown"]
    assert shown["it"].field.carried.seen == "1 2"

    page = tick(client, draft, "3", seen="1 2")
    assert carried(page) == [("WP1", False), ("WP2", False), ("WP3", True)]


def test_a_page_that_did_not_ask_changes_nothing(client, draft):
    add_package(draft)
    tick(client, draft, "1")

    client.post(at(draft, "form-section", "activities"), {})
    tick(client, draft, "1", seen="1")

    assert stored() == [1]


def test_a_script_saves_and_learns_what_it_has_seen(client, draft):
    for _ in range(2):
        add_package(draft)

    answer = send(client, draft, "2", "x", "12345", seen="1 y")

    assert answer.json() == {"seen": "2", "said": "Saved"}
    assert stored() == [2]


@pytest.mark.parametrize("question", ["what", "dreams"])
def test_a_question_that_is_no_activity_is_refused(client, draft, question):
    answer = send(client, draft, "1", question=question)

    assert answer.status_code == 422
    assert answer.json() == {"said": "This activity is not asked here."}


def test_a_draft_without_a_form_asks_nothing(client, draft):
    other = make_draft(draft.alliance.call, by=draft.alliance.coordinator)

    assert send(client, other).status_code == 422


def test_other_sections_have_no_work_packages(client, draft):
    page = client.get(at(draft, "form-section", "summary"))

    assert [each["it"].field.carried for each in page.context["shown"]] == [None, None]


def test_strangers_tick_nothing(client, draft):
    add_package(draft)
    client.force_login(make_user())

    assert send(client, draft, "1").status_code == 404
    assert stored() == []


def test_ticks_that_are_not_saved_are_not_called_saved(client, draft):
    add_package(draft)
    client.force_login(make_colleague(draft, role="viewer"))

    assert tick(client, draft, "1").status_code == 403
    assert stored() == []
