"""Editions of countries and NACE: shown, taken along, and used again."""

import pytest
from django.urls import reverse

from alliances.files.shared_edits import shared_file
from alliances.models import Country, CountryEdition, NaceEdition, ReferenceUpload
from tests.alliances.services.test_shared_uploads import (
    RETITLED,
    present,
    publish,
    renamed,
    shared_upload,
)
from tests.factories import make_user
from tests.proposals.views.uploads import check, page_of

__all__ = ["present"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("present")]

UPLOAD = reverse("reference-upload")


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True))
    return client


def edition(table, version):
    return reverse("shared-edition", args=[table, version])


def text(answer):
    return answer.content.decode()


def test_an_earlier_edition_is_used_again(door):
    publish(shared_upload())

    answer = door.post(reverse("shared-again", args=["countries", 1]))

    row = ReferenceUpload.objects.order_by("-pk")[0]
    assert answer.url == check(row)
    assert "Greece" in page_of(door, row)
    publish(row, compared_with=2)
    assert Country.objects.get(code="GR").name == "Greece"


def test_an_earlier_edition_that_fits_no_more_says_why(door):
    Country.objects.filter(code="GR").update(eu_code="GR")
    Country.objects.filter(code="GE").update(eu_code="EL")

    answer = door.post(reverse("shared-again", args=["countries", 1]), follow=True)

    assert answer.redirect_chain[-1][0] == edition("countries", 1)
    assert "eu_code of GR" in text(answer)


@pytest.mark.parametrize(
    ("table", "first"),
    [("countries", "code,eu_code,name"), ("nace", "code,parent,level,title")],
)
def test_an_edition_is_a_file_to_be_changed(door, table, first):
    answer = door.get(reverse("shared-table", args=[table, 1]))

    assert answer["Content-Disposition"] == (
        f'attachment; filename="{table}-edition-1.csv"'
    )
    assert answer.content.decode("utf-8-sig").splitlines()[0] == first


def test_order_alone_is_said(door):
    other = (RETITLED[0], *RETITLED[1:])
    rows = [*other, type(other[0])("63", "J", 2, "Services")]
    publish(shared_upload(shared_file("nace", rows), table="nace"))
    turned = shared_file("nace", [rows[0], rows[2], rows[1]])
    publish(shared_upload(turned, table="nace"), compared_with=2)

    page = text(door.get(edition("nace", 3)))

    assert "Only the order of rows differs" in page


def test_overview_names_both_with_their_editions_and_what_waits(door):
    publish(shared_upload())
    shared_upload(shared_file("nace", RETITLED), table="nace")

    page = text(door.get(reverse("reference")))

    assert edition("countries", 2) in page
    assert edition("countries", 1) in page
    assert "13 countries" in page
    assert "2 codes" in page
    assert "Economic activities (NACE), " in page
    assert f"{UPLOAD}?table=countries" in page


def test_overview_without_editions_says_as_shipped(door):
    NaceEdition.objects.all().delete()
    CountryEdition.objects.all().delete()

    page = text(door.get(reverse("reference")))

    assert page.count("As shipped; no edition is published.") == 2


@pytest.mark.parametrize("editions", [1, 3])
def test_pages_cost_the_same_with_more_editions(
    door, editions, django_assert_num_queries
):
    for number in range(editions):
        row = shared_upload(renamed(name=f"Hellas {number}"))
        publish(row, compared_with=number + 1)
    last = edition("countries", editions + 1)
    door.get(last)

    with django_assert_num_queries(6):
        door.get(last)


def test_editions_exist_for_administrators_only(client):
    places = [
        *(edition("countries", 1), edition("nace", 1)),
        reverse("shared-table", args=["nace", 1]),
    ]
    for person, status in ((make_user(), 404), (make_user(is_staff=True), 200)):
        client.force_login(person)
        assert [client.get(each).status_code for each in places] == [status] * 3
    again = reverse("shared-again", args=["nace", 1])
    client.force_login(make_user())
    assert client.post(again).status_code == 404


@pytest.mark.parametrize(
    ("table", "version"), [("countries", 9), ("nace", 9), ("status", 1)]
)
def test_what_is_no_edition_does_not_exist(door, table, version):
    assert door.get(edition(table, version)).status_code == 404
