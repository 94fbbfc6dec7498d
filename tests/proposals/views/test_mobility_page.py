"""The page of mobility lines as it is read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliances.enums import Confirmation
from tests.factories import add, make_colleague, make_eligible_draft, make_user
from tests.proposals.services.budgets import (
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def draft(client):
    proposal = make_budget_draft()
    make_package(proposal)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def place(draft):
    return reverse("mobility-lines", args=[draft.alliance.public_id])


def test_the_page_only_reads(client, draft, no_writes):
    make_line(draft, 2)

    with no_writes():
        page = client.get(place(draft)).context["page"]

    (line, blank) = page.rows
    assert (line.label, line.travel, line.subsistence) == ("M1", "€550", "€1,000")
    assert line.gaps == ("It names no work package.",)
    assert [each.label for each in line.partners] == [
        "P1 Chamber of Kiel",
        "P2 School of Iasi",
        "P3 University of Minsk",
    ]
    assert [each.label for each in line.packages] == ["WP1 Management"]
    assert (blank.label, blank.version) == ("New line", 0)
    assert (page.travel, page.subsistence, page.total) == ("€550", "€1,000", "€1,550")


def test_rates_stand_with_their_source_and_confidence(client, draft):
    bands = client.get(place(draft)).context["page"].bands

    assert [(each.words, each.amount, each.is_found) for each in bands] == [
        ("Return trip, one way 0–99 km", "€0", False),
        ("Return trip, one way 100–1,999 km", "€275", True),
        ("Return trip, one way 2,000 and more km", "€360", True),
        ("Staff, days 1–14, per day", "€100", True),
        ("Staff, days 15–60, per day", "€70", True),
        ("Learners, days 1–14, per day", "€55", True),
        ("Learners, days 15–60, per day", "€40", True),
    ]


def test_a_line_of_a_partner_that_left_says_so_and_counts_nothing(client, draft):
    make_line(draft, 1)
    draft.alliance.partnerships.filter(number=1).update(
        confirmation=Confirmation.DECLINED
    )

    page = client.get(place(draft)).context["page"]

    assert page.rows[0].gaps[0] == (
        "This partner left or gets no grant: nothing is counted."
    )
    assert page.rows[0].partners[-1].label == (
        "P1 Chamber of Kiel (gets no grant here)"
    )
    assert page.total == "€0"


def test_the_section_of_mobility_leads_to_its_lines(client, draft):
    section = reverse("form-section", args=[draft.alliance.public_id, "mobility"])

    page = client.get(section).context["page"]

    assert page.lines_url == place(draft)
    assert client.get(place(draft)).context["page"].section_url == section


def test_nobody_travels_before_there_are_partners(client, draft):
    draft.alliance.partnerships.all().delete()

    assert "There is no partner yet who could send people." in (
        client.get(place(draft)).text
    )


def test_a_form_without_mobility_has_no_lines(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    assert client.get(place(draft)).status_code == 404


def test_who_only_reads_is_told_why_nothing_can_be_changed(client, draft):
    line = make_line(draft, 1)
    client.force_login(make_colleague(draft, role="viewer"))

    page = client.get(place(draft))
    refused = client.post(
        place(draft),
        {"new-partner": 1, "new-traveller": "staff", "new-participants": 1},
    )

    assert "You read this proposal." in page.text
    assert "<fieldset disabled>" in page.text
    assert refused.status_code == 422
    assert list(draft.mobility_lines.all()) == [line]


def test_strangers_see_nothing(client, draft):
    line = make_line(draft, 1)
    restore = reverse("mobility-restore", args=[draft.alliance.public_id, line.number])
    client.force_login(make_user())

    assert client.get(place(draft)).status_code == 404
    assert client.post(place(draft), {}).status_code == 404
    assert client.post(restore).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_queries_stay_the_same_whatever_the_size(client, draft, size):
    for number in range(2, 2 + size):
        add(draft, f"School {number}")
        make_line(draft, 1, work_package=make_package(draft, number))
    client.get(place(draft))

    with CaptureQueriesContext(connection) as queries:
        client.get(place(draft))

    assert len(queries) == MOST_QUERIES - 3
