import pytest

from proposals.documents.attached import attached_files
from proposals.models import ApplicationPack, ConfirmationRequest, SignedCopy
from proposals.services.pack_copies import copies_named_in
from proposals.snapshots import thaw
from tests.factories import make_eligible_draft, submit
from tests.proposals.services.signing import blank_pdf, confirmed_link, upload_signed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("sent")]
FIRST, SECOND = blank_pdf(), blank_pdf(pages=2)


@pytest.fixture
def signed(proposal):
    """Return the digests of two mandates that stand."""
    return [
        upload_signed(proposal, number=number, content=content).sha256
        for number, content in ((2, FIRST), (3, SECOND))
    ]


@pytest.fixture
def submitted(signed, proposal):  # noqa: ARG001  # submitted with them
    return ApplicationPack.objects.get(submission=submit(proposal))


def found(pack, digests):
    copies = copies_named_in(pack=pack)
    return [copies.get(each) for each in digests]


def test_submission_names_its_copies(submitted, signed):
    assert found(submitted, signed) == [FIRST, SECOND]


def test_copies_that_were_replaced_since_are_still_those_of_the_submission(
    submitted, signed, proposal
):
    newer = upload_signed(proposal, content=blank_pdf(pages=3)).sha256

    assert found(submitted, [*signed, newer]) == [FIRST, SECOND, None]


def test_copy_of_another_alliance_is_not_taken(submitted, signed):
    other = make_eligible_draft(acronym="OTHER")
    SignedCopy.objects.filter(sha256=signed[0]).update(
        partnership=other.alliance.partnerships.get(number=2)
    )

    assert found(submitted, signed) == [None, SECOND]


def test_copy_whose_file_is_gone_is_absent(submitted, signed):
    SignedCopy.objects.filter(sha256=signed[0]).update(file="signed/gone.pdf")

    assert found(submitted, signed) == [None, SECOND]


def test_files_name_who_confirmed_and_hold_no_address(proposal):
    confirmed_link(proposal)
    address = ConfirmationRequest.objects.get().email
    submission = submit(proposal)

    frozen = thaw(submission.snapshot)
    files = attached_files(submission.snapshot, frozen, copies={})

    held = {each.name: each.content for each in files}
    assert b'"name":"Anna"' in held["confirmations.json"]
    assert address
    assert [name for name, each in held.items() if address.encode() in each] == []
