import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from eligibility.api.schemas import CONFIRMATIONS, MANIFEST, RECEIPT, schema_text
from proposals.documents import attached
from proposals.documents.attached import attached_files, left_out_of
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import renderer_version
from proposals.snapshots import FrozenAnswer, FrozenCopy, FrozenWarnings
from tests.proposals.documents.applications import (
    RECEIVED,
    application,
    charter,
    partner,
)
from tests.proposals.documents.filled import filled

CONTENT = '{"acronym":"SKILLS"}'
SHA256 = hashlib.sha256(CONTENT.encode()).hexdigest()
SIGNED_AT = dt.datetime(2020, 2, 20, 9, 30, tzinfo=dt.UTC)
SCAN, PHOTO = b"%PDF-1.7 scan", b"\x89PNG\r\n\x1a\n photo"
COPIES = {hashlib.sha256(each).hexdigest(): each for each in (SCAN, PHOTO)}


def copy_of(content, kind="mandate", code="1A2B3C4D"):
    return FrozenCopy(kind, hashlib.sha256(content).hexdigest(), code, SIGNED_AT)


@pytest.fixture
def signed():
    """Return three partners: declaration as a photo, mandate as a scan, none."""
    frozen = application(
        [
            partner("=cmd|' /C calc'!A0", role="applicant"),
            partner("Ελληνικό Ίδρυμα"),
            partner(),
        ],
        submission=RECEIVED,
    )
    applicant, second, third = frozen.partners
    given = FrozenAnswer("Ada Ellis", "Director", SIGNED_AT)
    return replace(
        frozen,
        partners=(
            replace(applicant, signed=copy_of(PHOTO, "declaration", code="")),
            replace(second, signed=copy_of(SCAN), given=given, pic="999999999"),
            third,
        ),
    )


def attached_to(frozen, copies=COPIES):
    return {each.name: each for each in attached_files(CONTENT, frozen, copies=copies)}


def read(files, name):
    return json.loads(files[name].content)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("manifest.json", MANIFEST),
        ("receipt.json", RECEIPT),
        ("confirmations.json", CONFIRMATIONS),
    ],
)
@pytest.mark.parametrize("copies", [COPIES, {}])
def test_files_are_of_the_published_formats(signed, name, schema, copies):
    written = read(attached_to(signed, copies), name)

    Draft202012Validator(json.loads(schema_text(schema))).validate(written)


def test_draft_holds_no_files():
    assert attached_to(charter()) == {}


def test_proposal_is_the_very_bytes_the_receipt_speaks_of(signed):
    files = attached_to(signed)

    assert files["proposal.json"].content == CONTENT.encode()
    assert read(files, "receipt.json")["sha256"] == SHA256


def test_receipt_says_number_moment_and_verdict(signed):
    assert read(attached_to(signed), "receipt.json") == {
        "schema": "ssa-submission-receipt/1",
        "number": "2020-000007",
        "received_at": "2020-02-24T14:42:00+00:00",
        "sha256": SHA256,
        "call": "2020",
        "lot": "lot-2",
        "acronym": "SKILLS",
        "title": "",
        "deadline": "2020-02-26T16:00:00+00:00",
        "outcome": "not_met",
        "outcome_as_confirmed": "not_met",
        "verdict": None,
    }


def test_receipt_and_manifest_say_what_was_accepted_by_name(signed):
    stood = FrozenWarnings(partners=(("P3", "Partner"),), clauses=("duration-allowed",))
    files = attached_to(replace(signed, warnings=stood))

    said = {
        "partners": [{"label": "P3", "name": "Partner"}],
        "clauses": ["duration-allowed"],
    }
    for name, schema in (("receipt.json", RECEIPT), ("manifest.json", MANIFEST)):
        written = read(files, name)
        assert written["warnings"] == said
        Draft202012Validator(json.loads(schema_text(schema))).validate(written)


