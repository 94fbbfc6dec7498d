"""Occupational profiles: adding, changing, removing and restoring them."""

import uuid

import pytest

from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.profiles import (
    CodeUnreadable,
    LevelUnknown,
    ProfilesFull,
    ProfilesNotAsked,
)
from proposals.models import OccupationalProfile
from proposals.services import plan_rows
from proposals.services.profiles import (
    ProfileEntry,
    change_profile,
    remove_profile,
    restore_profile,
)
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.profiles import make_draft_with_profiles, name

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_profiles()


def change(row, *, title="Planner", code="2164", level=6, version=1, by=None):
    by = by or row.proposal.alliance.coordinator
    entry = ProfileEntry(title, code, level)
    return change_profile(profile=row, entry=entry, version=version, by=by)


def history(row):
    return [
        (each.version, each.title, each.code, each.level, each.is_removed)
        for each in row.versions.all()
    ]


def test_a_profile_is_kept_with_its_number_and_history(draft):
    row = name(draft, code=" ISCO 7212 ")

    assert (row.number, row.title, row.code, row.level) == (1, "Welder", "7212", 4)
    assert history(row) == [(1, "Welder", "7212", 4, False)]
    assert str(row) == "Welder"
    assert str(row.versions.get()) == "Welder 1"


def test_code_and_level_may_stay_open(draft):
    row = name(draft, code=" ", level=None)

    assert (row.code, row.level) == ("", None)


def test_the_same_request_twice_is_one_profile(draft):
    key = uuid.uuid4()
    first, second = (name(draft, request_key=key) for _ in range(2))

    assert first.pk == second.pk
    assert OccupationalProfile.objects.count() == 1


@pytest.mark.parametrize("level", [0, 9])
def test_a_level_outside_the_framework_is_refused(draft, level):
    with pytest.raises(LevelUnknown):
        name(draft, level=level)

    assert OccupationalProfile.objects.count() == 0


@pytest.mark.parametrize("level", [1, 8])
def test_the_first_and_the_last_level_are_kept(draft, level):
    assert name(draft, level=level).level == level


def test_a_code_of_no_known_shape_is_refused(draft):
    with pytest.raises(CodeUnreadable):
        name(draft, code="welder")


def test_a_form_without_profiles_takes_none():
    with pytest.raises(ProfilesNotAsked):
        name(make_eligible_draft())


def test_a_change_is_made_over_the_version_that_was_seen(draft):
    row = name(draft)
    changed = change(row)

    with pytest.raises(StaleVersion) as stale:
        change(row, title="Mine")

    assert (changed.title, changed.code, changed.version) == ("Planner", "2164", 2)
    assert stale.value.current.title == "Planner"
    assert history(row) == [
        (2, "Planner", "2164", 6, False),
        (1, "Welder", "7212", 4, False),
    ]


def test_what_was_removed_comes_back_under_its_number(draft):
    row, by = name(draft), draft.alliance.coordinator
    removed = remove_profile(profile=row, version=1, by=by)
    remove_profile(profile=row, version=1, by=by)
    name(draft, "Planner")
    back = restore_profile(profile=row, by=by)
    restore_profile(profile=row, by=by)

    assert removed.removed_at is not None
    assert (back.number, back.removed_at, back.version) == (1, None, 3)
    assert [each[-1] for each in history(row)] == [False, True, False]


def test_a_change_of_what_was_removed_carries_it(draft):
    row = name(draft)
    remove_profile(profile=row, version=1, by=draft.alliance.coordinator)

    with pytest.raises(StaleVersion) as stale:
        change(row, version=2)

    assert stale.value.current.removed_at is not None


def test_a_removal_over_an_older_version_is_refused(draft):
    row = name(draft)
    change(row)

    with pytest.raises(StaleVersion):
        remove_profile(profile=row, version=1, by=draft.alliance.coordinator)


def test_a_proposal_takes_so_many(draft, monkeypatch):
    monkeypatch.setattr(plan_rows, "MOST_OF_A_SORT", 1)
    row, by = name(draft), draft.alliance.coordinator

    with pytest.raises(ProfilesFull):
        name(draft)
    remove_profile(profile=row, version=1, by=by)
    name(draft)
    with pytest.raises(ProfilesFull):
        restore_profile(profile=row, by=by)


@pytest.mark.parametrize("role", ["viewer", "contact", None])
def test_only_who_edits_changes_profiles(draft, role):
    row = name(draft)
    partner = 2 if role == "contact" else None
    who = make_colleague(draft, role=role, partner=partner) if role else make_user()

    for act in (
        lambda: name(draft, by=who),
        lambda: change(row, by=who),
        lambda: remove_profile(profile=row, version=1, by=who),
        lambda: restore_profile(profile=row, by=who),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_colleague_who_edits_may(draft):
    row = name(draft, by=make_colleague(draft))

    assert row.versions.get().by != draft.alliance.coordinator
