"""Editions of reference data: published once, never changed, never overwritten."""

from dataclasses import replace
from decimal import Decimal

import pytest

from alliances.files.mobility import MobilityRow
from alliances.files.tables import RateRow, SectorRow
from alliances.models import Country, ReferenceEdition
from alliances.selectors.reference import current_edition, published_tables
from alliances.services.reference import (
    EditionMoved,
    UnknownLots,
    load_countries,
    publish_edition,
)
from tests.factories import TABLES, make_call, make_user

pytestmark = pytest.mark.django_db

GREECE = ("GR", "EL", "Greece")
RATES = (RateRow("BE", 2, *map(Decimal, ("336.00", "257.00", "194.00", "157.00"))),)
MOBILITY = (
    MobilityRow("learner", 1, 14, Decimal("55.00"), "found", "Guide"),
    MobilityRow("travel", 2000, None, Decimal("360.00"), "unverified", "Guide"),
)
WITH_RATES = replace(TABLES, rates=RATES, mobility=MOBILITY)


@pytest.fixture
def call():
    return make_call()


def versions(call):
    return list(call.editions.order_by("version").values_list("version", flat=True))


def test_countries_are_stored_once():
    assert load_countries(rows=[GREECE, ("BE", "BE", "Belgium")]) == 2
    assert load_countries(rows=[GREECE]) == 0
    assert load_countries(rows=[("GR", "EL", "Hellas")]) == 1

    assert list(Country.objects.values_list("code", "eu_code", "name")) == [
        ("BE", "BE", "Belgium"),
        ("GR", "EL", "Hellas"),
    ]


def test_an_edition_holds_the_tables_as_they_were(call):
    edition = publish_edition(
        call=call, tables=WITH_RATES, reason="Rates.", by=(by := make_user())
    )

    assert published_tables(edition).mobility == MOBILITY
    assert published_tables(edition).sha256 == WITH_RATES.sha256
    assert edition.sha256 == WITH_RATES.sha256
    assert (edition.version, edition.reason, edition.published_by) == (2, "Rates.", by)
    assert current_edition(call) == edition
    assert published_tables(call.editions.get(version=1)).rates == ()


def test_reading_an_edition_takes_four_queries(call, django_assert_num_queries):
    edition = publish_edition(call=call, tables=WITH_RATES, reason="Rates.")

    with django_assert_num_queries(4):
        published_tables(edition)


def test_the_same_tables_twice_are_one_edition(call):
    first = publish_edition(call=call, tables=WITH_RATES, reason="Rates.")

    assert publish_edition(call=call, tables=WITH_RATES, reason="Again.") == first
    assert versions(call) == [1, 2]


def test_returning_to_former_tables_is_a_new_edition(call):
    publish_edition(call=call, tables=WITH_RATES, reason="Rates.")

    assert publish_edition(call=call, tables=TABLES, reason="Back.").version == 3


def test_sectors_of_unknown_lots_are_refused(call):
    sectors = (*TABLES.sectors, SectorRow("lot-9", "x", "X"), SectorRow("a", "x", "X"))

    with pytest.raises(UnknownLots) as refused:
        publish_edition(
            call=call, tables=replace(TABLES, sectors=sectors), reason="More."
        )

    assert refused.value.codes == ("a", "lot-9")
    assert versions(call) == [1]


def test_nothing_stays_of_an_edition_that_fails(call):
    bad = replace(RATES[0], country="QQ")

    with pytest.raises(LookupError):
        publish_edition(
            call=call,
            tables=replace(
                TABLES, rates=(bad,), sectors=(SectorRow("lot-9", "x", "X"),)
            ),
            reason="Bad.",
        )

    assert versions(call) == [1]


def test_tables_compared_with_a_former_edition_are_refused(call):
    publish_edition(call=call, tables=WITH_RATES, reason="Rates.", compared_with=1)
    without_sectors = replace(TABLES, sectors=())

    with pytest.raises(EditionMoved) as refused:
        publish_edition(
            call=call, tables=without_sectors, reason="Sectors.", compared_with=1
        )

    assert refused.value.present.version == 2
    assert str(refused.value) == "open v2"
    assert versions(call) == [1, 2]


def test_a_first_edition_is_compared_with_nothing(call):
    ReferenceEdition.objects.all().delete()

    first = publish_edition(call=call, tables=TABLES, reason="First.", compared_with=0)

    assert first.version == 1
    with pytest.raises(EditionMoved):
        publish_edition(call=call, tables=WITH_RATES, reason="Too.", compared_with=0)