def test_confirmations_say_who_when_and_what_was_signed(signed):
    written = read(attached_to(signed), "confirmations.json")

    applicant, second, third = written["partners"]
    assert (written["number"], written["sha256"]) == ("2020-000007", SHA256)
    assert second == {
        "label": "P2",
        "name": "Ελληνικό Ίδρυμα",
        "country": "LT",
        "role": "full_partner",
        "pic": "999999999",
        "confirmation": "confirmed",
        "given": {
            "name": "Ada Ellis",
            "function": "Director",
            "at": "2020-02-20T09:30:00+00:00",
        },
        "signed": {
            "kind": "mandate",
            "sha256": hashlib.sha256(SCAN).hexdigest(),
            "code": "1A2B3C4D",
            "at": "2020-02-20T09:30:00+00:00",
        },
    }
    assert (applicant["given"], applicant["signed"]["code"]) == (None, None)
    assert (third["signed"], third["pic"]) == (None, None)


def test_signed_copies_lie_inside_as_they_came(signed):
    files = attached_to(signed)

    assert left_out_of(list(files.values()), signed) == ()
    held = {
        name: (each.content, each.mime, each.relationship)
        for name, each in files.items()
        if each.name.startswith(("mandate", "declaration"))
    }
    assert held == {
        "declaration-P1.png": (PHOTO, "image/png", "Supplement"),
        "mandate-P2.pdf": (SCAN, "application/pdf", "Supplement"),
    }
    assert files["mandate-P2.pdf"].description == (
        "Mandate of P2, Ελληνικό Ίδρυμα: signed copy."
    )


def test_manifest_lists_every_other_file(signed):
    files = attached_to(signed)

    manifest = read(files, "manifest.json")
    assert list(files)[-1] == "manifest.json"
    assert manifest == {
        "schema": "ssa-pack-manifest/1",
        "number": "2020-000007",
        "received_at": "2020-02-24T14:42:00+00:00",
        "sha256": SHA256,
        "renderer": renderer_version(),
        "files": [
            {
                "name": each.name,
                "sha256": hashlib.sha256(each.content).hexdigest(),
                "size": len(each.content),
                "mime": each.mime,
                "relationship": each.relationship,
                "description": each.description,
            }
            for each in list(files.values())[:-1]
        ],
        "left_out": [],
    }


def test_copies_that_are_gone_or_changed_are_named_as_left_out(signed):
    other = {hashlib.sha256(SCAN).hexdigest(): b"%PDF-1.7 another"}

    files = attached_to(signed, other)

    assert "mandate-P2.pdf" not in files
    absent = left_out_of(list(files.values()), signed)
    assert absent == ("declaration-P1", "mandate-P2")
    page = pack_page(signed, digest=SHA256, files=list(files.values()))
    assert "submitted: declaration-P1, mandate-P2. The manifest" in pack_html(page)
    assert read(files, "manifest.json")["left_out"] == [
        {
            "document": document,
            "sha256": hashlib.sha256(content).hexdigest(),
            "reason": "not-found",
        }
        for document, content in (("declaration-P1", PHOTO), ("mandate-P2", SCAN))
    ]


@pytest.mark.parametrize(("short", "held"), [(1, False), (0, True)])
def test_copies_that_are_too_much_together_are_left_out(
    signed, monkeypatch, short, held
):
    monkeypatch.setattr(attached, "MOST_COPIED", len(SCAN) + len(PHOTO) - short)

    files = attached_to(signed)

    left_out = [
        (each["document"], each["reason"])
        for each in read(files, "manifest.json")["left_out"]
    ]
    assert left_out == ([] if held else [("mandate-P2", "too-large-together")])
    assert ("mandate-P2.pdf" in files) is held


def test_budget_is_a_workbook_in_which_nothing_runs():
    frozen = replace(filled(share=0, packages=2), submission=RECEIVED)
    first = replace(frozen.budget.participants[1], name="=1+1")
    participants = {**frozen.budget.participants, 1: first}
    frozen = replace(frozen, budget=replace(frozen.budget, participants=participants))

    file = attached_to(frozen)["budget.xlsx"]

    book = openpyxl.load_workbook(io.BytesIO(file.content))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert book.sheetnames[0] == "Days by work package"
    assert {each.data_type for each in cells} == {"s", "n"}
    assert "'=1+1" in {each.value for each in cells}


def test_first_contents_had_no_budget(signed):
    assert "budget.xlsx" not in attached_to(signed)
