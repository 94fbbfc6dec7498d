"""Deciding what partners propose: all of it or nothing, over what was seen."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import FigureState
from proposals.errors import NotAllowed
from proposals.errors.proposed_figures import (
    FiguresMoved,
    NothingChosen,
    ReasonMissing,
)
from proposals.errors.work_plan import NoDaysThere
from proposals.models import Effort, ProposedFigure, WorkPackage
from proposals.services.decided_figures import approve_figures, refuse_figures
from tests.factories import make_colleague, make_user
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing(built_once):
    def build():
        draft = make_proposing_draft()
        offer(draft, days="15", version=1)
        offer(draft, package=2, days="4")
        return draft

    return built_once(build)


@pytest.fixture
def draft(db, standing):  # noqa: ARG001  # reached in a transaction of its own
    return deepcopy(standing)


def figures():
    return list(ProposedFigure.objects.order_by("pk"))


def days():
    rows = Effort.objects.values_list("work_package__number", "days", "version")
    return [(number, str(days), version) for number, days, version in rows]


def approve(draft, ticked, by=None, partner=2):
    by = by or draft.alliance.coordinator
    return approve_figures(proposal=draft, partner=partner, seen=ticked, by=by)


def refuse(draft, ticked, reason="Too many.", by=None):
    by = by or draft.alliance.coordinator
    return refuse_figures(proposal=draft, partner=2, seen=ticked, reason=reason, by=by)


def test_what_is_approved_stands_in_the_budget(draft):
    number = approve(draft, seen(*figures()))

    assert number == 2
    assert days() == [(1, "15.0", 2), (2, "4.0", 1)]
    assert {(each.state, each.decided_by) for each in figures()} == {
        (FigureState.APPROVED, draft.alliance.coordinator)
    }
    assert all(each.proposed_by != each.decided_by for each in figures())


def test_single_figures_are_approved_and_the_others_wait(draft):
    approve(draft, seen(figures()[1]))

    assert [each.state for each in figures()] == ["open", "approved"]
    assert days() == [(1, "10.0", 1), (2, "4.0", 1)]


def test_a_refusal_has_a_reason_and_leaves_the_budget(draft):
    number = refuse(draft, seen(*figures()))

    assert number == 2
    assert {(each.state, each.reason) for each in figures()} == {
        (FigureState.REFUSED, "Too many.")
    }
    assert days() == [(1, "10.0", 1)]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_nothing_is_refused_without_a_reason(draft, reason):
    with pytest.raises(ReasonMissing):
        refuse(draft, seen(*figures()), reason)


def test_the_same_press_twice_is_one_decision(draft):
    ticked = seen(*figures())
    approve(draft, ticked)

    assert approve(draft, ticked) == 0
    assert days() == [(1, "15.0", 2), (2, "4.0", 1)]


def test_what_somebody_else_decided_is_not_decided_again(draft):
    ticked = seen(*figures())
    refuse(draft, ticked)

    with pytest.raises(FiguresMoved):
        approve(draft, ticked)


def test_a_figure_that_changed_since_it_was_seen_keeps_all_as_it_was(draft):
    ticked = seen(*figures())
    Effort.objects.update(days=12, version=2)

    with pytest.raises(FiguresMoved):
        approve(draft, ticked)

    assert days() == [(1, "12.0", 2)]
    assert {each.state for each in figures()} == {"open"}


def test_a_cell_that_was_empty_and_is_not_any_more_keeps_all_as_it_was(draft):
    ticked = seen(*figures())
    row = figures()[1]
    Effort.objects.create(
        work_package=row.work_package,
        partnership=row.partnership,
        category=row.category,
        days=Decimal(7),
    )

    with pytest.raises(FiguresMoved):
        approve(draft, ticked)

    assert days() == [(1, "10.0", 1), (2, "7.0", 1)]


def test_a_proposal_stated_anew_is_not_what_was_seen(draft):
    ticked = seen(*figures())
    offer(draft, days="16", version=1, own=1)

    with pytest.raises(FiguresMoved):
        approve(draft, ticked)


def test_a_changed_figure_is_replaced_by_who_saw_the_change(draft):
    Effort.objects.update(days=12, version=2)

    approve(draft, seen(*figures()))

    assert days() == [(1, "15.0", 3), (2, "4.0", 1)]


def test_nothing_ticked_is_no_decision(draft):
    with pytest.raises(NothingChosen):
        approve(draft, [])


def test_figures_of_another_partner_are_not_there(draft):
    with pytest.raises(FiguresMoved):
        approve(draft, seen(*figures()), partner=1)


def test_who_gets_no_grant_any_more_gets_no_days(draft):
    draft.alliance.partnerships.filter(number=2).update(role="associated_partner")

    with pytest.raises(NoDaysThere):
        approve(draft, seen(*figures()))


def test_no_days_come_into_a_work_package_that_is_gone(draft):
    WorkPackage.objects.filter(number=2).update(removed_at=timezone.now())

    with pytest.raises(FiguresMoved):
        approve(draft, seen(*figures()))
    assert days() == [(1, "10.0", 1)]


def test_figures_of_who_left_wait_for_nobody(draft):
    draft.alliance.partnerships.update(confirmation=Confirmation.WITHDRAWN)

    with pytest.raises(FiguresMoved):
        approve(draft, seen(*figures()))


def test_figures_in_a_work_package_that_is_gone_wait_for_nobody(draft):
    draft.work_packages.update(removed_at="2026-11-28T12:00Z")

    assert list(ProposedFigure.objects.open()) == []


def test_editors_decide_too(draft):
    assert approve(draft, seen(*figures()), by=make_colleague(draft)) == 2


def test_contacts_viewers_and_strangers_decide_nothing(draft):
    people = [contact_of(draft), make_colleague(draft, role="viewer"), make_user()]

    for person in people:
        with pytest.raises(NotAllowed):
            approve(draft, seen(*figures()), by=person)
        with pytest.raises(NotAllowed):
            refuse(draft, seen(*figures()), by=person)
