"""Two people on one list of profiles: numbers given once, no lost update."""

import uuid
from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import OccupationalProfile, ProfileVersion
from proposals.services.profiles import ProfileEntry, add_profile, change_profile
from tests.proposals.services.profiles import make_draft_with_profiles, name
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return make_draft_with_profiles()


def adding(draft, key=None):
    return partial(
        add_profile,
        proposal=draft,
        entry=ProfileEntry("Welder"),
        request_key=key or uuid.uuid4(),
        by=draft.alliance.coordinator,
    )


def test_people_who_add_at_once_get_different_numbers(draft):
    outcomes = at_once(*[adding(draft) for _ in range(4)])

    assert sorted(each.number for each in outcomes) == [1, 2, 3, 4]


def test_a_double_click_adds_one(draft):
    outcomes = at_once(*[adding(draft, uuid.uuid4())] * 4)

    assert [each.number for each in outcomes] == [1, 1, 1, 1]
    assert ProfileVersion.objects.count() == 1


def test_one_of_two_changes_wins_and_the_other_sees_it(draft):
    row, by = name(draft), draft.alliance.coordinator
    outcomes = at_once(
        *(
            partial(
                change_profile,
                profile=row,
                entry=ProfileEntry(title),
                version=1,
                by=by,
            )
            for title in ("Mine", "Theirs")
        )
    )

    (won,) = [each for each in outcomes if isinstance(each, OccupationalProfile)]
    (lost,) = [each for each in outcomes if isinstance(each, StaleVersion)]
    assert lost.current.title == won.title
    assert [each.title for each in row.versions.all()] == [won.title, "Welder"]
