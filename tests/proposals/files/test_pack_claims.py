import hashlib
import json

import pytest

from proposals.files import pack_claims
from proposals.files.pack_claims import MOST_SHOWN, claims_of
from tests.proposals.files.pack_pdfs import NUMBER, RECEIVED, content_of, whole_files

CONTENT = content_of()
DIGEST = hashlib.sha256(CONTENT).hexdigest()
NUMBERS = "Manifest, receipt and content do not give one number."
MOMENTS = "Manifest, receipt and content do not give one moment of receipt."
OF_CONTENT = "The digest on the receipt is not that of proposal.json."
DIGESTS = "Manifest and receipt give different digests."
NO_MANIFEST = "There is no manifest that could be read."


def changed(name, **values):
    files = whole_files()
    files[name] = json.dumps(json.loads(files[name]) | values).encode()
    return files


def test_whole_pack_agrees_with_itself():
    claims = claims_of(whole_files())

    assert claims.problems == ()
    assert (claims.number, claims.received_at) == (NUMBER, RECEIVED)
    assert (claims.sha256, claims.content_sha256) == (DIGEST, DIGEST)
    assert claims.checked == 2


def test_changed_content_is_found():
    files = whole_files() | {"proposal.json": CONTENT + b" "}

    assert claims_of(files).problems == (
        "proposal.json is not what the manifest lists.",
        OF_CONTENT,
    )


def test_changed_receipt_is_found():
    files = changed("receipt.json", received_at="2020-02-27T00:00:00Z")

    assert claims_of(files).problems == (
        "receipt.json is not what the manifest lists.",
        MOMENTS,
    )


def test_changed_manifest_is_found():
    assert claims_of(changed("manifest.json", number="9")).problems == (NUMBERS,)
    assert claims_of(changed("manifest.json", sha256="9")).problems == (DIGESTS,)


def test_missing_and_added_files_are_found():
    files = whole_files() | {"x" * 200: b""}
    del files["receipt.json"]

    told = claims_of(files).problems

    assert told[:2] == (
        "receipt.json is missing.",
        f"{'x' * MOST_SHOWN} is not in the manifest.",
    )


def test_pack_without_files_claims_nothing():
    claims = claims_of({})

    assert (claims.number, claims.content_sha256, claims.checked) == ("", "", 0)
    assert claims.problems == (NO_MANIFEST, OF_CONTENT, NUMBERS, MOMENTS)


@pytest.mark.parametrize(
    "text",
    [b"[", b"[1]", b"\xff", b"[" * 100_000, b'{"files": 1}', b'{"files": [1]}'],
)
def test_nonsense_is_no_manifest(text):
    told = claims_of(whole_files() | {"manifest.json": text}).problems

    assert told != ()


ACCEPTED = {
    "partners": [{"label": "P2", "name": "Chamber of Ghent"}],
    "clauses": ["min-full-partners"],
}
NAMED = "Manifest, receipt and content do not say alike what was accepted by name."


def named_files():
    return whole_files(content_of(warnings=ACCEPTED), warnings=ACCEPTED)


def test_what_was_accepted_by_name_agrees():
    assert claims_of(named_files()).problems == ()


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        ACCEPTED | {"clauses": []},
        ACCEPTED | {"partners": []},
        ACCEPTED | {"partners": [{"label": "P2", "name": "Another"}]},
        {"partners": {}, "clauses": 3},
        {"partners": [3, {"name": 4}], "clauses": [5]},
    ],
    ids=["none", "empty", "clauses", "partners", "name", "shape", "nonsense"],
)
def test_another_list_of_what_was_accepted_is_found(said):
    files = named_files()
    written = json.loads(files["manifest.json"]) | {"warnings": said}
    files["manifest.json"] = json.dumps(written).encode()

    assert claims_of(files).problems == (NAMED,)


def test_receipt_that_leaves_out_what_was_accepted_is_found():
    files = whole_files(content_of(warnings=ACCEPTED))

    assert claims_of(files).problems == (NAMED,)


def test_manifest_of_more_files_than_a_pack_has_is_none(monkeypatch):
    monkeypatch.setattr(pack_claims, "MOST_LISTED", 2)
    assert claims_of(whole_files()).problems == ()

    monkeypatch.setattr(pack_claims, "MOST_LISTED", 1)
    assert claims_of(whole_files()).problems == (NO_MANIFEST,)


def test_what_is_too_long_to_be_parsed_says_nothing(monkeypatch):
    files = whole_files()
    longest = max(map(len, files.values()))
    monkeypatch.setattr(pack_claims, "MOST_JSON", longest)
    assert claims_of(files).problems == ()

    monkeypatch.setattr(pack_claims, "MOST_JSON", longest - 1)
    assert claims_of(files).problems != ()


@pytest.mark.parametrize("odd", ["\x00", "\x1b[2J", "\u202e", "\ud800", "\n"])
def test_what_no_page_or_terminal_can_show_is_marked(odd):
    name = f"a{odd}"
    files = changed("receipt.json", number=name) | {name: b""}

    told = claims_of(files)

    shown = f"a\ufffd{odd[1:]}"
    assert told.number == shown
    assert f"{shown} is not in the manifest." in told.problems
