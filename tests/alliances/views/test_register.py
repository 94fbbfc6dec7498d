"""The administrators' pages on the register: upload, difference, decision, history."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.enums import UploadState
from alliances.models import RegisterUpload
from alliances.selectors.register_diff import register_revision
from alliances.selectors.register_pages import register_check_page
from alliances.views import uploads
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    PATRAS,
    countries,
    entry,
    kept,
    publish,
    read,
    register_csv,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("register")


@pytest.fixture
def anton():
    return make_user(is_staff=True, full_name="Anton Berg")


@pytest.fixture
def door(client, anton):
    client.force_login(anton)
    countries()
    return client


def check(row):
    return reverse("register-check", args=[row.public_id])


def send(client, content, **values):
    file = SimpleUploadedFile("register.csv", content)
    return client.post(PAGE, {**values, "file": file})


def decide(client, row, act="publish", **values):
    given = {"reason": "May.", "compared_with": register_revision(), **values}
    return client.post(check(row), {"act": act, **given})


def text(answer):
    return " ".join(answer.content.decode().split())


def test_pages_exist_for_administrators_only(client, anton):
    waiting, done = read(register_csv(GHENT, "1,,,")), read(register_csv(GHENT))
    publication = publish(done)
    pages = [
        PAGE,
        check(waiting),
        reverse("register-problems", args=[waiting.public_id]),
        reverse("register-publication", args=[publication.revision]),
        reverse("reference-template", args=["organisations", "csv"]),
        reverse("reference-template", args=["organisations", "xlsx"]),
    ]
    client.force_login(make_user())
    assert [client.get(each).status_code for each in pages] == [404] * 6

    client.force_login(anton)
    answers = [client.get(each) for each in pages]
    assert [each.status_code for each in answers] == [200] * 6
    answers[2].close()


def test_upload_waits_to_be_read(door, anton):
    answer = send(door, register_csv(GHENT), is_whole="on")

    row = RegisterUpload.objects.get()
    assert (answer.status_code, answer.url) == (302, check(row))
    assert (row.state, row.is_whole, row.uploaded_by) == ("waiting", True, anton)
    page = text(door.get(check(row)))
    assert "The file is being read: 0 rows so far." in page
    assert 'http-equiv="refresh"' in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Not taken (empty: 0 bytes). Choose a table saved as CSV,"),
        (b"%PDF-1.7", "Not taken (a PDF). Choose a table saved as CSV,"),
    ],
)
def test_what_is_no_table_is_refused_at_the_field(door, content, said):
    answer = send(door, content)

    assert answer.status_code == 422
    assert said in text(answer)


def test_no_file_is_asked_for(door):
    answer = door.post(PAGE)

    assert answer.status_code == 422
    assert "Choose a file." in text(answer)


def test_file_above_the_limit_is_not_read(door, monkeypatch):
    monkeypatch.setattr(uploads.RegisterSizeLimit, "most_bytes", 10)

    answer = send(door, register_csv(GHENT))

    assert answer.status_code == 422
    assert "The file is larger than 64 MB, so it was not read." in text(answer)


def test_file_of_anybody_else_is_not_even_read(client, monkeypatch):
    chunks = []
    monkeypatch.setattr(
        uploads.RegisterSizeLimit,
        "receive_data_chunk",
        lambda _self, chunk, _start: chunks.append(chunk),
    )
    client.force_login(make_user())

    answer = send(client, register_csv(GHENT))

    assert (answer.status_code, chunks) == (404, [])


def test_published_file_leads_to_its_publication(door):
    publication = publish(read(register_csv(GHENT)))

    answer = send(door, register_csv(GHENT))

    assert answer.url == reverse("register-publication", args=[publication.revision])


def test_difference_is_shown_with_both_sides(door):
    entry(name="Old", types="ngo")
    entry("999000009", "Left out")
    row = read(register_csv(GHENT, PATRAS))

    page = text(door.get(check(row)))

    assert '<b>1</b> <a href="?show=added">added</a>' in page
    assert "1 organisation of the register is not in the file and stays." in page
    assert "Old, BE, Non-governmental organisation" in page
    assert "<b>Hogeschool Gent</b>, BE, <b>Higher education</b>" in page
    assert "University of Patras, EL, Higher education or Adult education" in page


def test_one_kind_of_change_can_be_shown(door):
    entry(name="Old")
    row = read(register_csv(GHENT, PATRAS))

    page = text(door.get(check(row) + "?show=added"))

    assert "University of Patras" in page
    assert "Hogeschool Gent" not in page
    assert "Show all" in page


def test_many_changes_are_shown_in_part(door):
    rows = [f"8000000{n:02},School {n},BE," for n in range(30)]

    page = text(door.get(check(read(register_csv(*rows)))))

    assert "The first 20 of 30 changes, some of each kind." in page


def test_file_that_changes_nothing_offers_no_publishing(door):
    publish(read(register_csv(GHENT, LODZ)))

    page = text(door.get(check(read(register_csv(LODZ, GHENT)))))

    assert "The register says all of this already." in page
    assert 'value="publish"' not in page


def test_guessed_encoding_is_said(door):
    row = read(register_csv("999000001,École,BE,", encoding="cp1252"))

    assert "It was read as Windows-1252" in text(door.get(check(row)))


def test_problems_are_listed_and_sent_whole(door):
    row = read(register_csv(*["1,=A,BE,"] * 60))

    page = text(door.get(check(row)))
    sent = door.get(reverse("register-problems", args=[row.public_id]))

    assert "row 2, pic" in page
    assert "and 70 more" in page
    lines = b"".join(sent.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (121, "row,column,found,expected")
    assert sent["Content-Disposition"] == 'attachment; filename="problems.csv"'


def test_file_that_killed_its_readers_is_explained(door):
    row = kept(register_csv(GHENT))
    RegisterUpload.objects.update(state=UploadState.REFUSED)

    assert "reading it failed several times" in text(door.get(check(row)))
    nothing = door.get(reverse("register-problems", args=[row.public_id]))
    assert nothing.status_code == 404


def test_upload_is_thrown_away_unless_it_was_asked_for(door):
    row, asked = read(register_csv(GHENT)), read(register_csv(LODZ))
    decide(door, asked, "ask")

    for each in (row, asked):
        door.post(reverse("register-discard", args=[each.public_id]))

    assert list(RegisterUpload.objects.all()) == [asked]


@pytest.mark.parametrize("number", [1, 3])
def test_register_page_costs_the_same(door, number, django_assert_max_num_queries):
    for each in range(number):
        publish(read(register_csv(f"99900000{each},School,BE,")))
        read(register_csv(f"99900000{each},College,BE,"))
    entry("999000009", "Gone")
    publish(read(register_csv(GHENT), is_whole=True))

    with django_assert_max_num_queries(9):
        page = text(door.get(PAGE))

    assert "1 organisation, revision" in page
    assert "ended" in page


@pytest.mark.parametrize("number", [1, 3])
def test_check_page_costs_the_same(door, number, django_assert_max_num_queries):
    row = read(register_csv(*[f"99900000{n},School,BE," for n in range(number)]))

    with django_assert_max_num_queries(10):
        door.get(check(row))


@pytest.mark.parametrize("act", ["ask", "publish", "refuse"])
def test_what_is_thrown_away_meanwhile_leads_back_and_says_so(door, monkeypatch, act):
    """Somebody else throws it away between the look at it and the press."""
    row = read(register_csv(GHENT))
    look = register_check_page

    def look_and_lose(row, *args, **more):
        page = look(row, *args, **more)
        type(row).objects.filter(pk=row.pk).delete()
        return page

    given = {"reason": "May.", "refusal": "No.", "compared_with": register_revision()}
    monkeypatch.setattr("alliances.views.register.register_check_page", look_and_lose)
    answer = door.post(check(row), {"act": act, **given}, follow=True)

    assert answer.redirect_chain == [(reverse("register"), 302)]
    assert "Somebody threw this away meanwhile." in answer.content.decode()
