"""Lists of reference data: filtered, sorted, as of a day, and taken along."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.enums import ReferenceTable
from alliances.files.mobility import MobilityRow
from alliances.files.nace import shipped_nace
from alliances.files.tables import CountryRow, RateRow, ReferenceTables, SectorRow
from alliances.models import NaceEdition, Organisation, ReferenceEdition
from alliances.services.nace import publish_nace
from alliances.services.reference import publish_edition
from alliances.services.register import note_names
from tests import factories
from tests.factories import make_call, make_user, publish_shipped_call

pytestmark = pytest.mark.django_db

AMOUNTS = tuple(map(Decimal, ("280.50", "214.00", "162.00", "131.00")))
TABLES = ReferenceTables(
    (
        CountryRow("BE", "programme", True, "", ""),
        CountryRow("GE", "partner", False, "", "2"),
        CountryRow("GR", "programme", True, "", ""),
        CountryRow("RS", "programme", False, "", ""),
    ),
    (
        SectorRow("lot-2", "tourism", "Tourism"),
        SectorRow("lot-2", "cybersecurity", "Cybersecurity"),
    ),
    (RateRow("BE", 1, *AMOUNTS), RateRow("RS", 4, *AMOUNTS)),
    (
        MobilityRow("travel", 100, 499, Decimal(180), "found", "=Guide"),
        MobilityRow("staff", 15, None, Decimal(70), "unverified", "Guide"),
    ),
)


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True))
    return client


@pytest.fixture
def call():
    call = make_call()
    publish_edition(
        call=call,
        tables=TABLES,
        reason="Rates came.",
        compared_with=1,
        by=make_user("anton@example.org", full_name="Anton"),
    )
    return call


def address(table, name="data-list"):
    return reverse(name, args=["open", table])


def firsts(client, address, **query):
    page = client.get(address, query).context["page"]
    return [row[0].text for row in page.listing.rows]


def text(client, address, **query):
    return client.get(address, query).content.decode()


@pytest.mark.usefixtures("call")
def test_lists_exist_for_administrators_only(client):
    those = [
        address("status"),
        address("status", "data-list-file"),
        *map(
            reverse,
            (
                "nace-list",
                "nace-list-file",
                "organisation-list",
                "organisation-list-file",
            ),
        ),
    ]
    client.force_login(make_user())
    assert [client.get(each).status_code for each in those] == [404] * 6

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in those] == [200] * 6
    assert client.get(address("none")).status_code == 404
    nowhere = reverse("data-list", args=["none", "status"])
    assert client.get(nowhere).status_code == 404


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Belgium", "Georgia", "Greece", "Serbia"]),
        ({"standing": "partner"}, ["Georgia"]),
        ({"member": "no"}, ["Georgia", "Serbia"]),
        ({"region": "2"}, ["Georgia"]),
        ({"group": "4"}, ["Serbia"]),
        ({"words": "el"}, ["Greece"]),
        ({"words": "Ελλάδα"}, ["Greece"]),
        ({"words": "србија"}, ["Serbia"]),
        ({"sort": "-country"}, ["Serbia", "Greece", "Georgia", "Belgium"]),
        ({"sort": "code"}, ["Belgium", "Greece", "Georgia", "Serbia"]),
        ({"sort": "none"}, ["Belgium", "Georgia", "Greece", "Serbia"]),
    ],
)
def test_status_is_searched_filtered_and_sorted(door, query, found):
    assert firsts(door, address("status"), **query) == found


@pytest.mark.usefixtures("call")
def test_list_says_which_edition_it_is_and_why(door):
    page = text(door, address("status"))

    assert "by Anton, anton@example.org: Rates came." in page
    assert reverse("reference-edition", args=["open", 2]) in page


def test_list_as_of_a_day_shows_the_edition_of_that_day(door, call):
    today = timezone.localdate()
    ReferenceEdition.objects.filter(version=1).update(
        published_at=timezone.now() - dt.timedelta(days=10)
    )
    ReferenceEdition.objects.filter(version=2).update(published_at=timezone.now())
    before = today - dt.timedelta(days=1)

    assert len(firsts(door, address("status"), on=before)) == 12
    assert len(firsts(door, address("status"), on=today)) == 4
    assert "A test." in text(door, address("status"), on=before)
    long_ago = text(door, address("status"), on="2001-01-01")
    assert "Nothing was published by the end of 1 January 2001." in long_ago
    assert "No row fits." in long_ago
    assert call.editions.count() == 2


@pytest.mark.usefixtures("call")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("data-list", ["open", "status"]),
        ("data-list-file", ["open", "status"]),
        ("nace-list", []),
        ("nace-list-file", []),
    ],
)
def test_day_that_is_none_is_refused_in_words(door, name, arguments):
    answer = door.get(reverse(name, args=arguments), {"on": "yesterday"})

    assert answer.status_code == 422
    assert "Write the day as 2020-02-26." in answer.content.decode()


@pytest.mark.usefixtures("call")
def test_other_tables_are_listed(door):
    assert firsts(door, address("sectors"), words="tour") == ["Tourism"]
    assert firsts(door, address("sectors"), lot="lot-1") == []
    assert firsts(door, address("rates"), group="1") == ["Belgium"]
    assert firsts(door, address("mobility"), kind="travel") == ["Travel, return trip"]
    assert len(firsts(door, address("mobility"), sort="-eur")) == 2


@pytest.mark.usefixtures("call")
def test_file_has_the_filtered_rows_and_none_of_it_runs(door):
    status = text(door, address("status", "data-list-file"), standing="partner")
    mobility = text(door, address("mobility", "data-list-file"), kind="travel")

    assert status.lstrip("\ufeff").splitlines() == [
        "Country,EU code,Status,EU,Counts as,Region,Rate group",
        "Georgia,GE,Partner country,–,–,2,–",
    ]
    assert mobility.splitlines()[1].endswith(",'=Guide")


@pytest.mark.parametrize("table", ReferenceTable.values)
def test_tables_cost_the_same_for_more_rows(
    door, call, table, django_assert_num_queries
):
    expected = 6 if table == "status" else 5
    door.get(address(table))
    with django_assert_num_queries(expected):
        door.get(address(table))
    more = ReferenceTables(
        factories.TABLES.countries,
        factories.SECTORS,
        tuple(RateRow(code, 2, *AMOUNTS) for code in factories.MEMBERS),
        (
            *TABLES.mobility,
            MobilityRow("learner", 1, 14, Decimal(58), "found", ""),
        ),
    )
    publish_edition(call=call, tables=more, reason="More.", compared_with=2)

    with django_assert_num_queries(expected):
        door.get(address(table))


def test_kosovo_has_its_footnote(door):
    publish_shipped_call("2020")
    list_of_2020 = reverse("data-list", args=["2020", "status"])

    assert "UNSCR 1244/1999" in text(door, list_of_2020, words="kosovo")
    assert "UNSCR 1244/1999" not in text(door, list_of_2020, words="serbia")
    assert "Page 2 of 3" in text(door, list_of_2020, page=2)


def test_activities_are_searched_by_level_and_as_of_a_day(door):
    activities = reverse("nace-list")
    assert "As shipped with the product" in text(door, activities)
    rows = tuple(shipped_nace().values())[:3]
    publish_nace(rows=rows, reason="Three.", compared_with=0)
    NaceEdition.objects.update(published_at=timezone.now() - dt.timedelta(days=2))

    assert firsts(door, activities) == [each.code for each in rows]
    assert firsts(door, activities, level="2") == ["01"]
    assert firsts(door, activities, sort="-code")[0] == "A"
    assert "by the product: Three." in text(door, activities)
    shipped = text(door, activities, on="2001-01-01", words="computer programming")
    assert "62.01" in shipped
    taken = text(door, reverse("nace-list-file"))
    assert len(taken.splitlines()) == 4


def make_organisations(*names, **fields):
    make_call()
    rows = [
        Organisation.objects.create(name=name, country_id="BE", **fields)
        for name in names
    ]
    note_names(organisations=rows)
    return rows


def test_register_is_searched_by_the_words_of_a_name_or_the_pic(door):
    make_organisations("Chamber of Ghent", "University of Ghent")
    make_organisations("School of Soria", pic="999999999", types="vet_provider")
    organisations = reverse("organisation-list")

    assert firsts(door, organisations, words="ghent univ") == ["University of Ghent"]
    assert firsts(door, organisations, words="999 999 999") == ["School of Soria"]
    assert firsts(door, organisations, type="vet_provider") == ["School of Soria"]
    assert firsts(door, organisations, country="RS") == []
    assert firsts(door, organisations, sort="-name")[0] == "University of Ghent"
    assert firsts(door, organisations, sort="type")[0] == "Chamber of Ghent"
    assert "vhent" not in text(door, organisations)
    assert door.get(organisations, {"country": "none"}).status_code == 422
    file = reverse("organisation-list-file")
    assert text(door, file, words="soria").splitlines()[1].startswith("School of Soria")
    assert door.get(file, {"country": "none"}).status_code == 422


def test_ended_organisations_are_told_apart(door):
    make_organisations("Here")
    make_organisations("Gone", ended_on=dt.date(2020, 2, 3))
    organisations = reverse("organisation-list")

    assert firsts(door, organisations, state="in_force") == ["Here"]
    assert firsts(door, organisations, state="ended") == ["Gone"]
    assert "3 February 2020" in text(door, organisations)


def test_register_costs_the_same_for_more(door, django_assert_num_queries):
    make_organisations("One of Ghent")
    # One of them asks whether names wait to be searchable.
    with django_assert_num_queries(6):
        door.get(reverse("organisation-list"), {"words": "ghent"})
    make_organisations("Two of Ghent", "Three of Ghent")

    with django_assert_num_queries(6):
        door.get(reverse("organisation-list"), {"words": "ghent"})


def test_note_on_kosovo_stays_in_english_where_its_official_words_were_not_read(door):
    publish_shipped_call("2020")
    address = reverse("data-list", args=["2020", "status"])

    said = {
        language: door.get(
            address, {"words": "kosovo"}, headers={"Accept-Language": language}
        ).content.decode()
        for language in ("de", "sr")
    }

    assert '<p class="small quiet gap-t">* Diese Bezeichnung' in said["de"]
    assert '<p class="small quiet gap-t" lang="en">* This designation' in said["sr"]
