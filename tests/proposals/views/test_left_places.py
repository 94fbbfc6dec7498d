"""Each thing that is left leads to a control that is really there."""

from decimal import Decimal
from urllib.parse import urldefrag

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.completeness import Place, findings_of
from proposals.models import CommentThread, Milestone, Task
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.contents import draft_of
from proposals.selectors.drafts.places import ADDRESSES, url_of
from proposals.services.answers import Reply, save_answer
from tests.factories import add
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
    partner,
)
from tests.proposals.services.profiles import name
from tests.proposals.services.proposed import offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A draft in which something of every sort is wrong or open."""
    draft = make_budget_draft(title="", sector="", duration_months=None)
    add(draft, "Nowhere known", None, confirmation=Confirmation.INVITED)
    add(draft, "Friends", "BE", role=Role.ASSOCIATED_PARTNER)
    first = make_package(draft, start_month=2, end_month=3)
    make_package(draft, 2, lead=partner(draft, 2), start_month=1)
    Task.objects.create(
        work_package=first, number=1, title="T", start_month=1, end_month=2
    )
    Milestone.objects.create(work_package=first, number=1, title="M", due_month=9)
    give_days(draft, 1, 1, manager=1)
    for number in (4, 5):
        give_days(draft, number, 1, manager=1)
    make_line(draft, 1, days=None)
    CommentThread.objects.create(proposal=draft, question="needs")
    name(draft, code="", level=None)
    offer(draft, days="15")
    save_answer(
        proposal=draft,
        question="summary-main",
        reply=Reply("x" * 2_001),
        version=0,
        by=draft.alliance.coordinator,
    )
    for question in ("additional-text", "activity-quality"):
        save_answer(
            proposal=draft,
            question=question,
            reply=Reply("A text"),
            version=0,
            by=draft.alliance.coordinator,
        )
    return draft


def findings(draft):
    snapshot, report = standing_of(draft, now=timezone.now())
    return findings_of(draft_of(draft, snapshot, report).contents)


def test_every_link_leads_to_a_control_that_is_there(client, draft):
    client.force_login(draft.alliance.coordinator)
    pages: dict[str, str] = {}

    for finding in findings(draft):
        page, fragment = urldefrag(url_of(draft, finding.to))
        if page not in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            pages[page] = answer.content.decode()
        if fragment:
            assert f'id="{fragment}"' in pages[page], (finding.sentence, fragment)


def test_the_draft_has_findings_of_every_place(draft):
    places = {each.to.place for each in findings(draft)}

    assert set(Place) - places == {Place.PROFILE_ADD}
    assert set(ADDRESSES) == set(Place)


def test_a_first_profile_is_asked_for_where_it_is_added(client):
    draft = make_budget_draft()
    client.force_login(draft.alliance.coordinator)

    (found,) = [e for e in findings(draft) if e.to.place is Place.PROFILE_ADD]

    assert client.get(url_of(draft, found.to)).status_code == 200


def test_many_partners_without_days_lead_to_the_table(draft):
    for number in range(7):
        add(draft, f"School {number}")

    (found,) = [e for e in findings(draft) if "partners have no days" in e.sentence]

    plan = reverse("work-plan", args=[draft.alliance.public_id])
    assert url_of(draft, found.to) == f"{plan}#effort"


def test_mobility_as_a_whole_leads_to_its_lines(draft):
    make_line(draft, 1, days=Decimal(60), participants=99)

    (found,) = [e for e in findings(draft) if "main activity" in e.sentence]

    lines = reverse("mobility-lines", args=[draft.alliance.public_id])
    assert url_of(draft, found.to) == lines


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"), [("left", 7), ("submit", 7), ("budget", 10)]
)
def test_pages_of_what_is_left_cost_the_same_whatever_the_size(
    client, rows, page, queries, django_assert_num_queries
):
    draft = make_budget_draft()
    for number in range(1, rows + 1):
        make_package(draft, number, lead=partner(draft, 1))
        give_days(draft, 1, number, manager=1)
        make_line(draft, 1)
        name(draft)
        add(draft, f"School {number}")
    client.force_login(draft.alliance.coordinator)
    url = reverse(page, args=[draft.alliance.public_id])
    client.get(url)

    with django_assert_num_queries(queries):
        client.get(url)
