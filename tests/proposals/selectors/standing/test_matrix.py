"""Who covers what: countries against groups, with the verdict at the foot."""

import pytest
from django.utils import timezone, translation

from alliances.enums import Confirmation, Role
from proposals.documents.matrix import composition_matrix
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.matrix import matrix_of
from proposals.snapshots import freeze, thaw
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


def matrix(proposal):
    return matrix_of(*standing_of(proposal, now=timezone.now()))


def labels(row):
    return [[each.label for each in cell.entries] for cell in row.cells]


def test_every_organisation_stands_in_one_cell():
    found = matrix(make_eligible_draft())

    assert {row.code: labels(row) for row in found.rows} == {
        "BE": [["P2"], [], []],
        "BG": [[], ["P3"], []],
        "ES": [[], ["P1"], []],
    }
    assert len(found.columns) == 3
    assert found.columns[-1] == "Neither group"
    assert found.neither == 0


def test_countries_are_sorted_by_name_and_the_unknown_comes_last():
    draft = make_draft()
    for code in (None, "ES", "GR", "DE", "GB", "BE"):
        add(draft, f"Organisation in {code}", code, "ngo")

    rows = matrix(draft).rows

    assert [row.code for row in rows] == ["BE", "DE", "EL", "ES", "UK", "–"]
    assert [row.iso for row in rows] == ["BE", "DE", "GR", "ES", "GB", ""]
    assert rows[-1].country == "Country not stated"


def test_countries_are_sorted_as_the_reader_does():
    draft = make_draft()
    for code in ("FR", "CZ", "BE"):
        add(draft, f"Organisation in {code}", code, "ngo")

    with translation.override("sr-latn"):
        rows = matrix(draft).rows

    assert [row.country for row in rows] == ["Belgija", "Češka", "Francuska"]


def test_gap_opens_the_form_for_its_country_and_group():
    draft = make_draft()
    add(draft, "Academy of Athens", "GR", "higher_education")

    found = matrix(draft)

    (row,) = found.rows
    assert row.cells[0].query == "country=GR&group=min-labour-market"
    assert [each.query for each in found.totals[0]] == ["group=min-labour-market"] * 2


def test_partner_country_says_so_and_is_offered_nothing():
    draft = make_draft()
    add(draft, "Tbilisi College", "GE", "vet_provider")
    add(draft, "Polar Station", "AQ", "vet_provider")
    add(draft, "School of Plovdiv", "BG", "vet_provider")

    notes = {row.code: row.note for row in matrix(draft).rows}
    wishes = {row.code: row.cells[0].wish for row in matrix(draft).rows}

    assert notes == {"AQ": "no status", "BG": "", "GE": "Partner country"}
    assert bool(wishes["BG"])
    assert (wishes["GE"], wishes["AQ"]) == ("", "")


def test_wish_stands_only_where_the_group_lacks_partners():
    lacking = make_draft()
    add(lacking, "School of Plovdiv", "BG", "vet_provider")
    enough = make_eligible_draft(lacking.alliance.call)

    (row,) = matrix(lacking).rows
    wishes = [cell.wish for row in matrix(enough).rows for cell in row.cells]

    assert row.cells[0].wish.endswith(": add one from Bulgaria")
    # Where somebody stands, and in neither group, nothing is wished for.
    assert [cell.wish for cell in row.cells[1:]] == ["", ""]
    assert set(wishes) == {""}


def test_what_counts_towards_no_minimum_wears_an_asterisk():
    draft = make_eligible_draft()
    assert not matrix(draft).has_uncounted
    add(draft, "Berlin Forum", "DE", "vet_provider", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Tbilisi College", "GE", "vet_provider")

    entries = [
        entry
        for row in matrix(draft).rows
        for cell in row.cells
        for entry in cell.entries
    ]

    assert matrix(draft).has_uncounted
    assert matrix(draft).neither == 2
    assert {each.label: each.counts for each in entries} == {
        "P1": True,
        "P2": True,
        "P3": True,
        "P4": False,
        "P5": False,
    }


def test_second_row_of_one_organisation_counts_in_no_group():
    draft = make_eligible_draft()
    third = draft.alliance.partnerships.get(number=3)
    add(draft, third.name, third.country_id, "vet_provider")

    found = matrix(draft)

    (row,) = [each for each in found.rows if each.iso == third.country_id]
    assert labels(row) == [[], ["P3"], ["P4"]]
    assert [each.counts for cell in row.cells for each in cell.entries] == [True, False]
    assert (found.neither, found.has_uncounted, found.repeated) == (1, True, 1)


def test_matrix_and_pack_say_the_same_of_who_is_in_neither_group():
    draft = make_eligible_draft()
    add(draft, "Berlin Forum", "DE", "vet_provider", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Tbilisi College", "GE", "vet_provider")
    add(draft, "Charity", "BE", "ngo")
    snapshot, report = standing_of(draft, now=timezone.now())
    application = thaw(freeze(draft, snapshot=snapshot, report=report))

    printed = composition_matrix(application)

    assert printed.footer[-1] == f"{matrix(draft).neither} in neither"
    assert matrix(draft).neither == 3


def test_type_still_open_between_groups_stands_in_neither():
    draft = make_draft()
    add(draft, "Open house", "BE", "vet_provider", "sme")
    add(draft, "Open school", "BE", "vet_provider", "higher_education")
    add(draft, "Unknown", "BE")

    found = matrix(draft)

    assert labels(found.rows[0]) == [[], ["P2"], ["P1", "P3"]]
    assert found.neither == 2


def test_who_declined_or_withdrew_is_gone():
    draft = make_eligible_draft()
    for answer in (Confirmation.DECLINED, Confirmation.WITHDRAWN):
        add(draft, "Gone", "DE", "vet_provider", confirmation=answer)

    assert [row.code for row in matrix(draft).rows] == ["BE", "BG", "ES"]


def test_foot_repeats_the_verdict_of_both_readings():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    labour, education = matrix(draft).totals

    assert [(each.reading, each.mark, each.figure) for each in labour] == [
        ("planned", "met", "1 of 1"),
        ("confirmed", "unknown", "0 to 1 of 1"),
    ]
    assert [(each.mark, each.missing) for each in education] == [("met", 0), ("met", 0)]


def test_foot_says_how_many_to_find():
    draft = make_draft()
    add(draft, "School of Plovdiv", "BG", "vet_provider")
    labour, _education = matrix(draft).totals

    assert [(each.mark, each.missing) for each in labour] == [
        ("not-met", 1),
        ("not-met", 1),
    ]
