"""Texts that fit a drawing, and the outlines of verdicts."""

import pytest

from proposals.selectors.pictures.drawing import (
    drawable,
    fitted,
    verdict_marks,
    width_of,
    wrapped,
)


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width_of("ill") < width_of("one") < width_of("ONE") < width_of("WWW")


@pytest.mark.parametrize("text", ["漢字", "ელექტრონ"])
def test_a_letter_nobody_measured_is_taken_for_a_square(text):
    assert width_of(text, 10) == 10 * len(text)


def test_what_fits_stays_whole():
    assert fitted("School", width_of("School")) == "School"


def test_what_does_not_fit_ends_in_dots_within_its_room():
    room = width_of("School of") + 1

    short = fitted("School of Iasi", room)

    assert short == "School…"
    assert width_of(short) <= room


def test_nothing_fits_no_room():
    assert fitted("School", 0) == "…"


def test_characters_no_xml_may_hold_are_left_out():
    assert drawable("Sch\x0bool\x00") == fitted("Sch\x0bool\x00", 900) == "School"


def test_lines_break_between_words():
    room = width_of("Labour market")

    assert wrapped("Labour market partners", room) == ("Labour market", "partners")


def test_a_word_longer_than_a_line_is_shortened():
    room = width_of("Berufsbild")

    assert wrapped("Berufsbildungseinrichtung", room) == ("Berufsbil…",)


def test_no_text_has_no_lines():
    assert wrapped(" ", 100) == ()


@pytest.mark.parametrize(
    ("mark", "kinds"),
    [
        ("met", ["dot"]),
        ("not-met", ["box"]),
        ("unknown", ["path"]),
        ("", []),
    ],
)
def test_each_outcome_has_an_outline_of_its_own(mark, kinds):
    found = list(verdict_marks(mark, 6, 20))

    assert [each.kind for each in found] == kinds
    assert all(each.style == mark for each in found)
