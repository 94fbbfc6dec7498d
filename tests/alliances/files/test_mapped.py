"""A list read by a mapping: every row with its problems, every word accounted for."""

from dataclasses import replace

import pytest

from alliances.enums import PartnerType, Role
from alliances.files.lists import read_list
from alliances.files.mapped import ReadAs, read_mapped
from alliances.files.mapping import Mapping, guess_mapping
from alliances.files.readings import read_cell
from tests.alliances.files.workbooks import make_book

HEADING = "Organisation;Land;Rolle;Art;PIC;Status\n"
ALL = ("name", "country", "role", "type", "pic", "status")


def mapped(text, **changes):
    sheet = read_list(text.encode(), "list.csv")
    facts = {
        key: changes.pop(key) for key in ("applicant", "is_present") & changes.keys()
    }
    return read_mapped(sheet, replace(guess_mapping(sheet), **changes), **facts)


def stated(text, **changes):
    """Return the partners of a list as tuples without their rows."""
    return [
        (each.name, each.country, each.role, each.types, each.pic, each.status)
        for each in (row.partner for row in mapped(text, **changes).rows)
    ]


def problems(text, **changes):
    """Return all problems: those of the list, then those of rows."""
    found = mapped(text, **changes)
    return [str(each) for each in found.problems] + [
        str(each) for row in found.rows for each in row.problems
    ]


def test_list_in_german_is_read():
    text = HEADING + "Uni Wien;Österreich;Koordinator;Universität;999 986 387;ja\n"

    assert problems(text) == []
    assert stated(text) == [
        (
            "Uni Wien",
            "AT",
            "applicant",
            ("higher_education",),
            "999986387",
            "confirmed",
        )
    ]


def test_every_word_taken_for_another_is_accounted_for():
    text = HEADING + (
        "A;Deutschland;Partner;KMU;999 986 387;\n"
        "B;Deutschland;full_partner;sme|ngo;TBC;-\n"
        "C;EL;Full Partner;=1;;\n"
    )

    assert mapped(text).readings == (
        ReadAs("country", "Deutschland", "DE", 2),
        ReadAs("role", "Partner", "full_partner", 1),
        ReadAs("type", "KMU", "sme", 1),
        ReadAs("pic", "999 986 387", "999986387", 1),
        ReadAs("type", "sme|ngo", ["sme", "ngo"], 1),
        ReadAs("pic", "TBC", None, 1),
        ReadAs("status", "-", None, 1),
    )


def test_list_that_says_nothing_of_answers_states_none():
    assert stated("name,role\nA,applicant\n")[0][-1] == ""


def test_row_that_states_nothing_in_a_mapped_column_is_left_out():
    text = "name,role,Comment\nA,applicant,\n,,to be discussed\n"

    assert [row.number for row in mapped(text).rows] == [2]


def test_column_left_out_is_not_read():
    text = HEADING + "A;ZZ;P1;;;\n"
    columns = tuple(key if key != "country" else "" for key in ALL)

    assert problems(text, columns=columns) == []


def test_problem_names_row_and_column_as_the_list_does():
    (problem,) = problems(HEADING + "A;Belgum;P1;;;\n")

    assert problem == (
        'row 2, Land: "Belgum"; expected the name or code of a country,'
        ' or nothing while unknown (did you mean "BE"?)'
    )


def test_problem_speaks_the_words_of_the_pages_not_our_codes():
    (problem,) = problems(HEADING + "A;BE;Ful partner;;;\n")

    assert problem == (
        'row 2, Rolle: "Ful partner"; expected Applicant, Full partner, Affiliated'
        ' entity or Associated partner (did you mean "Full partner"?)'
    )


def test_row_without_a_role_says_so_in_the_words_of_the_pages():
    (row,) = mapped(HEADING + "A;BE;;;;\n").rows

    assert not row.has_role
    (problem,) = map(str, row.problems)
    assert problem == (
        "row 2, Rolle: missing; expected Applicant, Full partner, Affiliated entity or"
        " Associated partner"
    )


ADDRESSES = "Organisation;Rolle;Contact e-mail\nA;P1;{}\n"


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("anna@ghent.example", "anna@ghent.example"),
        ("Anna <anna@ghent.example>", "anna@ghent.example"),
        ("mailto:anna@ghent.example", "anna@ghent.example"),
        ("-", ""),
        ("", ""),
    ],
)
def test_address_of_the_contact_is_read(cell, address):
    (row,) = mapped(ADDRESSES.format(cell)).rows

    assert (row.partner.email, row.problems) == (address, ())


@pytest.mark.parametrize("length", [254, 255])
def test_address_is_no_longer_than_a_column_of_addresses(length):
    host = "@" + ".".join(["d" * 62] * 3) + ".example"
    (row,) = mapped(ADDRESSES.format("a" * (length - len(host)) + host)).rows

    assert bool(row.problems) is (length > 254)
    assert len(row.partner.email) == (0 if row.problems else length)


