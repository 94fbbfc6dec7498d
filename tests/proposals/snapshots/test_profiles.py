"""Occupational profiles as pages, packs and records read them."""

import pytest

from proposals.services.profiles import remove_profile
from proposals.snapshots.profiles import Profile, profiles_of
from tests.proposals.services.profiles import make_draft_with_profiles, name

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("more", [1, 3])
def test_profiles_are_read_in_order_without_the_removed(
    more, django_assert_num_queries
):
    draft = make_draft_with_profiles()
    gone = name(draft, "Gone")
    name(draft, "Welder", "7212", 4)
    for _ in range(more):
        name(draft, "New", "", None)
    remove_profile(profile=gone, version=1, by=draft.alliance.coordinator)

    with django_assert_num_queries(1):
        found = profiles_of(draft)

    assert found[0] == Profile(2, "Welder", "7212", "isco", 4, 1)
    assert (found[1].title, found[1].scheme, found[1].level) == ("New", "", None)
    assert [each.code_words for each in found[:2]] == ["ISCO-08 7212", ""]
    assert len(found) == more + 1
