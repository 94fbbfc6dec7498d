"""Which rows are one organisation, and what the organisation then is."""

import pytest

from eligibility.core import Answer, Reading, Role, normalised
from eligibility.core.census import merge_rows, take_census
from tests.eligibility.core.consortia import (
    SME,
    VET,
    applicant,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core


def names(participants):
    return [each.name for each in participants]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Wien", "universität  wien "),
        ("STRASSE", "straße"),
        ("ﬁrma", "firma"),
        ("Αθήνα", "αθήνα"),
    ],
)
def test_names_are_compared_without_case_width_and_blanks(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Škola", "Skola"), ("A.B.", "AB"), ("A-B", "A B")]
)
def test_accents_and_punctuation_tell_names_apart(one, other):
    assert normalised(one) != normalised(other)


def test_the_same_pic_is_one_organisation_whatever_the_names():
    organisations, merged = merge_rows(
        [partner("A", "FR", pic="123456789"), partner("B", "DE", pic="123456789")]
    )

    assert (len(organisations), len(merged)) == (1, 1)
    assert organisations[0].place is None


def test_the_same_name_in_the_same_country_is_one_organisation():
    organisations, merged = merge_rows([partner("A", "EL"), partner("a", "GR")])

    assert (names(organisations), names(merged)) == (["A"], ["a"])


def test_the_same_name_with_two_pics_stays_two_organisations():
    organisations, merged = merge_rows(
        [partner("A", "FR", pic="123456789"), partner("A", "FR", pic="987654321")]
    )

    assert (len(organisations), merged) == (2, ())


def test_the_same_name_in_two_countries_stays_two_organisations():
    organisations, _ = merge_rows([partner("A", "FR"), partner("A", "DE")])

    assert len(organisations) == 2


def test_the_same_name_without_a_country_stays_two_organisations():
    organisations, _ = merge_rows([partner("A", None), partner("A", None)])

    assert len(organisations) == 2


def test_a_row_without_pic_joins_two_that_have_different_ones():
    organisations, merged = merge_rows(
        [
            partner("A", "FR", pic="123456789"),
            partner("A", "FR", pic="987654321"),
            partner("A", "FR"),
        ]
    )

    assert (len(organisations), len(merged)) == (1, 2)
    assert organisations[0].pic == "123456789"


def test_rows_merge_along_a_chain_of_pic_and_name():
    organisations, _ = merge_rows(
        [
            partner("A", "FR", pic="123456789"),
            partner("B", "DE", pic="123456789"),
            partner("B", "DE"),
            partner("Other", "DE"),
        ]
    )

    assert len(organisations) == 2


def test_the_strongest_role_wins_then_the_confirmed_row():
    organisations, merged = merge_rows(
        [
            partner("a", "FR", role=Role.ASSOCIATED_PARTNER),
            partner("A", "FR", answer=Answer.INVITED),
            partner("A ", "FR"),
        ]
    )

    assert organisations[0].role is Role.FULL_PARTNER
    assert organisations[0].answer is Answer.CONFIRMED
    assert {each.answer for each in merged} == {Answer.CONFIRMED, Answer.INVITED}


def test_different_types_become_open_and_a_missing_one_says_nothing():
    (open_one,), _ = merge_rows([partner("A", "FR", SME), partner("A", "FR", VET)])
    (settled,), _ = merge_rows([partner("A", "FR", SME), partner("A", "FR")])

    assert (open_one.types, settled.types) == ((SME, VET), (SME,))


def test_a_country_stated_once_stands_for_the_organisation():
    (organisation,), _ = merge_rows(
        [partner("A", None, pic="123456789"), partner("B", "FR", pic="123456789")]
    )

    assert organisation.place is not None
    assert organisation.place.code == "FR"


def test_a_declined_row_merges_with_nobody():
    organisations, merged = merge_rows(
        [partner("A", "FR"), partner("A", "FR", SME, answer=Answer.DECLINED)]
    )

    assert (organisations[0].types, merged) == ((), ())


def test_the_same_row_twice_is_counted_once_and_merged_once():
    row = partner("A", "FR")

    organisations, merged = merge_rows([row, row])

    assert (organisations, merged) == ((row,), (row,))


def test_rows_of_one_name_stand_by_country_the_unknown_one_first():
    rows = [partner("A", "FR"), partner("A", None), partner("A", "DE")]

    organisations, _ = merge_rows(rows)

    assert organisations == (rows[1], rows[2], rows[0])


def test_rows_of_one_name_and_no_country_stand_by_pic_the_unknown_one_first():
    rows = [partner("A", None, pic="111111111"), partner("A", None)]

    organisations, _ = merge_rows(rows)

    assert organisations == (rows[1], rows[0])


def test_a_row_alone_is_handed_on_as_it_is_beside_merged_ones():
    alone = partner("Alone", "FR", VET, SME)

    organisations, _ = merge_rows([alone, partner("B"), partner("b")])

    assert organisations[0] is alone


@pytest.mark.parametrize("reading", list(Reading))
def test_a_census_merges_the_rows_unless_that_was_done(reading):
    consortium = snapshot(applicant(), partner("B"), partner("b"))

    seen = take_census(consortium, reading)

    assert seen == take_census(consortium, reading, merge_rows(consortium.participants))
    assert len(seen.merged) == 1
