"""Two people on one mobility line at once: one wins, nobody is overwritten."""

import uuid
from dataclasses import replace
from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import MobilityLine
from tests.proposals.services.budgets import make_budget_draft, make_package
from tests.proposals.services.racing import at_once, meeting
from tests.proposals.services.test_mobility import ENTRY, adding, changing, removing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    proposal = make_budget_draft()
    make_package(proposal)
    return proposal


def kinds(outcomes):
    return sorted(type(each).__name__ for each in outcomes)


def test_saving_what_was_read_loses_a_change(draft):
    adding(draft)
    wait = meeting()

    def save(name, value):
        mine = MobilityLine.objects.get()
        wait()
        setattr(mine, name, value)
        mine.save()

    outcomes = at_once(
        partial(save, "participants", 3), partial(save, "distance_km", 90)
    )

    line = MobilityLine.objects.get()
    assert outcomes == [None, None]
    assert (line.participants, line.distance_km) != (3, 90)


def test_one_of_two_changes_of_a_line_wins_and_the_other_sees_it(draft):
    line = adding(draft)

    outcomes = at_once(
        partial(changing, line, replace(ENTRY, participants=3)),
        partial(changing, line, replace(ENTRY, participants=4)),
    )

    stored = MobilityLine.objects.get()
    (stale,) = [each for each in outcomes if isinstance(each, StaleVersion)]
    assert kinds(outcomes) == ["MobilityLine", "StaleVersion"]
    assert stale.current.participants == stored.participants
    assert stored.version == 2


def test_a_line_is_changed_or_removed_but_not_both(draft):
    line = adding(draft)

    outcomes = at_once(
        partial(changing, line, replace(ENTRY, participants=3)), partial(removing, line)
    )

    stored = MobilityLine.objects.get()
    assert kinds(outcomes) == ["MobilityLine", "StaleVersion"]
    assert (stored.participants == 3) is (stored.removed_at is None)


def test_two_people_adding_get_two_numbers_and_a_double_click_one(draft):
    key = uuid.uuid4()

    at_once(partial(adding, draft, key=key), partial(adding, draft, key=key))
    at_once(partial(adding, draft), partial(adding, draft))

    assert sorted(MobilityLine.objects.values_list("number", flat=True)) == [1, 2, 3]
