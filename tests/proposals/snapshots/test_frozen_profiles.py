"""Occupational profiles in a frozen application."""

import pytest
from django.utils import timezone

from proposals.snapshots import FrozenProfile
from tests.proposals.services.profiles import make_draft_with_profiles, name
from tests.proposals.snapshots.freezing import frozen

pytestmark = pytest.mark.django_db


def test_profiles_come_back_by_number_without_removed_ones():
    draft = make_draft_with_profiles()
    name(draft)
    removed = name(draft, "Removed")
    name(draft, "Miner", code="", level=None)
    removed.removed_at = timezone.now()
    removed.save()

    assert frozen(draft).profiles == (
        FrozenProfile(1, "Welder", "7212", 4),
        FrozenProfile(3, "Miner", "", None),
    )


def test_draft_without_profiles_has_none():
    assert frozen(make_draft_with_profiles()).profiles == ()
