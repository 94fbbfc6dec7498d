import hashlib
import io

import pytest
from django.core.management import CommandError, call_command

from proposals.documents.attached import attached_files
from proposals.snapshots import thaw
from tests.factories import make_eligible_draft, submit
from tests.proposals.files.pack_pdfs import NUMBER, pdf_with, whole_files

WRONG, UNREADABLE = 1, 2
SITE = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return tmp_path / "pack.pdf"


def run(path, **options):
    """Return the exit status with what was said, and what was complained of."""
    said, complained, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command(
            "verify_pack", str(path), stdout=said, stderr=complained, **options
        )
    except CommandError as error:
        complained.write(str(error))
        status = error.returncode
    return status, said.getvalue(), complained.getvalue()


def test_whole_pack_is_whole_without_the_site(file):
    file.write_bytes(pdf_with(whole_files()))

    status, said, complained = run(file, offline=True)

    digest = hashlib.sha256(whole_files()["proposal.json"]).hexdigest()
    first, second = said.splitlines()
    assert (status, complained) == (0, "")
    assert first == (
        f"2 files agree with the manifest: {NUMBER}, received 2020-02-24T14:42:07Z,"
        f" digest {digest}."
    )
    assert second.startswith("Not proved without the site: ")


def test_altered_pack_is_found_out_without_the_site(file):
    file.write_bytes(pdf_with(whole_files() | {"receipt.json": b"{}"}))

    status, said, complained = run(file, offline=True)

    assert (status, said) == (WRONG, "")
    assert complained.startswith("receipt.json is not what the manifest lists.\n")


def test_pack_without_data_is_refused(file):
    file.write_bytes(pdf_with({}))

    assert run(file, offline=True) == (
        WRONG,
        "",
        "It holds no data to check: no pack, a draft or a plain one.",
    )


@pytest.mark.parametrize("content", [b"PK", pdf_with({})[:-200]], ids=["zip", "half"])
def test_unreadable_file_ends_with_two(file, content):
    file.write_bytes(content)

    assert run(file, offline=True)[0] == UNREADABLE


def test_missing_file_ends_with_two(file):
    status, _said, complained = run(file)

    assert status == UNREADABLE
    assert complained == f"{file} cannot be read: No such file or directory."


@SITE
def test_stored_pack_is_the_submitted_one(file):
    submission = submit(make_eligible_draft(acronym="CHARTER"))
    file.write_bytes(b"%PDF-1.7")
    submission.packs.update(file_sha256=hashlib.sha256(b"%PDF-1.7").hexdigest())

    status, said, complained = run(file)

    assert (status, complained) == (0, "")
    assert said.startswith(f"{submission.number}: This is the submitted pack. ")


@SITE
def test_same_content_in_another_file_is_not_byte_for_byte(file):
    submission = submit(make_eligible_draft(acronym="CHARTER"))
    content = submission.snapshot
    held = attached_files(content, thaw(content), copies={})
    file.write_bytes(pdf_with({each.name: each.content for each in held}))

    status, said, complained = run(file)

    assert status == WRONG
    assert said.startswith(f"{submission.number}: The same content, another file. ")
    assert complained == "This is not the submitted pack, byte for byte."


@SITE
def test_altered_pack_is_said_with_what_differs(file):
    submission = submit(make_eligible_draft(acronym="CHARTER"))
    content = submission.snapshot
    held = {
        each.name: each.content
        for each in attached_files(content, thaw(content), copies={})
    }
    file.write_bytes(pdf_with(held | {"confirmations.json": b"{}"}))

    status, _said, complained = run(file)

    assert status == WRONG
    assert complained.startswith("confirmations.json is not what the manifest lists.")


@SITE
def test_pack_of_another_site_is_of_no_submission(file):
    file.write_bytes(pdf_with(whole_files()))

    assert run(file) == (
        WRONG,
        "",
        "This is the pack of no submission of this site.",
    )
