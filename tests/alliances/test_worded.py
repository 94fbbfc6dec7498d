"""What is worded once finds, each time, what the queryset would find."""

import uuid
from typing import Any

import pytest
from django.db.models import Count, QuerySet
from django.utils import timezone

from alliances.models import Alliance, Partnership
from alliances.worded import NotWordedOnce, Worded
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


@Worded
def partners_of(alliance: int) -> QuerySet[Partnership, Any]:
    rows = Partnership.objects.filter(alliance=alliance).select_related("country")
    return rows.order_by("number")


@Worded
def named(public_id: uuid.UUID, name: str) -> QuerySet[Alliance, Any]:
    rows = Alliance.objects.filter(public_id=public_id, partnerships__name=name)
    return rows.annotate(number=Count("pk")).prefetch_related("partnerships")


@Worded
def names_or_codes(alliance: int) -> QuerySet:
    rows = Partnership.objects.filter(alliance=alliance).order_by()
    return rows.values_list("name").union(rows.values_list("country"), all=True)


def test_rows_are_read_anew_each_time(django_assert_num_queries):
    first, second = make_eligible_draft(), make_draft()

    assert len(partners_of(first.alliance.pk)) == 3
    assert partners_of(second.alliance.pk) == []
    add(second, "School of Plovdiv", "BG")
    with django_assert_num_queries(1):
        (found,) = partners_of(second.alliance.pk)
        assert (found.name, found.country.code) == ("School of Plovdiv", "BG")


def test_keys_may_be_texts_and_uuids_and_more_is_fetched():
    draft = make_eligible_draft()
    key = draft.alliance.public_id

    (found,) = named(key, "Chamber of Ghent")

    assert (found, found.number) == (draft.alliance, 1)
    assert len(found.partnerships.all()) == 3
    assert named.first(key, "Nobody") is None
    assert named.first(uuid.uuid4(), "Chamber of Ghent") is None


def test_a_union_has_its_key_in_each_part():
    draft = make_draft()
    add(draft, "School of Plovdiv", "BG")

    assert names_or_codes(draft.alliance.pk) == [("School of Plovdiv",), ("BG",)]


def test_a_key_that_is_not_in_the_statement_is_refused():
    everybody = Worded(lambda _key: Partnership.objects.all())
    within = Worded(lambda name: Partnership.objects.filter(name__contains=name))

    with pytest.raises(NotWordedOnce):
        everybody(1)
    with pytest.raises(NotWordedOnce):
        within("Ghent")


def test_a_moment_would_stand_still_and_is_refused():
    later = Worded(
        lambda key: Partnership.objects.filter(
            alliance=key, added_at__gte=timezone.now()
        )
    )

    with pytest.raises(NotWordedOnce):
        later(1)
