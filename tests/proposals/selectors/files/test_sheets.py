"""A list as it would be imported: counts, words, problems, and what becomes of rows."""

from dataclasses import replace

import pytest

from alliances.enums import Role
from alliances.files.mapping import guess_mapping
from proposals.selectors.files.destinations import Destination
from proposals.selectors.files.sheets import (
    Column,
    columns_of,
    list_preview,
    sheet_of,
)
from proposals.services.sheets import keep_sheet
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db

HEADING = "Organisation;Land;Rolle;Art;PIC;Status\n"
INTO = Destination("CYBER", is_new=False)
STATED = {"call": "open", "lot": "lot-2", "project_type": "large", "acronym": "ATLAS"}


def keep(text, target=None, stated=STATED):
    return keep_sheet(
        file_name="list.csv",
        content=text.encode(),
        stated=stated,
        target=target,
        by=target.alliance.coordinator if target else make_user(),
    )


def preview(text, target=None, left_out=()):
    kept = keep(text, target)
    sheet = sheet_of(kept)
    mapping = replace(guess_mapping(sheet), left_out=frozenset(left_out))
    to = Destination("ATLAS", is_new=target is None, kind="open/lot-2/large")
    return list_preview(kept, sheet, mapping, to)


def test_row_is_shown_as_it_would_be_imported():
    text = HEADING + "Uni Athen;Griechenland;P1;Uni|KMU;999986387;ja\nB;?;P2;;;\n"

    known, unknown = preview(text.replace("Uni|", "Universität|")).rows

    assert (known.number, known.name, known.code, known.country) == (
        2,
        "Uni Athen",
        "EL",
        "Greece",
    )
    assert (known.role, known.types, known.pic, known.status) == (
        "Applicant",
        "Higher education or Small or medium enterprise",
        "999986387",
        "Confirmed",
    )
    assert (known.fate, known.mark) == ("New", "tick")
    assert (unknown.code, unknown.country, unknown.types) == (
        "–",
        "not known yet",
        "not known yet",
    )
    assert (unknown.pic, unknown.status) == ("–", "–")


def test_role_nobody_reads_is_shown_as_none():
    row, *_ = preview(HEADING + "B;DE;Mitmacher;KMU;;\n").rows

    assert (row.role, row.mark) == ("–", "not-met")


def test_words_are_listed_by_field_with_their_meaning():
    text = HEADING + "A;TBC;Koordinator;sme|ngo;999 986 387;ja\nB;AT;partner;;;ja\n"

    words = [
        (each.field, each.stated, each.meant, each.rows) for each in preview(text).words
    ]
    assert words == [
        ("Country", "TBC", "not known yet", "1 row"),
        ("Role", "Koordinator", "Applicant", "1 row"),
        ("Role", "partner", "Full partner", "1 row"),
        (
            "Type",
            "sme|ngo",
            "Small or medium enterprise or Non-governmental organisation",
            "1 row",
        ),
        ("PIC", "999 986 387", "999986387", "1 row"),
        ("Status", "ja", "Confirmed", "2 rows"),
    ]


def test_country_is_named_with_the_code_of_the_eu():
    word, _role = preview("name,country,role\nB,Greece,partner\n").words

    assert word.meant == "Greece (EL)"


def test_counts_tell_what_would_happen():
    draft = make_draft()
    add(draft, "Forge", "BE")
    text = HEADING + "A;BE;P1;;;\nB;ZZ;P2;castle;;\nForge;BE;P3;;;\n"

    page = preview(text, draft)

    assert (page.total, page.present, page.faulty) == (3, 1, 1)
    assert [each.name for each in page.partners] == ["A"]
    assert [each.fate for each in page.rows] == [
        "New",
        "2 problems",
        "Left out: takes part as P1",
    ]
    assert (page.is_sound, page.may_import_rest, page.is_blocked) == (
        False,
        True,
        False,
    )
    assert [each.where for each in page.problems] == ["row 3, Land", "row 3, Art"]


def test_sound_list_can_be_imported_whole():
    page = preview(HEADING + "A;BE;P1;;;\n")

    assert (page.is_sound, page.may_import_rest) == (True, False)
    assert (page.has_roles, page.has_spare_applicants) == (True, False)


def test_list_without_roles_asks_for_them():
    page = preview("Organisation,Land\nA,BE\n")

    assert (page.has_roles, page.is_blocked) == (False, True)
    assert (page.is_sound, page.may_import_rest) == (False, False)


def test_applicant_of_the_alliance_makes_another_one_spare():
    draft = make_draft()
    add(draft, "Forge", "BE", role=Role.APPLICANT)

    page = preview("name,role\nA,applicant\n", draft)

    assert page.has_spare_applicants is True
    assert "Forge is the applicant" in page.problems[0].what


