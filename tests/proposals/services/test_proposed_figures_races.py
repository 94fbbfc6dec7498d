"""Two people about the same proposed figure at the same moment."""

import uuid
from decimal import Decimal
from functools import partial

import pytest

from proposals.enums import FigureState, StaffCategory, Traveller
from proposals.errors.proposed_figures import FiguresMoved
from proposals.models import Effort, FigureNotice, MobilityLine, ProposedFigure
from proposals.services.decided_figures import (
    SeenFigure,
    approve_figures,
    refuse_figures,
)
from proposals.services.effort import EffortCell, change_effort
from proposals.services.mobility import LineEntry
from proposals.services.proposed_days import ProposedSaved
from proposals.services.proposed_lines import ProposedLine, propose_line
from tests.factories import make_colleague
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
    seen,
)
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    draft = make_proposing_draft()
    offer(draft, days="15", version=1)
    return draft


def ticked():
    return seen(*ProposedFigure.objects.all())


def approving(draft, by=None):
    by = by or draft.alliance.coordinator
    return partial(approve_figures, proposal=draft, partner=2, seen=ticked(), by=by)


def days():
    return [(str(each.days), each.version) for each in Effort.objects.all()]


def test_of_two_who_approve_at_once_one_does(draft):
    outcomes = at_once(approving(draft), approving(draft, make_colleague(draft)))

    assert sorted(map(type, outcomes), key=str) == [int, FiguresMoved]
    assert days() == [("15.0", 2)]


def test_who_approves_and_who_refuses_at_once_do_not_both(draft):
    refusing = partial(
        refuse_figures,
        proposal=draft,
        partner=2,
        seen=ticked(),
        reason="Too many.",
        by=make_colleague(draft),
    )

    approved, refused = at_once(approving(draft), refusing)

    row = ProposedFigure.objects.get()
    assert {type(approved), type(refused)} == {int, FiguresMoved}
    assert (row.state == FigureState.APPROVED) is (approved == 1)
    assert days() == ([("15.0", 2)] if approved == 1 else [("10.0", 1)])


def test_what_is_approved_is_never_another_than_was_seen(draft):
    by = contact_of(draft)
    stating_anew = partial(offer, draft, "16", version=1, own=1, by=by)

    approved, stated = at_once(approving(draft), stating_anew)

    assert isinstance(stated, ProposedSaved)
    if isinstance(approved, FiguresMoved):
        assert (days(), stated.clashes) == ([("10.0", 1)], ())
        assert str(ProposedFigure.objects.get().days) == "16.0"
    else:
        # Whoever came second saw another figure, and is asked again.
        assert (days(), stated.saved) == ([("15.0", 2)], 0)


def test_who_approves_and_who_changes_the_budget_overwrite_nobody(draft):
    cell = EffortCell(1, StaffCategory.TEACHER, Decimal(12), 1)
    changing = partial(
        change_effort,
        proposal=draft,
        partner=2,
        cells=[cell],
        by=make_colleague(draft),
    )

    approved, changed = at_once(approving(draft), changing)

    if isinstance(approved, FiguresMoved):
        assert (days(), changed.clashes) == ([("12.0", 2)], ())
        assert ProposedFigure.objects.get().state == FigureState.OPEN
    else:
        assert (days(), len(changed.clashes)) == ([("15.0", 2)], 1)


def test_a_new_line_approved_by_two_at_once_is_one_line(draft):
    wanted = ProposedLine(None, LineEntry(2, Traveller.STAFF, 4), 0, 0, uuid.uuid4())
    by = contact_of(draft)
    row = propose_line(proposal=draft, wanted=wanted, note="", by=by)
    ticks = [SeenFigure(row.pk, row.version, 0)]
    acts = [
        partial(approve_figures, proposal=draft, partner=2, seen=ticks, by=person)
        for person in (draft.alliance.coordinator, make_colleague(draft))
    ]

    outcomes = at_once(*acts)

    assert sorted(map(type, outcomes), key=str) == [int, FiguresMoved]
    assert MobilityLine.objects.count() == 1


def test_the_contact_gets_one_letter_of_whoever_decides_at_once(draft):
    at_once(approving(draft), approving(draft, make_colleague(draft)))

    (notice,) = FigureNotice.objects.all()
    decided = ProposedFigure.objects.get()
    assert (notice.news, notice.number) == ("approved", 1)
    assert notice.by == decided.decided_by


def test_two_who_change_the_budget_at_once_tell_the_contact_once(draft):
    offer(draft, days="4", package=2, by=ProposedFigure.objects.get().proposed_by)
    acts = [
        partial(
            change_effort,
            proposal=draft,
            partner=2,
            cells=[EffortCell(package, StaffCategory.TEACHER, Decimal(3), version)],
            by=draft.alliance.coordinator,
        )
        for package, version in ((1, 1), (2, 0))
    ]

    outcomes = at_once(*acts)

    assert [each.saved for each in outcomes] == [1, 1]
    assert [each.news for each in FigureNotice.objects.all()] == ["changed"]
