import datetime as dt
from dataclasses import replace

import pytest

from proposals.documents.organisations import DASH, organisation_sections
from proposals.documents.pack import pack_html, pack_page
from proposals.snapshots import FrozenAnswer, FrozenOpenAnswer
from tests.proposals.documents.applications import application, partner


def test_organisations_stand_by_role_and_who_left_stands_last():
    sections = organisation_sections(
        application(
            [
                partner("Left", confirmation="withdrawn"),
                partner("Associated", role="associated_partner"),
                partner("Full"),
                partner("Applicant", role="applicant"),
            ]
        )
    )

    assert [
        (section.title, [row.label for row in section.rows]) for section in sections
    ] == [
        ("Applicant", ["P4"]),
        ("Full partners", ["P3"]),
        ("Associated partners", ["P2"]),
        ("Declined or withdrawn", ["P1"]),
    ]
    assert [section.note for section in sections] == [
        "applies on behalf of all",
        "",
        "count towards no minimum",
        "take no part",
    ]


def test_row_says_what_is_stated_and_what_is_not():
    (section,) = organisation_sections(
        application(
            [
                partner(
                    "Πανεπιστήμιο",
                    country="GR",
                    pic="999900001",
                    types=["vet_provider", "sme"],
                    confirmation="not_invited",
                    stated_answer="confirmed",
                ),
                partner("Nobody knows", country=None, types=[]),
            ]
        )
    )

    known, unknown = section.rows
    assert (known.country, known.pic) == ("EL", "999900001")
    assert known.type == "VET provider or Small or medium enterprise"
    assert (known.confirmation, known.stated) == (
        "Not yet invited",
        "file: confirmed",
    )
    assert (unknown.country, unknown.type, unknown.pic) == (
        DASH,
        "not known",
        "not given",
    )
    assert (unknown.confirmation, unknown.stated) == ("Confirmed", "")


def test_no_organisation_gives_no_section():
    assert organisation_sections(application([])) == ()


def test_row_says_who_confirmed_and_when_in_brussels():
    moment = dt.datetime(2026, 11, 23, 13, 2, tzinfo=dt.UTC)
    (section,) = organisation_sections(
        application(
            [
                partner(
                    "By link", given=FrozenAnswer("Anna Kovács", "Vice-rector", moment)
                ),
                partner("By hand"),
            ]
        )
    )

    assert [row.given for row in section.rows] == [
        "Anna Kovács, Vice-rector, 23 November 2026, 14:02 Brussels time",
        "",
    ]


def test_added_value_stands_with_who_is_in_a_partner_country():
    frozen = application([partner("A", country="CH"), partner("B"), partner("C")])
    stated = [replace(each, added_value="Ports.") for each in frozen.partners[:2]]
    frozen = replace(frozen, partners=(*stated, frozen.partners[2]))

    (section,) = organisation_sections(frozen)

    assert [each.added_value for each in section.rows] == ["Ports.", "", ""]
    assert "Ports." in pack_html(pack_page(frozen, digest="0" * 64))


@pytest.mark.parametrize(
    ("answer", "is_decided", "said"),
    [
        ("confirmed", False, "Confirmed for an earlier version"),
        ("change", False, "Asked for a change"),
        ("change", True, "Change decided"),
        ("not_ours", False, "Wrong address"),
    ],
)
def test_row_says_what_was_answered_that_is_no_confirmation(answer, is_decided, said):
    moment = dt.datetime(2026, 11, 23, 13, 2, tzinfo=dt.UTC)
    replied = FrozenOpenAnswer(answer, moment, is_decided)
    (section,) = organisation_sections(
        application([partner("Asked", confirmation="invited", replied=replied)])
    )

    (row,) = section.rows
    assert row.confirmation == said
    assert row.given == "23 November 2026, 14:02 Brussels time"


def test_what_the_applicant_answered_before_it_applied_is_not_said():
    replied = FrozenOpenAnswer("change", dt.datetime(2026, 11, 23, 13, tzinfo=dt.UTC))
    stated = {"role": "applicant", "confirmation": "invited", "replied": replied}

    (section,) = organisation_sections(application([partner("Applies", **stated)]))

    (row,) = section.rows
    assert (row.confirmation, row.given) == ("Applicant", "")
