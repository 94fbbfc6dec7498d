"""Mobility lines a partner's contact proposes, taken back, approved and refused."""

import uuid
from copy import deepcopy
from decimal import Decimal

import pytest

from proposals.enums import FigureState, Traveller
from proposals.errors import NotAllowed
from proposals.errors.mobility import NotHalfDays, PackageGone
from proposals.errors.proposed_figures import FiguresMoved
from proposals.models import MobilityLine, ProposedFigure
from proposals.services.decided_figures import SeenFigure, approve_figures
from proposals.services.mobility import LineEntry
from proposals.services.proposed_lines import (
    ProposedLine,
    propose_line,
    take_figure_back,
)
from tests.factories import make_colleague
from tests.proposals.services.budgets import make_line
from tests.proposals.services.proposed import contact_of, make_proposing_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing(built_once):
    def build():
        draft = make_proposing_draft()
        make_line(draft, 2)
        make_line(draft, 1)
        return draft

    return built_once(build)


@pytest.fixture
def draft(db, standing):  # noqa: ARG001  # reached in a transaction of its own
    return deepcopy(standing)


@pytest.fixture
def contact(draft):
    return contact_of(draft)


def entry(participants=4, **values):
    stated = {"distance_km": 500, "days": Decimal(5), **values}
    return LineEntry(2, Traveller.STAFF, participants, **stated)


def propose(draft, by, wanted=None, line=1, version=1, own=0, key=None):
    asked = ProposedLine(line, wanted, version, own, key or uuid.uuid4())
    return propose_line(proposal=draft, wanted=asked, note="", by=by)


def approve(draft, row, stands=1):
    seen = [SeenFigure(row.pk, row.version, stands)]
    by = draft.alliance.coordinator
    return approve_figures(proposal=draft, partner=2, seen=seen, by=by)


def lines():
    rows = MobilityLine.objects.current().filter(partnership__number=2)
    return [(each.number, each.participants) for each in rows]


def test_a_changed_line_waits_beside_the_budget(draft, contact):
    row = propose(draft, contact, entry(work_package=2))

    assert (row.participants, str(row.work_package), row.base_version) == (
        4,
        "Pilots",
        1,
    )
    assert row.before == {
        "traveller": "staff",
        "participants": 2,
        "distance_km": 500,
        "days": "5.0",
        "work_package": None,
    }
    assert lines() == [(1, 2)]


def test_an_approved_change_stands_in_the_budget(draft, contact):
    approve(draft, propose(draft, contact, entry(work_package=2)))

    assert lines() == [(1, 4)]
    assert MobilityLine.objects.filter(work_package__number=2).count() == 1


def test_an_approved_new_line_is_added_once(draft, contact):
    row = propose(draft, contact, entry(3), line=None, version=0)
    approve(draft, row, stands=0)

    assert approve(draft, row, stands=0) == 0
    assert lines() == [(1, 2), (3, 3)]


def test_an_approved_removal_removes_the_line(draft, contact):
    approve(draft, propose(draft, contact))

    assert lines() == []


@pytest.mark.parametrize("wanted", [entry(), None])
def test_a_line_that_changed_since_it_was_seen_stays(draft, contact, wanted):
    row = propose(draft, contact, wanted)
    MobilityLine.objects.filter(number=1).update(participants=9, version=2)

    with pytest.raises(FiguresMoved):
        approve(draft, row)

    assert lines() == [(1, 9)]
    assert ProposedFigure.objects.get().state == FigureState.OPEN


def test_a_proposal_is_stated_anew_over_the_one_that_was_seen(draft, contact):
    propose(draft, contact)
    propose(draft, contact, entry(6), own=1)

    row = ProposedFigure.objects.get()
    assert (row.participants, row.is_removal, row.version) == (6, False, 2)
    with pytest.raises(FiguresMoved):
        propose(draft, contact, entry(7), own=1)


def test_a_line_that_is_not_the_one_seen_is_not_proposed_for(draft, contact):
    with pytest.raises(FiguresMoved):
        propose(draft, contact, entry(), version=2)


def test_lines_of_other_partners_are_not_there(draft, contact):
    with pytest.raises(FiguresMoved):
        propose(draft, contact, entry(), line=2)


def test_the_same_click_twice_is_one_proposal(draft, contact):
    key = uuid.uuid4()
    first = propose(draft, contact, entry(), line=None, version=0, key=key)

    assert propose(draft, contact, entry(), line=None, version=0, key=key) == first


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (entry(days=Decimal("1.3")), NotHalfDays),
        (entry(work_package=9), PackageGone),
    ],
)
def test_what_cannot_stand_in_the_budget_is_not_proposed(
    draft, contact, wanted, refusal
):
    with pytest.raises(refusal):
        propose(draft, contact, wanted)


def test_a_proposal_is_taken_back_and_twice_is_once(draft, contact):
    row = propose(draft, contact, entry())
    for _press in range(2):
        take_figure_back(proposal=draft, key=row.pk, version=1, by=contact)

    row.refresh_from_db()
    assert (row.state, row.version, row.decided_by) == ("taken", 2, contact)


def test_what_was_decided_or_is_another_partners_is_not_taken_back(draft, contact):
    row = propose(draft, contact, entry())
    with pytest.raises(FiguresMoved):
        take_figure_back(proposal=draft, key=row.pk, version=1, by=contact_of(draft, 3))
    approve(draft, row)

    with pytest.raises(FiguresMoved):
        take_figure_back(proposal=draft, key=row.pk, version=1, by=contact)


def test_only_contacts_propose_lines_and_take_them_back(draft, contact):
    row = propose(draft, contact, entry())
    editor = make_colleague(draft)

    with pytest.raises(NotAllowed):
        propose(draft, editor, entry(), own=1)
    with pytest.raises(NotAllowed):
        take_figure_back(proposal=draft, key=row.pk, version=1, by=editor)
