"""Countries and NACE on the pages of uploads: checked, asked for, published, undone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from alliances.files.shared_edits import shared_file
from alliances.models import Country, ReferenceUpload
from alliances.services.reviews import refuse_to_publish
from tests.alliances.services.test_shared_uploads import (
    RETITLED,
    present,
    renamed,
    shared_upload,
    without,
)
from tests.alliances.services.test_shared_uploads import publish as published
from tests.factories import make_call, make_user
from tests.proposals.borders import three_countries
from tests.proposals.views.uploads import check, impact, page_of, press

__all__ = ["present"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("present")]

UPLOAD = reverse("reference-upload")


@pytest.fixture
def anton(client):
    anton = make_user(is_staff=True, full_name="Anton Berg")
    client.force_login(anton)
    return anton


@pytest.fixture
def door(client, anton):  # noqa: ARG001  # who is signed in
    """Return the client of a signed-in administrator."""
    return client


@pytest.fixture
def berta():
    return make_user(is_staff=True, full_name="Berta Novak")


def send(client, content, *, table="countries", name="table.csv", **values):
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, {"table": table, "file": file, **values})


def edition(table, version):
    return reverse("shared-edition", args=[table, version])


def text(answer):
    return answer.content.decode()


def test_the_page_of_uploads_takes_them_and_names_no_command(door):
    page = text(door.get(UPLOAD, {"table": "nace"}))

    assert 'value="countries"' in page
    assert "load_reference" not in page
    assert "The same for every call." in page


def test_one_uploads_and_asks_and_another_publishes(door, client, berta):
    three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")

    sent = send(door, without("RS"))
    row = ReferenceUpload.objects.get()
    page = page_of(door, row)
    asked = press(door, row, "ask", reason="Left out.")
    client.force_login(berta)
    done = press(client, row, "publish")

    assert sent.url == check(row)
    assert "1 open draft names what changes; no verdict flips." in page
    assert "RS: partners stay in a country that is left out" in page
    assert "Edition 1" in page
    assert "Ask to publish edition 2" in page
    assert asked.url == check(row)
    assert done.url == edition("countries", 2)
    shown = text(client.get(edition("countries", 2)))
    assert "by Berta Novak" in shown
    assert "by Anton Berg" in shown
    assert "Left out." in shown
    assert client.get(check(row)).url == edition("countries", 2)


def test_a_workbook_is_read_like_the_text(door):
    address = reverse("reference-template", args=["nace", "xlsx"])
    template = b"".join(door.get(address))
    book = load_workbook(io.BytesIO(template))
    book.worksheets[0].append(["62", "J", "2", "Consultancy"])
    file = io.BytesIO()
    book.save(file)

    send(door, file.getvalue(), table="nace", name="nace.xlsx")

    row = ReferenceUpload.objects.get()
    assert (row.table, row.call) == ("nace", None)
    page = page_of(door, row)
    assert "part of J" in page
    assert "Consultancy" in page


def test_a_call_that_was_chosen_before_is_left_out(door):
    assert send(door, renamed(), call="open").status_code == 302

    assert ReferenceUpload.objects.get().call is None


def test_a_table_of_a_call_still_asks_for_it(door):
    answer = send(door, renamed(), table="status")

    assert answer.status_code == 422
    assert "Choose the call this table belongs to." in text(answer)


def test_an_unknown_call_is_told_once(door):
    answer = send(door, renamed(), table="status", call="1066")

    assert "Choose the call this table belongs to." not in text(answer)


def test_problems_are_listed_with_row_and_column_and_taken_along(door):
    answer = send(door, b"code,eu_code,name\nXYZ,XX,\nRS,RS,=1+1\n")

    assert answer.status_code == 422
    assert "row 2, code" in text(answer)
    file = text(door.get(reverse("reference-problems")))
    assert [line.partition(",")[0] for line in file.splitlines()[1:]] == [
        '"row 2',
        '"row 2',
        '"row 3',
    ]
    assert ReferenceUpload.objects.count() == 0


def test_many_rows_that_go_are_ticked(door):
    send(door, b"code,eu_code,name\nRS,RS,Serbia\n")
    row = ReferenceUpload.objects.get()

    without_tick = press(door, row, "ask", reason="All but one.")

    assert "This removes 12 of 13 rows." in page_of(door, row)
    assert without_tick.status_code == 422


def test_what_was_published_meanwhile_is_shown_first(door):
    row = shared_upload()
    published(shared_upload(without("RS")))

    answer = press(door, row, "ask", reason="Its name.", compared_with=1)

    assert answer.status_code == 409
    assert "compare again" in text(answer)


def test_another_refuses_with_a_reason_and_the_history_says_so(door, anton, berta):
    row = shared_upload(by=anton)
    press(door, row, "ask", reason="Its name.")
    refuse_to_publish(row=row, reason="No source.", by=berta)

    history = text(door.get(reverse("administration-history")))

    assert "No source." in page_of(door, row)
    assert "Countries, table.csv" in history


def test_history_says_who_asked_why_and_what_was_seen(door, anton, berta, client):
    three_countries(make_call(), "ES", "BE", "GR", acronym="BORDER")
    row = shared_upload(by=anton)
    press(door, row, "ask", reason="Its own name.")
    client.force_login(berta)
    press(client, row, "publish")
    published(shared_upload(shared_file("nace", RETITLED), table="nace", by=anton))

    history = text(client.get(reverse("administration-history")))

    assert "Countries, edition 2" in history
    assert edition("countries", 2) in history
    assert "Its own name." in history
    assert "1 open draft named what changed" in history
    assert "Economic activities (NACE), edition 2" in history
    assert edition("nace", 2) in history


def test_a_file_that_fits_no_more_says_so_on_its_page(door):
    row = shared_upload(without("RS") + b"XX,XX,Nowhere\n")
    Country.objects.create(code="ZZ", eu_code="XX", name="Elsewhere")

    page = page_of(door, row)

    assert "column eu_code of XX" in page
    assert "Upload a corrected file." in page
    assert door.get(impact(row)).status_code == 404


def test_impact_is_a_file_of_drafts(door):
    three_countries(make_call(), "ES", "BE", "RS", acronym="=BORDER()")

    answer = door.get(impact(shared_upload(without("RS"))))

    assert answer["Content-Disposition"] == (
        'attachment; filename="impact-countries-edition-2.csv"'
    )
    assert "RS,removed,'=BORDER()" in answer.content.decode("utf-8-sig")


def test_the_desk_names_the_table_without_a_call(door, anton):
    shared_upload(by=anton)

    page = text(door.get(reverse("administration")))

    assert "Reference table, None" not in page
