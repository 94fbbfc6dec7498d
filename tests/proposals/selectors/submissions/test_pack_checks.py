import hashlib

import pytest

from alliances.views.uploads import PackSizeLimit
from proposals.documents.attached import attached_files
from proposals.files.pack_files import MOST_BYTES
from proposals.models import ApplicationPack
from proposals.selectors.submissions.pack_checks import check_pack, owner_of
from proposals.services.packs import request_pack
from proposals.snapshots import thaw
from tests.factories import make_eligible_draft, submit
from tests.proposals.files.pack_pdfs import pdf_with, whole_files

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 as it is stored"


@pytest.fixture
def submission():
    return submit(make_eligible_draft(acronym="CHARTER"))


def store(packs, content=PDF):
    packs.update(file_sha256=hashlib.sha256(content).hexdigest())


def files_of(submission):
    """Return the files the product itself puts into the pack of a submission."""
    content = submission.snapshot
    held = attached_files(content, thaw(content), copies={})
    return {each.name: each.content for each in held}


def said(submission, content):
    check = check_pack(submission, content)
    return check.mark, check.heading


def test_stored_pack_is_the_submitted_one(submission):
    store(submission.packs)

    assert said(submission, PDF) == ("met", "This is the submitted pack")
    assert owner_of(PDF) == submission


def test_pack_from_before_it_was_sealed_is_the_submitted_one(submission):
    submission.packs.update(
        file_sha256="ab" * 32, drawn_sha256=hashlib.sha256(PDF).hexdigest()
    )

    assert said(submission, PDF) == ("met", "This is the submitted pack")
    assert owner_of(PDF) == submission


def test_one_byte_more_is_not(submission):
    store(submission.packs)

    mark, _heading = said(submission, PDF + b" ")

    assert mark == "not-met"
    assert owner_of(PDF + b" ") is None


def test_draft_of_the_same_proposal_is_named(submission):
    draft = submission.proposal
    draft.alliance.acronym = "OTHER"
    draft.alliance.save()
    pack = request_pack(proposal=draft, by=submission.submitted_by)
    assert pack.submission is None
    store(ApplicationPack.objects.filter(pk=pack.pk))

    assert said(submission, PDF) == ("not-met", "This is a draft of it")
    assert owner_of(PDF) is None


def test_pack_of_an_earlier_submission_is_another(submission):
    store(submission.packs)
    later = submit(submission.proposal)

    assert said(later, PDF) == ("not-met", "This is another pack")


def test_same_content_in_another_file_is_told_apart(submission):
    check = check_pack(submission, pdf_with(files_of(submission)))

    assert (check.mark, check.problems) == ("unknown", ())
    assert check.heading == "The same content, another file"
    assert check.claims
    assert check.claims.number == submission.number


def test_altered_file_is_found_out(submission):
    files = files_of(submission)
    files["proposal.json"] += b" "

    check = check_pack(submission, pdf_with(files))

    assert (check.mark, check.heading) == ("not-met", "This file was altered")
    assert check.problems[0] == "proposal.json is not what the manifest lists."


def test_whole_pack_of_elsewhere_is_another(submission):
    content = pdf_with(whole_files())

    assert said(submission, content) == ("not-met", "This is another pack")


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        (pdf_with({}), "This is not the submitted pack"),
        (pdf_with({}, creator="Writer"), "This is no pack"),
        (pdf_with({})[:-200], "This is not the submitted pack"),
        (b"PK", "This is no PDF"),
    ],
    ids=["draft", "other", "damaged", "zip"],
)
def test_what_holds_no_data_is_not_it(submission, content, heading):
    assert said(submission, content) == ("not-met", heading)


def test_the_door_takes_as_much_as_the_reader():
    assert PackSizeLimit.most_bytes == MOST_BYTES