def test_same_applicant_in_the_list_is_no_second_one():
    draft = make_draft()
    add(draft, "Forge", "BE", role=Role.APPLICANT)

    page = preview("name,country,role\nForge,BE,applicant\nA,BE,partner\n", draft)

    assert (page.is_sound, page.present, len(page.partners)) == (True, 1, 1)


@pytest.mark.parametrize(("count", "is_blocked"), [(299, False), (300, True)])
def test_alliance_and_list_hold_three_hundred_together(count, is_blocked):
    draft = make_draft()
    add(draft, "Forge", "BE")
    rows = "".join(f"A{number},partner\n" for number in range(count))

    assert preview("name,role\n" + rows, draft).is_blocked is is_blocked


def test_long_list_of_problems_is_cut_and_counted():
    page = preview("name,role\n" + "A,boss\n" * 60)

    assert (len(page.problems), page.unlisted) == (50, 10)


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_of_any_length_costs_two_queries(rows, django_assert_num_queries):
    draft = make_draft()
    kept = keep("name,role\n" + "A,partner\n" * rows, draft)
    sheet = sheet_of(kept)

    with django_assert_num_queries(2):
        list_preview(kept, sheet, guess_mapping(sheet), INTO)


def test_columns_show_their_first_values():
    kept = keep("name,x,\n" + "A,1,\n" * 3 + "B,,\nC,2,\n" + "D" * 50 + ",3,z\n")

    assert columns_of(sheet_of(kept), 1) == (
        Column("A", "name", "A, B, C"),
        Column("B", "x", "1, 2, 3"),
        Column("C", "", "z"),
    )


def test_long_value_is_cut():
    (column,) = columns_of(sheet_of(keep("name\n" + "D" * 50)), 1)

    assert column.samples == "D" * 39 + "…"


def test_new_alliance_needs_a_type_of_project():
    kept = keep("name,role\nA,partner\n")
    sheet = sheet_of(kept)

    page = list_preview(
        kept, sheet, guess_mapping(sheet), Destination("ATLAS", is_new=True)
    )

    assert (page.is_blocked, page.is_sound) == (True, False)
    assert [each.what for each in page.problems] == ["no call, Lot and type of project"]


REPEATS = (
    HEADING
    + "École de Gand;BE;P1;;999000011;\n"
    + "Forge;DE;P2;;;\n"
    + "ecole de gand;;P3;;;\n"
    + "School;BE;P4;;999000011;\n"
    + "Forge;DE;P5;;;declined\n"
    + "Forge;AT;P6;;;\n"
)


SAME_AS_2 = "Same organisation as in row 2?"


def test_row_that_repeats_an_earlier_one_is_asked_about_and_imported():
    page = preview(REPEATS)

    assert [each.twin for each in page.rows] == ["", "", SAME_AS_2, SAME_AS_2, "", ""]
    assert [each.fate for each in page.rows] == ["New"] * 6
    assert (page.twins, page.left_out, len(page.partners)) == (2, 0, 6)


def test_row_left_out_is_not_imported_and_can_be_kept_again():
    page = preview(REPEATS, left_out=[4])

    row = page.rows[2]
    assert (row.fate, row.mark, row.twin, row.is_left_out) == (
        "Left out by you",
        "none",
        SAME_AS_2,
        True,
    )
    assert (page.twins, page.left_out) == (1, 1)
    assert [each.name for each in page.partners] == [
        "École de Gand",
        "Forge",
        "School",
        "Forge",
        "Forge",
    ]


def test_nothing_in_a_row_left_out_is_a_problem():
    text = "name,country,role\nForge,BE,applicant\nForge,ZZ,applicant\nA,BE,partner\n"

    assert preview(text).faulty == 1
    page = preview(text, left_out=[3])

    assert (page.is_sound, page.problems, page.left_out) == (True, (), 1)
    assert page.has_spare_applicants is False


def test_partner_of_the_alliance_is_no_twin_within_the_list():
    draft = make_draft()
    add(draft, "Forge", "BE")

    page = preview("name,country,role\nForge,BE,partner\nForge,BE,partner\n", draft)

    assert [each.twin for each in page.rows] == ["", ""]
    assert (page.present, page.twins) == (2, 0)


def test_row_that_looks_like_a_partner_of_the_alliance_is_asked_about():
    draft = make_draft()
    add(draft, "Univ. of Ghent", "BE")
    add(draft, "Forge", "BE", confirmation="declined")
    text = "name,country,role\nGhent University,BE,partner\nThe Forge Ltd,BE,partner\n"

    page = preview(text, draft)

    assert [each.twin for each in page.rows] == [
        "Same organisation as P1 Univ. of Ghent?",
        "",
    ]
    assert (page.twins, len(page.partners)) == (1, 2)
