"""The administrator's door: upload a table, see what changes, publish with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.enums import ReferenceTable
from alliances.models import ReferenceEdition, ReferenceUpload
from tests.alliances.services.test_uploads import (
    HEAD,
    publish,
    status_without_serbia,
    upload,
)
from tests.factories import (
    add,
    make_call,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
)

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("reference")
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


def check(row):
    return reverse("reference-check", args=[row.public_id])


def send(client, content, *, follow=False, **values):
    given = {"table": "status", "call": "open", **values}
    file = SimpleUploadedFile("status.csv", content)
    return client.post(UPLOAD, {**given, "file": file}, follow=follow)


def addresses():
    row = upload()
    return [
        OVERVIEW,
        UPLOAD,
        check(row),
        reverse("reference-edition", args=["open", 1]),
        reverse("reference-template", args=["status", "csv"]),
    ]


def test_pages_exist_for_administrators_only(client):
    those = addresses()
    client.force_login(make_user())
    assert [client.get(each).status_code for each in those] == [404] * 5
    assert client.post(UPLOAD).status_code == 404

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in those] == [200] * 5


def test_overview_says_what_is_in_force_and_what_waits(client, anton):
    publish(upload(by=anton))
    waiting = upload(call=make_call("other"), by=anton)

    page = client.get(OVERVIEW).content.decode()

    assert "10 Programme and 1 Partner countries, 0 territories" in page
    assert "2 sectors, 0 unit-cost and 0 mobility rates" in page
    assert "Serbia left." in page
    assert "1 earlier edition" in page
    assert check(waiting) in page


def test_overview_counts_territories_apart_from_countries(door):
    publish_shipped_call("2020")

    page = door.get(OVERVIEW).content.decode()

    assert "34 Programme and 168 Partner countries, 22 territories" in page


def test_overview_costs_the_same_with_more_editions(
    client, anton, django_assert_max_num_queries
):
    for code in ("one", "two", "three"):
        publish(upload(call=make_call(code), by=anton))
    client.get(OVERVIEW)

    with django_assert_max_num_queries(13):
        client.get(OVERVIEW)


def test_upload_page_leads_to_the_tables_of_the_chosen_call(door):
    publish(upload(by=make_user(is_staff=True)))
    tables = reverse("reference-edition", args=["open", 2])

    chosen = door.get(UPLOAD, {"call": "open"}).content.decode()
    unknown = door.get(UPLOAD, {"call": "nowhere"}).content.decode()

    assert f'href="{tables}">Tables of call open, edition 2' in chosen
    assert tables not in unknown


def test_uploaded_table_is_compared_before_anything_is_written(door):
    make_call()

    answer = send(door, status_without_serbia())

    row = ReferenceUpload.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, check(row))
    page = door.get(check(row)).content.decode()
    assert "Serbia" in page
    assert "Ask to publish edition 2" in page
    assert ReferenceEdition.objects.count() == 1


def test_table_that_cannot_be_read_is_refused_with_every_problem(door):
    make_call()

    answer = send(door, f"{HEAD}RS,PRG,no,,\nQQ,programme,no,,\n".encode())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "row 2, standing" in page
    assert "row 3, code" in page
    assert ReferenceUpload.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"call": "none"}, "Select a valid choice"),
        ({"table": "none"}, "Select a valid choice"),
        ({"lot": "1"}, "Only a list of sectors belongs to a Lot."),
    ],
)
def test_entries_that_do_not_fit_are_refused(door, values, words):
    call = make_call()
    if "lot" in values:
        values = {"lot": call.lots.values_list("pk", flat=True)[0]}

    answer = send(door, status_without_serbia(), **values)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_lot_of_another_call_is_refused(door):
    make_call()
    lot = make_call("other").lots.values_list("pk", flat=True)[0]

    answer = send(door, b"lot,slug,title\n", table="sectors", lot=lot)

    assert answer.status_code == 422
    assert "This Lot belongs to another call." in answer.content.decode()


def test_too_large_file_is_refused_in_words(door):
    make_call()

    answer = send(door, b"x" * (5 * 1024 * 1024 + 1))

    assert answer.status_code == 422
    assert "The file is larger than 5 MB" in answer.content.decode()


def test_rows_can_be_limited_to_one_kind_of_change(door):
    row = upload(f"{HEAD}RS,partner,no,,\nAQ,partner,no,,\n".encode())

    page = door.get(check(row), {"show": "added"}).content.decode()

    assert "Antarctica" in page
    assert "Bulgaria" not in page


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_template_is_read_back(door, suffix):
    call = make_call()
    for table in ReferenceTable.values:
        address = reverse("reference-template", args=[table, suffix])
        answer = send(door, door.get(address).content, table=table)
        assert answer.status_code == 302, table

    assert ReferenceUpload.objects.filter(call=call).count() == len(ReferenceTable)


@pytest.mark.parametrize("what", [("x", "csv"), ("status", "ods")])
def test_template_there_is_not_is_not_found(door, what):
    assert door.get(reverse("reference-template", args=what)).status_code == 404


def test_a_guessed_encoding_is_stated_beside_the_difference(door):
    make_call()
    content = "lot,slug,title\nlot-2,energie,Énergie\n".encode("cp1252")

    page = send(door, content, follow=True, table="sectors").content.decode()

    assert "It was read as Windows-1252" in page


def test_draft_follows_the_published_edition_at_once(door):
    maria = make_user()
    draft = make_eligible_draft(by=maria)
    draft.alliance.partnerships.filter(number=3).delete()
    add(draft, "Belgrade School", "RS", "vet_provider")
    address = reverse("workspace", args=[draft.alliance.public_id])
    door.force_login(maria)
    assert "3 of 3" in door.get(address).content.decode()

    publish(upload(call=draft.alliance.call))

    assert (
        "Not met: 2 Programme countries found, 3 needed (1 more)."
        in door.get(address).content.decode()
    )


def test_a_file_with_the_heading_of_another_table_leads_there(door):
    make_call()
    rates = b"country;group;manager;teacher;technician;administrative\nBE;1;1;1;1;1\n"

    page = send(door, rates).content.decode()
    same = send(door, f"{HEAD}QQ,programme,no,,\n".encode()).content.decode()

    assert "By its heading the file is another table: Unit-cost rates." in page
    assert f'href="{UPLOAD}?table=rates&amp;call=open"' in page
    assert "another table" not in same


def test_lots_stand_under_their_call_and_alone_once_it_is_chosen(door):
    make_call()
    make_call("other")

    every = door.get(UPLOAD).content.decode()
    own = door.get(UPLOAD, {"call": "open"}).content.decode()

    assert every.count("<optgroup") == 2
    assert own.count("<optgroup") == 1
    assert "lot-2, Blueprint" in own
