"""The work plan in the browser, without script."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from tests.factories import make_user
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import (
    REPORT,
    add_every_kind,
    add_package,
    add_to,
    make_draft_with_plan,
)
from tests.proposals.views.plan_pages import at

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def draft(client):
    proposal = make_draft_with_plan()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def test_an_empty_plan_only_reads_and_says_how_to_begin(client, draft, no_writes):
    with no_writes():
        page = client.get(at(draft))

    assert page.status_code == 200
    assert "No work packages yet." in page.content.decode()
    assert page.context["page"].gantt is None
    assert page.context["page"].frame.place.words == "Section 5 of 5 of the form"


def test_the_address_of_the_section_is_that_of_the_plan(draft):
    assert at(draft) == at(draft, "form-section", "work-plan")


def test_a_form_without_a_plan_has_no_such_page(client):
    other = make_draft_with_form()
    client.force_login(other.alliance.coordinator)
    other.save()

    assert client.get(at(other)).status_code == 404


def test_strangers_find_nothing(client, draft):
    package = add_package(draft)
    client.force_login(make_user())

    for name, place in (
        ("work-plan", ()),
        ("work-plan-gantt", ()),
        ("work-package-add", ()),
        ("work-package", (package.number,)),
    ):
        assert client.get(at(draft, name, *place)).status_code == 404


def test_the_picture_is_a_file(client, draft):
    add_package(draft, "imp", "Pilots & <tests>", start_month=1, end_month=12)

    answer = client.get(at(draft, "work-plan-gantt"))

    root = ET.fromstring(answer.content)  # noqa: S314  # our own answer
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert root[0].text == "Work plan over 48 months"
    assert root[1].text == "WP1 Pilots & <tests>: M1–M12."


def test_the_picture_stays_a_picture_whatever_was_pasted_into_a_title(client, draft):
    """XML may contain no control character, not even written as a number."""
    package = add_package(
        draft, "imp", "Pi\x0blots\ufffe\x1f", start_month=1, end_month=12
    )
    package.milestones.create(number=1, title="First\x08", due_month=12)

    answer = client.get(at(draft, "work-plan-gantt"))

    root = ET.fromstring(answer.content)  # noqa: S314  # our own answer
    assert root[1].text == "WP1 Pilots: M1–M12, milestone First M12."


def test_there_is_no_picture_of_nothing(client, draft):
    assert client.get(at(draft, "work-plan-gantt")).status_code == 404


def test_every_page_costs_the_same_however_much_there_is(client, draft):
    def costs(address):
        client.get(address)  # what is kept per edition is read once
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    first = add_package(draft)
    fill(first)
    addresses = [at(draft), at(draft, "work-package", 1), at(draft, "effort", 1)]
    before = [costs(each) for each in addresses]
    for package in add_every_kind(draft):
        fill(package)

    assert [costs(each) for each in addresses] == before
    assert max(before) <= MOST_QUERIES


def fill(package):
    add_to(package, TaskEntry("Interviews", 1, 2, 1))
    add_to(package, ResultEntry("Report", REPORT))
    add_to(package, MilestoneEntry("Half way", 24))


def test_every_link_on_the_plan_leads_somewhere(client, draft):
    fill(add_package(draft))
    text = client.get(at(draft)).content.decode()
    links = set(re.findall(rf'href="({re.escape(at(draft))}[^"#]*)', text))

    assert {client.get(each).status_code for each in links} == {200}
