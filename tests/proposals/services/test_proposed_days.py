"""Days a partner's contact proposes: kept beside the budget, cell by cell."""

from copy import deepcopy
from decimal import Decimal

import pytest

from alliances.enums import Confirmation
from proposals.enums import FigureState, StaffCategory
from proposals.errors import NotAllowed
from proposals.errors.proposed_figures import NoteTooLong
from proposals.errors.work_plan import NoDaysThere
from proposals.models import Effort, ProposedFigure
from proposals.services.proposed_days import ProposedCell, propose_days
from tests.factories import make_colleague, make_user
from tests.proposals.services.proposed import contact_of, make_proposing_draft, offer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing(built_once):
    return built_once(make_proposing_draft)


@pytest.fixture
def draft(db, standing):  # noqa: ARG001  # reached in a transaction of its own
    return deepcopy(standing)


def rows():
    rows = ProposedFigure.objects.filter(state=FigureState.OPEN).values_list(
        "work_package__number", "category", "days", "version"
    )
    return [
        (number, category, str(days), version)
        for number, category, days, version in rows
    ]


def test_a_proposal_leaves_the_budget_as_it_is(draft):
    outcome = offer(draft, days="15", version=1, note=" More pilots. ")

    row = ProposedFigure.objects.get()
    assert (outcome.saved, outcome.clashes) == (1, ())
    assert rows() == [(1, "teacher", "15.0", 1)]
    assert (row.before, row.base_version, row.note) == (
        {"days": "10.0"},
        1,
        "More pilots.",
    )
    assert [str(each.days) for each in Effort.objects.all()] == ["10.0"]


def test_an_empty_cell_can_be_proposed_for(draft):
    offer(draft, package=2, days="4")

    assert rows() == [(2, "teacher", "4.0", 1)]


def test_a_proposal_is_stated_anew(draft):
    offer(draft, days="15", version=1)
    offer(draft, days="16", version=1, own=1)

    assert rows() == [(1, "teacher", "16.0", 2)]


def test_the_same_days_twice_are_one_proposal(draft):
    offer(draft, days="15", version=1)

    assert offer(draft, days="15", version=1).clashes == ()
    assert rows() == [(1, "teacher", "15.0", 1)]


def test_days_as_the_budget_has_them_are_no_proposal(draft):
    offer(draft, days="10", version=1)

    assert ProposedFigure.objects.count() == 0


def test_days_as_the_budget_has_them_take_a_proposal_back(draft):
    contact = contact_of(draft)
    offer(draft, days="15", version=1)
    offer(draft, days="10", version=1, own=1, by=contact)

    row = ProposedFigure.objects.get()
    assert (row.state, row.version, row.decided_by) == (
        FigureState.TAKEN_BACK,
        2,
        contact,
    )


def test_a_figure_that_changed_meanwhile_is_a_clash(draft):
    Effort.objects.update(days=12, version=2)

    outcome = offer(draft, days="15", version=1)

    assert (outcome.saved, len(outcome.clashes)) == (0, 1)
    assert rows() == []


def test_a_proposal_somebody_else_stated_meanwhile_is_a_clash(draft):
    offer(draft, days="15", version=1)

    outcome = offer(draft, days="16", version=1, by=contact_of(draft))

    assert len(outcome.clashes) == 1
    assert rows() == [(1, "teacher", "15.0", 1)]


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_the_contact_of_a_partner_proposes(draft, role):
    with pytest.raises(NotAllowed):
        offer(draft, days="15", version=1, by=make_colleague(draft, role=role))


def test_strangers_and_the_coordinator_propose_nothing(draft):
    for person in (make_user(), draft.alliance.coordinator):
        with pytest.raises(NotAllowed):
            offer(draft, days="15", version=1, by=person)


def test_who_left_proposes_nothing(draft):
    contact = contact_of(draft)
    draft.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.WITHDRAWN
    )

    with pytest.raises(NotAllowed):
        offer(draft, days="15", version=1, by=contact)


def test_an_associated_partner_has_no_days(draft):
    contact = contact_of(draft)
    draft.alliance.partnerships.filter(number=2).update(role="associated_partner")

    with pytest.raises(NoDaysThere):
        offer(draft, days="15", version=1, by=contact)


def test_a_note_has_an_end(draft):
    with pytest.raises(NoteTooLong):
        offer(draft, days="15", version=1, note="x" * 501)


def test_a_contact_proposes_for_its_own_partner_only(draft):
    other = contact_of(draft, 3)
    cell = ProposedCell(1, StaffCategory.TEACHER, Decimal(15), 0, 0)

    propose_days(proposal=draft, cells=[cell], note="", by=other)

    assert [each.partnership.number for each in ProposedFigure.objects.all()] == [3]
