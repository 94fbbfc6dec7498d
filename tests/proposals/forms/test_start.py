"""Forms that begin an alliance: shape, kept entries, every problem of a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from proposals.forms.start import DetailsForm, FileForm, ImportForm, ListForm
from tests.alliances.files.workbooks import PATRAS, make_book

KINDS = [("2020/lot-2/standard", "Call 2020, Lot 2: Blueprint")]
SHEET = b"name,country,role\nUniversitat de Barcelona,ES,applicant\n"


def details(sectors=(), **entries):
    return DetailsForm(entries, sectors=list(sectors))


def imported(content, name="consortium.json", *, is_too_large=False, **entries):
    files: MultiValueDict = MultiValueDict()
    if content is not None:
        files["file"] = SimpleUploadedFile(name, content)
    return ImportForm(entries, files, kinds=KINDS, is_too_large=is_too_large)


def test_details_need_an_acronym_only():
    form = details()

    assert form.errors == {"acronym": ["Enter an acronym."]}
    named = details(acronym="ATLAS")
    assert named.is_valid()
    assert named.cleaned_data == {
        "acronym": "ATLAS",
        "sector": "",
    }


@pytest.mark.parametrize(("length", "is_valid"), [(50, True), (51, False)])
def test_acronym_holds_fifty_characters(length, is_valid):
    assert details(acronym="A" * length).is_valid() is is_valid


def test_sector_of_a_lot_with_a_list_is_chosen():
    sectors = [("cultural-heritage", "Cultural heritage")]

    assert details(sectors, acronym="A", sector="cultural-heritage").is_valid()
    assert details(sectors, acronym="A", sector="").is_valid()
    assert not details(sectors, acronym="A", sector="textiles").is_valid()


def test_sector_of_a_lot_without_a_list_is_typed():
    assert details(acronym="A", sector="textiles").is_valid()


def test_import_without_a_file_asks_for_one():
    assert imported(None).errors == {"file": ["Choose a file."]}


def test_json_states_its_own_call():
    content = {
        "schema": "ssa-consortium/1",
        "call": "2020",
        "lot": "lot-2",
        "partners": [{"name": "Universitat de Barcelona", "role": "applicant"}],
    }
    form = imported(json.dumps(content).encode())

    assert form.is_valid()
    assert (form.consortium.call, form.consortium.lot) == ("2020", "lot-2")
    assert [each.name for each in form.consortium.partners] == [
        "Universitat de Barcelona"
    ]


def test_list_takes_what_stands_beside_it():
    form = imported(SHEET, "list.csv", kind="2020/lot-2/standard", acronym="ATLAS")

    assert form.is_valid()
    assert form.consortium is None
    assert form.cleaned_data["content"] == SHEET
    assert form.stated() == {
        "call": "2020",
        "lot": "lot-2",
        "project_type": "standard",
        "acronym": "ATLAS",
    }


@pytest.mark.parametrize(
    ("content", "name"), [(SHEET, "list.csv"), (make_book(PATRAS), "list.xlsx")]
)
def test_list_may_leave_its_kind_to_the_next_page(content, name):
    form = imported(content, name, acronym="ATLAS")

    assert form.is_valid()
    assert form.stated() == {"acronym": "ATLAS"}


def test_list_may_hold_what_has_to_be_looked_at():
    rows = b"Land,Rolle\nZZ,boss\n"

    assert imported(rows, "list.csv", kind="2020/lot-2/standard").is_valid()


@pytest.mark.parametrize("content", [b"name,role\n", b" "])
def test_list_without_rows_is_refused(content):
    form = imported(content, "list.csv", kind="2020/lot-2/standard")

    assert not form.is_valid()
    assert [str(each) for each in form.problems] == [
        "the file: no rows below a heading; expected a heading and one partner per row"
    ]


def test_every_problem_of_a_json_file_is_listed():
    partners = [{"name": "A", "role": "boss", "country": "ZZ"}]
    content = {"schema": "ssa-consortium/1", "lot": "lot-2", "partners": partners}
    form = imported(json.dumps(content).encode())

    assert not form.is_valid()
    assert sorted(each.where for each in form.problems) == [
        "/call",
        "/partners/0/country",
        "/partners/0/role",
    ]
    assert form.errors == {"file": ["The file was not taken: 3 things to correct."]}


@pytest.mark.parametrize(
    ("partners", "is_valid"),
    [([{"name": "A", "role": "full_partner"}], True), ([], False)],
)
def test_partners_of_a_consortium_file_are_a_list(partners, is_valid):
    content = {"schema": "ssa-consortium/1", "call": "2020", "lot": "lot-2"}
    file = json.dumps({**content, "partners": partners}).encode()
    files: MultiValueDict = MultiValueDict()
    files["file"] = SimpleUploadedFile("consortium.json", file)

    assert ListForm({}, files).is_valid() == is_valid


def test_file_form_leaves_reading_to_others():
    with pytest.raises(NotImplementedError):
        FileForm().read(b"", "")


def test_unknown_kind_is_refused_before_the_file_is_read():
    form = imported(b"no json", kind="1999/lot-9/standard")

    assert list(form.errors) == ["kind"]
    assert form.problems == ()


def test_dropped_file_is_said_to_be_too_large_and_not_read():
    form = imported(None, is_too_large=True, acronym="ATLAS")

    assert form.errors == {
        "file": [
            "The file is larger than 5 MB, so it was not read. Choose a smaller one."
        ]
    }
    assert form["acronym"].value() == "ATLAS"