@pytest.mark.parametrize("cell", ["anna", "anna@ghent", "a@b.example, c@d.example"])
def test_what_is_no_address_is_a_problem(cell):
    expected = "one e-mail address, such as name@example.org, or nothing"

    (problem,) = problems(ADDRESSES.format(cell))

    assert problem == f'row 2, Contact e-mail: "{cell}"; expected {expected}'


@pytest.mark.parametrize("kind", [Role, PartnerType])
def test_every_word_a_problem_names_is_read(kind):
    key = {Role: "role", PartnerType: "type"}[kind]

    assert [read_cell(key, str(each.label)) for each in kind] == kind.values


def test_formula_is_refused_by_the_name_of_its_cell():
    content = make_book(("=A1", "BE", "applicant"), ("A", "=B1", "#REF!"))
    sheet = read_list(content, "a.xlsx")

    found = read_mapped(sheet, guess_mapping(sheet))

    assert [each.what for row in found.rows for each in row.problems] == [
        'a formula in cell A2: "=A1"',
        'a formula in cell B3: "=B1"',
        'an error of the spreadsheet: "#REF!"',
    ]


def test_pic_that_begins_with_a_minus_is_no_nine_digits():
    heading = ("name", "country", "role", "pic")
    rows = [("A", "BE", "applicant", "-999000001"), ("B", "BE", "", " -99900")]
    sheet = read_list(make_book(heading, *rows, heading=()), "a.xlsx")

    found = read_mapped(sheet, guess_mapping(sheet))

    pics = [each for row in found.rows for each in row.problems if "pic" in each.where]
    assert [(each.what, each.expected) for each in pics] == [
        ('"-999000001"', "exactly nine digits as text, or nothing"),
        ('"-99900"', "exactly nine digits as text, or nothing"),
    ]


def test_merged_cells_at_or_below_the_heading_are_a_problem():
    def merge(sheet):
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("B3:B4")

    rows = [("name", "country", "role"), ("A", "BE", "P1"), ("B", None, "P2")]
    sheet = read_list(make_book(*rows, heading=("Title",), change=merge), "a.xlsx")

    found = read_mapped(sheet, guess_mapping(sheet))

    assert [each.where for each in found.problems] == ["cells B3:B4"]


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (
            ("", "country", "role"),
            [
                (
                    "the columns: none is the organisation; expected the column with"
                    " the organisations' names"
                )
            ],
        ),
        (
            ("name", "country", ""),
            [
                (
                    "the columns: none is the role; expected the column with the roles,"
                    " or a role for rows without one"
                )
            ],
        ),
        (
            ("name", "name", "role"),
            ["the columns: two columns for name; expected one column for each"],
        ),
    ],
)
def test_columns_that_cannot_be_read_are_told_once(columns, lines):
    text = "name,country,role\nA,BE,applicant\nB,BE,full_partner\n"

    assert problems(text, columns=columns) == lines


@pytest.mark.parametrize("text", ["name,country\nA,BE\n", "name,role\nA,-\n"])
def test_role_can_be_chosen_for_rows_without_one(text):
    ((_name, _country, role, *_rest),) = stated(text, missing_role="associated_partner")

    assert role == "associated_partner"
    assert problems(text, missing_role="associated_partner") == []


TWO = "name,role,status\nA,P1,\nB,coordinator,\nC,coordinator,declined\n"


def test_second_applicant_is_a_problem_unless_it_left():
    assert problems(TWO) == [
        (
            "row 3, role: a second applicant; A is the applicant; expected one"
            " applicant; the others have another role"
        )
    ]
    assert [row.is_spare_applicant for row in mapped(TWO).rows] == [False, True, False]


def test_applicant_of_the_alliance_stays():
    assert [line.partition(";")[0] for line in problems(TWO, applicant="Z")] == [
        "row 2, role: a second applicant",
        "row 3, role: a second applicant",
    ]


def test_further_applicants_can_become_full_partners():
    assert problems(TWO, yields=True) == []
    assert [each[2] for each in stated(TWO, yields=True)] == [
        "applicant",
        "full_partner",
        "applicant",
    ]


def test_organisation_that_is_there_is_no_problem():
    text = "name,country,role\nA,ZZ,applicant\nB,BE,boss\n"

    found = mapped(text, applicant="A", is_present=lambda each: each.name == "A")

    assert [(row.is_present, len(row.problems)) for row in found.rows] == [
        (True, 0),
        (False, 1),
    ]


@pytest.mark.parametrize(("count", "lines"), [(300, 0), (301, 1)])
def test_three_hundred_partners_are_the_limit(count, lines):
    text = "name,role\n" + "A,partner\n" * count

    assert len(problems(text)) == lines
    assert len(mapped(text).rows) == 300


def test_empty_list_has_no_rows():
    sheet = read_list(b"name,role\n", "a.csv")

    assert read_mapped(sheet, Mapping(heading=1, columns=ALL[:1])).rows == ()
