"""What is worded once finds, each time, what the queryset would find."""

import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, DecimalField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Length
from django.utils import timezone

from alliances import worded
from alliances.models import Alliance, Partnership
from alliances.worded import FIRST, NotWordedOnce, Worded
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import freeze, take
from tests.factories import add, confirm_by_link, make_draft, make_eligible_draft

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


@Worded
def partly_read(alliance: int) -> QuerySet[Partnership, Any]:
    rows = Partnership.objects.filter(alliance=alliance).select_related("alliance")
    return rows.defer("name", "alliance__title").order_by("-number")[:2]


@Worded
def held(alliance: int) -> QuerySet[Alliance, Any]:
    return Alliance.objects.select_for_update().filter(pk=alliance).order_by()


@Worded
def codes(alliance: int) -> QuerySet[Partnership, Any]:
    rows = Partnership.objects.filter(alliance=alliance).order_by("number")
    return rows.values_list("country", flat=True)


@Worded
def counted(alliance: int) -> QuerySet[Partnership, Any]:
    rows = Partnership.objects.filter(alliance=alliance).order_by("number")
    days = Cast("number", DecimalField(max_digits=7, decimal_places=1))
    return rows.values_list(Length("name"), days)


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        (counted, lambda row: [(type(each), each) for each in row]),
        (partners_of, lambda row: (row, row.country, vars(row).keys())),
        (partly_read, lambda row: (row, vars(row).keys(), row.get_deferred_fields())),
        (held, lambda row: (row, row.title)),
        (codes, lambda row: row),
        (names_or_codes, lambda row: row),
    ],
)
def test_each_shape_is_what_the_queryset_gives(monkeypatch, ask, shown):
    key = make_eligible_draft().alliance.pk
    with transaction.atomic():
        ask(key)  # words it
        kept = [shown(row) for row in ask(key)]
        monkeypatch.setattr(worded, "KEEPS", False)

        assert [shown(row) for row in ask(key)] == kept
    assert kept


def test_what_is_frozen_is_the_same_without_it(monkeypatch):
    draft = make_eligible_draft()
    confirm_by_link(draft.alliance.partnerships.get(number=2))
    now = timezone.now()

    def frozen():
        snapshot = take(draft)
        return freeze(
            draft, snapshot=snapshot, report=report_of(draft, snapshot, now=now)
        )

    kept = frozen()
    monkeypatch.setattr(worded, "KEEPS", False)

    assert frozen() == kept


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


def test_a_key_may_be_of_a_column_of_32_bits():
    numbered = Worded(lambda number: Partnership.objects.filter(number=number))
    add(make_draft(), "School of Plovdiv", "BG")

    assert [each.name for each in numbered(1)] == ["School of Plovdiv"]
    assert numbered(2**31 - 1) == []


def test_a_union_has_its_key_in_each_part():
    draft = make_draft()
    add(draft, "School of Plovdiv", "BG")

    assert names_or_codes(draft.alliance.pk) == [("School of Plovdiv",), ("BG",)]


def test_what_stands_beside_keys_may_hold_any_sign():
    odd = "100 % 'sure' \\ %s"
    draft = make_draft()
    add(draft, odd, "BG")
    add(draft, "School of Ghent", "BE")
    rows = Worded(
        lambda alliance: (
            Partnership.objects.filter(alliance=alliance, name=odd)
            .annotate(said=Value(odd), nothing=Value(None, TextField()))
            .order_by()
            .values_list("name", "said", "nothing")
        )
    )

    for _time in range(3):
        assert rows(draft.alliance.pk) == [(odd, odd, None)]


def test_postgresql_is_sent_keys_alone():
    draft = make_draft()
    rows = Worded(lambda key: Partnership.objects.filter(alliance=key, name="A"))
    sent = {"postgresql": (FIRST,), "sqlite": (FIRST, "A")}

    rows(draft.alliance.pk)

    assert rows._wordings[connection.vendor].parameters == sent[connection.vendor]


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
