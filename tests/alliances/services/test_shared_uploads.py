"""Uploaded countries and NACE: kept if they can be read, published once."""

import pytest
from django.db import IntegrityError

from alliances.enums import ReviewState
from alliances.files.nace import NaceRow
from alliances.files.problems import FileRefused
from alliances.files.shared_edits import shared_file
from alliances.models import (
    Country,
    CountryEdition,
    Lot,
    NaceEdition,
    ReferenceUpload,
)
from alliances.selectors.reference import registered_countries
from alliances.selectors.shared import present_rows, shared_rows
from alliances.services.countries import CountriesMoved, publish_countries
from alliances.services.nace import NaceMoved, publish_nace
from alliances.services.reference import NothingToPublish
from alliances.services.reviews import OwnRequest, ask_to_publish
from alliances.services.shared_uploads import (
    keep_shared_again,
    keep_shared_upload,
    publish_shared_upload,
)
from alliances.services.uploads import discard_upload
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db

CODES = (
    NaceRow("J", "", 1, "Information and communication"),
    NaceRow("62", "J", 2, "Programming"),
)
RETITLED = (CODES[0], NaceRow("62", "J", 2, "Consultancy"))


@pytest.fixture
def present():
    """Publish a few countries and two codes, both as edition 1."""
    make_call()
    publish_countries(rows=registered_countries(), reason="All.", compared_with=0)
    publish_nace(rows=CODES, reason="All.", compared_with=0)


def renamed(code="GR", name="Hellas"):
    rows = registered_countries()
    changed = [
        type(row)(row.code, row.eu_code, name) if row.code == code else row
        for row in rows
    ]
    return shared_file("countries", changed)


def without(*codes):
    rows = [row for row in registered_countries() if row.code not in codes]
    return shared_file("countries", rows)


def shared_upload(content=None, *, table="countries", by=None):
    return keep_shared_upload(
        table=table,
        file_name="table.csv",
        content=renamed() if content is None else content,
        by=by or make_user(is_staff=True),
    )


def publish(row, *, compared_with=1, by=None):
    """Publish as two people do: who uploaded asks, another one publishes."""
    row.refresh_from_db()
    if row.review_state == ReviewState.KEPT:
        ask_to_publish(row=row, reason="Its name.", by=row.uploaded_by, figures={})
    return publish_shared_upload(
        upload=row, compared_with=compared_with, by=by or make_user(is_staff=True)
    )


@pytest.mark.usefixtures("present")
def test_countries_are_published_as_their_next_edition():
    row = shared_upload()
    berta = make_user(is_staff=True)

    edition = publish(row, by=berta)

    row.refresh_from_db()
    assert (edition.version, edition.reason, edition.published_by) == (
        2,
        "Its name.",
        berta,
    )
    assert (row.country_edition, row.nace_edition) == (edition, None)
    assert row.shared_edition == edition
    assert row.review_state == ReviewState.PUBLISHED
    assert Country.objects.get(code="GR").name == "Hellas"


@pytest.mark.usefixtures("present")
def test_nace_is_published_as_its_next_edition():
    row = shared_upload(shared_file("nace", RETITLED), table="nace")

    edition = publish(row)

    row.refresh_from_db()
    assert (edition.version, row.shared_edition) == (2, edition)
    assert shared_rows(edition) == RETITLED


@pytest.mark.usefixtures("present")
def test_twice_is_once():
    row = shared_upload()

    assert publish(row) == publish(row)
    assert CountryEdition.objects.count() == 2


@pytest.mark.usefixtures("present")
def test_who_asked_does_not_publish():
    row = shared_upload()

    with pytest.raises(OwnRequest):
        publish(row, by=row.uploaded_by)

    assert CountryEdition.objects.count() == 1


@pytest.mark.usefixtures("present")
def test_what_is_published_already_is_told():
    row = shared_upload(shared_file("nace", CODES), table="nace")

    with pytest.raises(NothingToPublish):
        publish(row)


@pytest.mark.usefixtures("present")
@pytest.mark.parametrize(
    ("table", "moved"), [("countries", CountriesMoved), ("nace", NaceMoved)]
)
def test_another_edition_than_was_compared_is_told(table, moved):
    content = renamed() if table == "countries" else shared_file("nace", RETITLED)
    row = shared_upload(content, table=table)

    with pytest.raises(moved):
        publish(row, compared_with=0)

    row.refresh_from_db()
    assert row.review_state == ReviewState.ASKED


@pytest.mark.usefixtures("present")
def test_an_earlier_edition_is_the_way_back():
    publish(shared_upload())
    first = CountryEdition.objects.get(version=1)

    row = keep_shared_again(edition=first, by=make_user(is_staff=True))
    publish(row, compared_with=2)

    assert (row.file_name, row.table) == ("edition 1", "countries")
    assert present_rows("countries") == shared_rows(first)


@pytest.mark.usefixtures("present")
def test_an_earlier_classification_is_the_way_back():
    publish(shared_upload(shared_file("nace", RETITLED), table="nace"))
    first = NaceEdition.objects.get(version=1)

    publish(keep_shared_again(edition=first, by=make_user()), compared_with=2)

    assert present_rows("nace") == CODES


def test_before_the_first_edition_every_code_is_new():
    assert present_rows("nace") == ()


@pytest.mark.usefixtures("present")
def test_a_heading_alone_would_empty_the_table_and_is_refused():
    with pytest.raises(FileRefused, match="without rows"):
        shared_upload(b"code,eu_code,name\n")

    assert ReferenceUpload.objects.count() == 0


@pytest.mark.usefixtures("present")
def test_a_code_another_country_has_is_refused_at_once():
    content = without("GR") + b"XX,EL,Nowhere\nYY,YY,Elsewhere\n"

    with pytest.raises(FileRefused) as refused:
        shared_upload(content)

    assert [str(each.where) for each in refused.value.problems] == [
        "column eu_code of XX"
    ]


@pytest.mark.usefixtures("present")
def test_a_kept_table_can_be_thrown_away():
    assert discard_upload(upload=shared_upload()) is True


@pytest.mark.usefixtures("present")
def test_a_shared_table_has_no_call_to_ask_for():
    with pytest.raises(ValueError, match="countries"):
        _call = shared_upload().bound_call


@pytest.mark.usefixtures("present")
@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("status", {}),
        ("countries", {"call_id": "open"}),
        ("nace", {"call_id": "open"}),
        ("nace", {"lot": True}),
        ("countries", {"nace_edition": True}),
        ("nace", {"country_edition": True}),
        ("status", {"call_id": "open", "country_edition": True}),
    ],
)
def test_the_database_holds_which_table_has_a_call(table, values):
    rows = {
        "lot": Lot.objects.first(),
        "nace_edition": NaceEdition.objects.get(),
        "country_edition": CountryEdition.objects.get(),
    }
    given = {name: rows.get(name, each) for name, each in values.items()}

    with pytest.raises(IntegrityError, match="upload_call_where_the_table_has_one"):
        ReferenceUpload.objects.create(
            table=table, file_name="x", content=b"x", uploaded_by=make_user(), **given
        )
