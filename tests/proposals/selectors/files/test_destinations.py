"""Where a list goes, as it was stated beside the file or chosen since."""

import pytest

from proposals.selectors.files.destinations import Destination, destination_of
from proposals.services.sheets import keep_sheet
from tests.factories import make_call, make_draft, make_user

pytestmark = pytest.mark.django_db

STATED = {"call": "open", "lot": "lot-2", "project_type": "large", "acronym": "ATLAS"}


def destination(chosen=None, *, stated=STATED, target=None):
    by = target.alliance.coordinator if target else make_user()
    kept = keep_sheet(
        file_name="a.csv", content=b"a", stated=stated, target=target, by=by
    )
    return destination_of(kept, chosen or {})


def test_new_alliance_says_what_it_applies_for():
    make_call("open")

    found = destination()

    assert found == Destination(
        "ATLAS",
        is_new=True,
        kind="open/lot-2/large",
        words="Call open, Lot 2: Large",
    )
    assert found.stated == STATED


def test_choice_takes_the_place_of_what_stood_beside_the_file():
    make_call("open")

    found = destination({"kind": "open/lot-1/standard", "acronym": f" {'N' * 60}"})

    assert (found.kind, found.acronym) == ("open/lot-1/standard", "N" * 50)
    assert found.stated == {
        "call": "open",
        "lot": "lot-1",
        "project_type": "standard",
        "acronym": "N" * 50,
    }


@pytest.mark.parametrize(
    ("chosen", "stated"),
    [
        ({"kind": ""}, STATED),
        ({"kind": "open/lot-9/x"}, STATED),
        ({"kind": "open/lot-2/large/more"}, STATED),
        ({}, {}),
    ],
)
def test_type_of_project_there_is_not_is_none(chosen, stated):
    make_call("open")

    found = destination(chosen, stated=stated)

    assert (found.kind, found.words, found.is_new) == ("", "", True)


def test_list_for_an_alliance_names_it():
    target = make_draft(acronym="CYBER")

    assert destination(target=target) == Destination("CYBER", is_new=False)
