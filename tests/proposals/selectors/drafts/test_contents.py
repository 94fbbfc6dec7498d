"""A draft as plain values: read with the same few queries whatever its size."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from proposals.completeness import NamedProfile, Part, Sort, Written, findings_of
from proposals.models import (
    ActivityCoverage,
    CommentThread,
    MobilityLine,
    Result,
    Task,
)
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts import contents
from proposals.selectors.drafts.contents import draft_of, form_contents
from proposals.services.answers import Reply, save_answer
from proposals.services.profiles import ProfileEntry, add_profile
from tests.factories import add, make_colleague, make_eligible_draft
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
    partner,
)

pytestmark = pytest.mark.django_db


def fill(draft, number):
    """Add one of everything a draft can hold."""
    package = make_package(
        draft, number, lead=partner(draft, 1), start_month=1, end_month=9
    )
    Task.objects.create(
        work_package=package,
        number=1,
        title="T",
        start_month=2,
        lead=partner(draft, 2),
    )
    Result.objects.create(
        work_package=package, number=1, title="R", kind="report", due_month=9
    )
    give_days(draft, 1, number, manager="0.1", teacher=2)
    make_line(draft, 1, work_package=package)
    CommentThread.objects.create(proposal=draft, question="needs")
    ActivityCoverage.objects.create(
        proposal=draft, activity="activity-quality", work_package=package
    )
    add_profile(
        proposal=draft,
        entry=ProfileEntry("Welder", "7212", 4),
        request_key=uuid.uuid4(),
        by=draft.alliance.coordinator,
    )
    add(draft, f"School {number}")
    return package


def read(draft) -> Any:
    return draft_of(draft, *standing_of(draft, now=timezone.now()))


def test_everything_is_read_as_it_stands():
    draft = make_budget_draft()
    package = fill(draft, 1)
    save_answer(
        proposal=draft,
        question="needs",
        reply=Reply("Ünicode"),
        version=0,
        by=draft.alliance.coordinator,
    )
    make_colleague(draft)
    make_colleague(draft, role="viewer")
    draft.colleagues.create(email="a@b.example", invited_by=draft.alliance.coordinator)

    found = read(draft)

    whole = found.contents
    (stored,) = whole.packages
    assert (stored.label, stored.lead, stored.start, stored.end) == ("WP1", 1, 1, 9)
    assert stored.parts == (
        Part(Sort.TASK, 1, 1, start=2, lead=2, title="T"),
        Part(Sort.RESULT, 1, 1, end=9, title="R"),
    )
    assert [(each.category.value, each.days) for each in whole.given.efforts] == [
        ("manager", Decimal("0.1")),
        ("teacher", Decimal(2)),
    ]
    (line,) = whole.given.journeys
    assert (line.work_package, line.distance_km, line.days) == (1, 500, Decimal(5))
    # Far from its limit nobody counts its characters: these are its bytes.
    assert whole.answers == {("needs", None): Written(8)}
    assert whole.comments == {("needs", None): 1}
    assert whole.carried == {"activity-quality": frozenset({1})}
    assert whole.profiles == (NamedProfile(1, "Welder", "7212", 4),)
    rows = found.rows
    assert (rows.editors, rows.others, rows.invited, rows.is_live) == (1, 1, 1, False)
    package.removed_at = timezone.now()
    package.save()
    assert read(draft).contents.packages == ()
    assert MobilityLine.objects.get().work_package == package
    assert read(draft).contents.given.journeys[0].work_package is None


@pytest.mark.parametrize("rows", [1, 3])
def test_a_draft_costs_two_queries_whatever_its_size(rows, django_assert_num_queries):
    draft = make_budget_draft()
    for number in range(1, rows + 1):
        fill(draft, number)
    read(draft)
    standing = standing_of(draft, now=timezone.now())

    with django_assert_num_queries(2):
        findings_of(draft_of(draft, *standing).contents)


def test_without_the_law_a_draft_has_no_clauses_and_no_ceiling(monkeypatch):
    draft = make_eligible_draft(duration_months=12)
    monkeypatch.setattr(contents, "CEILING", "no-such-clause")

    bare = form_contents(draft)

    assert (bare.clauses, bare.ceilings, bare.months) == ((), None, 12)
    assert read(draft).contents.ceilings is None
