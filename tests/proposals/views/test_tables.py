"""Partners, days and mobility as workbooks: taken along, changed and brought back."""

import io

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from alliances.models import Partnership
from proposals.files import table_files
from proposals.models import Effort, MobilityLine
from proposals.selectors.files.table_files import table_rows
from tests.proposals.files.papers import packed
from tests.proposals.services.whole_proposals import fresh
from tests.proposals.views.whole_files import (
    bring,
    draft,
    keys,
    takes,
    text_of,
    whole,
)

__all__ = ["draft", "whole"]

pytestmark = pytest.mark.django_db

NAMES = ("partners", "days", "mobility")


def download(client, draft, name):
    return client.get(reverse(f"table-{name}", args=[draft.alliance.public_id]))


def opened(client, draft, name):
    """Return the sheet of a table, and what saves it as a spreadsheet does."""
    book = load_workbook(io.BytesIO(download(client, draft, name).content))

    def save():
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return book.worksheets[0], save


def cells(client, draft, name):
    sheet, _save = opened(client, draft, name)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def looked_at(client, draft, content, name="table.xlsx"):
    return client.get(bring(client, draft, content, name).url)


def taken(client, draft, content):
    address = bring(client, draft, content, "table.xlsx").url
    return client.post(address, {"take": list(takes(client.get(address)))})


def test_partners_stand_under_the_names_of_the_fields(client, draft):
    heading, first, *_rest = cells(client, draft, "partners")

    assert heading == [
        "number",
        "name",
        "country",
        "role",
        "types",
        "pic",
        "added_value",
    ]
    assert first[:6] == [
        1,
        "University of Patras",
        "GR",
        "applicant",
        "higher_education",
        "999999999",
    ]


def test_days_stand_in_a_row_for_everybody_who_may_work(client, draft):
    assert cells(client, draft, "days")[1:] == [
        [1, 2, 0, 0, 0, 0, "University of Patras", "Pilots"],
        [4, 2, 0, 12.5, 0, 1, "Forge", "Pilots"],
    ]


def test_journeys_name_partner_and_work_package(client, draft):
    assert cells(client, draft, "mobility")[1:] == [
        [1, 4, "learner", 10, 2, 650, 5, "Forge", "Pilots"]
    ]


def test_so_many_days_that_none_could_read_them_back_stand_where_there_are_any(
    draft, monkeypatch
):
    monkeypatch.setattr(table_files, "MOST_ROWS", 3)

    assert [row[:2] for row in table_rows(fresh(draft), "days")] == [[4, 2]]


@pytest.mark.parametrize("name", NAMES)
def test_table_brought_back_unchanged_changes_nothing(client, draft, name):
    content = download(client, draft, name).content

    page = looked_at(client, draft, content)

    assert (takes(page), "belongs to no field" in text_of(page)) == ({}, False)


def test_changed_partner_new_one_and_missing_one_are_offered(client, draft):
    sheet, save = opened(client, draft, "partners")
    sheet["B2"], sheet["E2"] = "University of Athens", "sme|ngo"
    sheet.delete_rows(3)
    sheet.append([None, "Newcomer", "PL", "full_partner", "", "", ""])

    page = looked_at(client, draft, save())

    assert keys(page) == [
        "partners.1:name",
        "partners.1:types",
        "partners.4",
        "partners.5",
    ]


def test_new_partner_is_taken_under_the_next_number(client, draft):
    sheet, save = opened(client, draft, "partners")
    sheet.append([None, "Newcomer", "PL", "full_partner"])

    taken(client, draft, save())

    newcomer = Partnership.objects.get(name="Newcomer")
    assert (newcomer.number, newcomer.country_id) == (5, "PL")


@pytest.mark.parametrize(
    ("name", "cell", "words"),
    [
        ("days", "F3", "P4 Forge · WP2 Pilots Administrative Now 1 In the file 7"),
        ("mobility", "D2", "M1 · P4 Forge Participants Now 10 In the file 7"),
    ],
)
def test_rows_of_a_table_are_named_as_people_know_them(
    client, draft, name, cell, words
):
    sheet, save = opened(client, draft, name)
    sheet[cell] = 7

    page = text_of(looked_at(client, draft, save()))

    assert words in page


def test_days_are_taken(client, draft):
    sheet, save = opened(client, draft, "days")
    sheet["C2"], sheet["D3"] = 3, None

    taken(client, draft, save())

    days = Effort.objects.exclude(days=0).values_list("category", "days")
    assert {name: float(each) for name, each in days} == {
        "manager": 3.0,
        "administrative": 1.0,
    }


def test_journeys_are_taken_by_the_words_people_use(client, draft):
    sheet, save = opened(client, draft, "mobility")
    sheet["F2"], sheet["G2"] = 700, 2.5
    sheet.append([None, "P1", "staff", 2, "WP2", None, None])

    taken(client, draft, save())

    lines = MobilityLine.objects.values_list(
        "number", "distance_km", "partnership__number"
    )
    assert list(lines) == [(1, 700, 4), (2, None, 1)]


def test_csv_of_the_same_heading_is_read_too(client, draft):
    content = (
        b"number,name,role\n1,University of Crete,applicant\n4,Forge,full_partner\n"
    )

    page = looked_at(client, draft, content, "partners.csv")

    assert keys(page) == ["partners.1:name"]


def test_column_that_is_no_field_is_listed(client, draft):
    content = b"number,name,role,shoe\n1,University of Patras,applicant,43\n"

    page = looked_at(client, draft, content, "partners.csv")

    assert "1 text of the file belongs to no field" in text_of(page)
    assert "the column &quot;shoe&quot;" in text_of(page)


def test_nothing_that_is_written_runs(client, draft):
    Partnership.objects.filter(number=4).update(name="=1+1 \x07")

    rows = cells(client, draft, "partners")
    page = looked_at(client, draft, download(client, draft, "partners").content)

    assert rows[2][1] == "'=1+1 "
    assert keys(page) == ["partners.4:name"]


def test_name_marked_against_running_comes_back_as_it_was(client, draft):
    Partnership.objects.filter(number=4).update(name="@home")

    page = looked_at(client, draft, download(client, draft, "partners").content)

    assert takes(page) == {}


def book(*rows):
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


HEAD = ["number", "name", "role"]
REFUSED = {
    "a formula": (book(HEAD, [1, "=HYPERLINK(1)", "applicant"]), "a formula"),
    "an error": (book(HEAD, [1, "#REF!", "applicant"]), "an error of the spreadsheet"),
    "another heading": (book(["a", "b"], [1, 2]), "another heading"),
    "one row twice": (
        book(HEAD, [1, "A", "applicant"], [1, "B", "applicant"]),
        "twice",
    ),
    "an unknown role": (book(HEAD, [1, "A", "boss"]), "row 2, role"),
    "no number": (book(HEAD, ["one", "A", "applicant"]), "row 2, number"),
    "no name": (book(HEAD, [1, "", "applicant"]), "row 2, name"),
    "nothing": (book(), "without any value"),
    "macros": (packed(xl__vbaProject_bin=b"x"), "with macros"),
    "a bomb": (packed(xl__sheet_xml=b"0" * 30_000_000), "far more than a table"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_table_should_hold_is_refused_with_its_place(client, draft, name):
    content, words = REFUSED[name]

    answer = bring(client, draft, content, "table.xlsx")

    assert answer.status_code == 422
    assert words in text_of(answer)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv"])
def test_what_is_called_a_table_is_read_as_one(client, draft, name):
    content = b"PK\x03\x04 not really" if name != "a.csv" else b"a,b\n1,2\n"

    assert bring(client, draft, content, name).status_code == 422
