"""Every page of one alliance asks for little, however much is in it."""

from copy import deepcopy
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.enums import Role
from alliances.models import ProjectType
from proposals.selectors.plan.work_plan_rows import package_rows
from proposals.services.work_package_parts import TaskEntry
from tests.factories import add, make_call
from tests.proposals.services.imagining import (
    as_role,
    imagine,
    imagine_these,
    newcomer,
)
from tests.proposals.services.work_plans import (
    add_package,
    add_to,
    make_draft_with_plan,
)
from tests.proposals.views.plan_pages import at

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
PAGES = (
    *(("workspace",), ("eligibility",), ("facts",), ("what-if",), ("compare",)),
    *(("ways-out",), ("withdrawals",), ("rule-move",), ("colleagues",)),
    *(
        ("partner-invitations",),
        ("partner-add",),
        ("partner-twins",),
        ("left",),
        ("timeline",),
        ("mail-log",),
    ),
    *(("work-plan",), ("work-package", 1), ("work-package-add",), ("effort", 1)),
    *(("work-part", 1, "tasks", 1), ("partner-change", 2), ("submit",)),
    *(("partner-answer", 2), ("documents",), ("partner-document", 2)),
)


@pytest.fixture(scope="module")
def drafts(built_once):
    return {rows: built_once(partial(draft_with, rows)) for rows in (1, 3)}


def draft_with(rows):
    """Return a draft with so many partners, work packages and tasks more."""
    # Each in a call of its own: those of one call would meet in it.
    proposal = make_draft_with_plan(call=make_call(f"with-{rows}"))
    for number in range(rows):
        add(proposal, f"School {number}", "PL")
        add_to(add_package(proposal), TaskEntry("Interviews", 1, 2, 1))
    assert len(package_rows(proposal)) == rows
    return proposal


@pytest.fixture(params=[1, 3])
def draft(client, request, drafts):
    proposal = deepcopy(drafts[request.param])
    client.force_login(proposal.alliance.coordinator)
    return proposal


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_a_page_costs_twelve_queries_at_most(client, draft, page):
    address = at(draft, *page)
    client.get(address)  # what is kept per edition is read once

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES


@pytest.fixture(params=[False, True], ids=["by sector", "by organisation"])
def imagining(client, request):
    """Return a draft for which its coordinator imagines another applicant."""
    call = make_call(per_organisation=request.param)
    draft = make_draft_with_plan(call=call)
    imagine(draft, as_role(2, Role.APPLICANT), newcomers=[newcomer(), newcomer()])
    client.force_login(draft.alliance.coordinator)
    return draft


def test_an_imagined_applicant_costs_twelve_queries_at_most(client, imagining):
    address = at(imagining, "what-if")
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert "The applicant of now becomes a full partner." in answer.content.decode()
    assert len(asked) <= MOST_QUERIES


def test_an_imagined_lot_costs_twelve_queries_at_most(client, imagining):
    there = make_call("other")
    imagine_these(
        imagining,
        kind=ProjectType.objects.get(lot__call=there, lot__code="lot-1"),
    )
    address = at(imagining, "what-if")
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert "Checked by the rules of" in answer.content.decode()
    assert len(asked) <= MOST_QUERIES
