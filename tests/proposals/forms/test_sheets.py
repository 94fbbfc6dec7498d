"""Which column is what, as a form: what was chosen, or the guess."""

from dataclasses import replace

import pytest

from alliances.files.lists import read_list
from alliances.files.mapping import Mapping
from proposals.forms.sheets import MappingForm, mapping_from
from proposals.selectors.files.destinations import Destination

SHEET = read_list(
    b"Partners\nOrganisation;Land;Rolle\nUni Wien;AT;P1\nForge;BE;P2\n", "a.csv"
)
INTO = Destination("CYBER", is_new=False)
GUESS = Mapping(heading=2, columns=("name", "country", "role"))


def test_guess_is_taken_until_somebody_chose():
    assert mapping_from({}, SHEET) == GUESS


def test_choice_is_taken_as_it_was_seen():
    mapping = Mapping(2, ("name", "", "type"), "full_partner", yields=True)
    form = MappingForm(SHEET, mapping, INTO)

    assert dict(form.chosen()) == {
        "heading": "2",
        "seen": "2",
        "missing_role": "full_partner",
        "yields": "on",
        "column-0": "name",
        "column-2": "type",
    }
    assert mapping_from(dict(form.chosen()), SHEET) == form.mapping


def test_new_alliance_travels_with_the_mapping():
    to = Destination("ATLAS", is_new=True, kind="open/lot-2/large")
    form = MappingForm(SHEET, GUESS, to, kinds=[("open/lot-2/large", "Large")])

    seen = dict(form.chosen())

    assert (seen["kind"], seen["acronym"]) == ("open/lot-2/large", "ATLAS")
    assert '<option value="open/lot-2/large" selected>' in str(form["kind"])
    assert 'value="ATLAS"' in str(form["acronym"])


def test_every_choice_changes_what_is_shown():
    mappings = [
        GUESS,
        replace(GUESS, heading=3),
        replace(GUESS, missing_role="full_partner"),
        replace(GUESS, yields=True),
        replace(GUESS, columns=("name", "", "country")),
    ]

    assert len({MappingForm(SHEET, each, INTO).shown() for each in mappings}) == 5


def test_other_heading_is_guessed_anew():
    chosen = {"heading": "3", "seen": "2", "column-0": "name"}

    assert mapping_from(chosen, SHEET) == Mapping(3, ("", "", ""))


@pytest.mark.parametrize("heading", ["", "x", "²", "99999999", "77"])
def test_heading_that_is_none_is_looked_for(heading):
    assert mapping_from({"heading": heading}, SHEET).heading == 2


def test_choices_there_are_not_are_none():
    chosen = {"seen": "2", "column-0": "boss", "missing_role": "applicant"}

    assert mapping_from(chosen, SHEET) == Mapping(2, ("", "", ""))


def test_columns_stand_beside_their_controls():
    form = MappingForm(SHEET, GUESS, INTO)

    columns = [
        (each.column.letter, each.column.heading, each.column.samples)
        for each in form.columns()
    ]
    assert columns == [
        ("A", "Organisation", "Uni Wien, Forge"),
        ("B", "Land", "AT, BE"),
        ("C", "Rolle", "P1, P2"),
    ]
    assert [each.field.value() for each in form.columns()] == [
        "name",
        "country",
        "role",
    ]
    assert 'aria-invalid="true"' not in form.as_p()
    assert "Row 1: Partners" in str(form["heading"])


def test_rows_left_out_are_carried_along():
    chosen = {"row-7": "out", "row-3": "out", "row-4": "in", "row-x": "out"}

    mapping = mapping_from(chosen, SHEET)

    assert mapping.left_out == {3, 7}
    form = MappingForm(SHEET, mapping, INTO)
    assert [each for each in form.chosen() if each[0].startswith("row-")] == [
        ("row-3", "out"),
        ("row-7", "out"),
    ]
    # The choice stands beside its row: nothing has to be looked at again for it.
    assert form.shown() == MappingForm(SHEET, mapping_from({}, SHEET), INTO).shown()
