"""What pages of the law call things."""

from eligibility.catalogue import shipped_rulebook
from eligibility.selectors.rules import kind_heading


def test_lot_and_type_of_one_title_are_named_once():
    headings = {
        kind_heading(lot, kind)
        for lot in shipped_rulebook("2018").lots
        for kind in lot.project_types
    }

    assert headings == {
        "Lot 1: Skills needs identification",
        "Lot 2: Design and delivery of VET",
        "Lot 3: Blueprint for sectoral cooperation on skills",
    }


def test_type_that_differs_from_its_lot_is_named_behind_it():
    rulebook = shipped_rulebook("2020")
    kind = rulebook.project_type("lot-2", "standard")

    assert kind_heading(rulebook.lot("lot-2"), kind) == (
        "Lot 2: Sector Skills Alliances for implementing a new strategic approach"
        " (Blueprint) to sectoral cooperation on skills"
        " · Blueprint for sectoral cooperation on skills"
    )
