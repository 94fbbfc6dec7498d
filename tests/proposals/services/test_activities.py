"""Which work packages carry out an activity."""

import pytest

from proposals.errors import NotAllowed
from proposals.errors.work_plan import ActivityNotAsked
from proposals.models import ActivityCoverage
from proposals.services.activities import change_coverage
from proposals.services.work_packages import remove_work_package
from tests.factories import make_draft, make_user
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_draft_with_plan()
    for _ in range(3):
        add_package(draft)
    return draft


def state(draft, carried, seen=(), activity="strategy", by=None):
    change_coverage(
        proposal=draft,
        activity=activity,
        carried=carried,
        seen=seen,
        by=by or draft.alliance.coordinator,
    )


def covered():
    rows = ActivityCoverage.objects.values_list("work_package__number", flat=True)
    return sorted(rows)


def test_work_packages_are_ticked_and_unticked(draft):
    state(draft, {1, 2})
    state(draft, {2, 3}, seen={1, 2})

    assert covered() == [2, 3]


def test_two_people_who_tick_different_ones_both_have_their_way(draft):
    state(draft, {1})
    state(draft, {2})

    assert covered() == [1, 2]


def test_twice_changes_nothing(draft):
    state(draft, {1})
    state(draft, {1})

    assert covered() == [1]


def test_a_work_package_that_is_gone_is_passed_over(draft):
    remove_work_package(
        work_package=draft.work_packages.get(number=1),
        version=1,
        by=draft.alliance.coordinator,
    )

    state(draft, {1, 2, 9})

    assert covered() == [2]


@pytest.mark.parametrize("activity", ["what", "unknown"])
def test_only_activities_are_carried_out(draft, activity):
    with pytest.raises(ActivityNotAsked):
        state(draft, {1}, activity=activity)


def test_a_draft_without_a_form_has_no_activities():
    with pytest.raises(ActivityNotAsked):
        state(make_draft(), {1})


def test_strangers_state_nothing(draft):
    with pytest.raises(NotAllowed):
        state(draft, {1}, by=make_user())
