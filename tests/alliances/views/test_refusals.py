"""What is wrong with a table can be taken along, all of it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.files.problems import MOST_LISTED
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db

PROBLEMS = reverse("reference-problems")
ROWS = MOST_LISTED + 10


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True))
    return client


def send(client, content):
    file = SimpleUploadedFile("status.csv", content)
    given = {"table": "status", "call": "open", "file": file}
    return client.post(reverse("reference-upload"), given)


def test_every_problem_is_in_the_file_and_no_cell_of_it_runs(door):
    make_call()
    rows = "=1,partner,no,,\n" * ROWS
    page = send(door, f"code,standing,eu_member,counts_as,region\n{rows}".encode())

    answer = door.get(PROBLEMS)

    assert PROBLEMS in page.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="problems.csv"'
    text = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    heading, first, *others = csv.reader(text)
    assert heading == ["where", "what is there", "what is expected"]
    assert first == ["row 2, code", '"=1"', "a value, not a formula"]
    assert len(others) == ROWS - 1


def test_without_a_refusal_there_is_nothing_to_take_along(door):
    assert door.get(PROBLEMS).status_code == 404


def test_the_file_is_for_administrators_only(client):
    client.force_login(make_user())

    assert client.get(PROBLEMS).status_code == 404
