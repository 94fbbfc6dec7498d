"""The tables of an edition as files, used again, and uploads thrown away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.files.tables import parse_countries, parse_sectors
from alliances.models import ReferenceEdition, ReferenceUpload
from tests.alliances.services.test_uploads import publish, upload
from tests.factories import TABLES, make_call, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True))
    return client


def check(row):
    return reverse("reference-check", args=[row.public_id])


def table(name, version=1, act="table"):
    return reverse(f"reference-{act}", args=["open", version, name])


def test_the_table_in_force_can_be_downloaded_and_uploaded_again(door):
    make_call()

    status = door.get(table("status"))
    sectors = door.get(table("sectors"))

    assert set(parse_countries(status.content)) == set(TABLES.countries)
    assert parse_sectors(sectors.content) == TABLES.sectors
    assert status["Content-Disposition"] == (
        'attachment; filename="status-open-edition-1.csv"'
    )
    page = door.get(reverse("reference-edition", args=["open", 1])).content.decode()
    assert table("rates") in page


def test_a_table_there_is_not_is_not_found(door):
    make_call()

    assert door.get(table("none")).status_code == 404
    assert door.get(table("status", 2)).status_code == 404
    assert door.post(table("none", act="again")).status_code == 404


def test_an_earlier_table_is_checked_before_it_counts_again(door):
    publish(upload())

    answer = door.post(table("status", 1, "again"))

    (waiting,) = ReferenceUpload.objects.filter(edition=None)
    assert answer.url == check(waiting)
    page = door.get(answer.url).content.decode()
    assert "edition 1, uploaded by" in page
    assert "Serbia" in page
    assert ReferenceEdition.objects.count() == 2
    assert (
        "Use it again"
        not in door.get(reverse("reference-edition", args=["open", 2])).content.decode()
    )


def test_an_empty_table_is_not_used_again(door):
    make_call()

    answer = door.post(table("rates", act="again"), follow=True)

    assert "a heading without rows" in answer.content.decode()
    assert not ReferenceUpload.objects.exists()


def test_what_changes_nothing_cannot_be_published(door):
    make_call()
    content = door.get(table("status")).content
    file = SimpleUploadedFile("status.csv", content)
    given = {"table": "status", "call": "open", "file": file}

    page = door.post(reverse("reference-upload"), given, follow=True).content.decode()

    assert "The file says what is published already." in page
    assert 'name="reason"' not in page


def test_an_upload_can_be_thrown_away_and_a_published_one_not(door):
    waiting, published = upload(), upload()
    publish(published)

    for row in (waiting, published):
        door.post(reverse("reference-discard", args=[row.public_id]))

    assert list(ReferenceUpload.objects.all()) == [published]


@pytest.mark.parametrize("name", ["reference-again", "reference-discard"])
def test_acts_are_never_done_by_get(door, name):
    arguments = [upload().public_id] if "discard" in name else ["open", 1, "status"]

    assert door.get(reverse(name, args=arguments)).status_code == 405
