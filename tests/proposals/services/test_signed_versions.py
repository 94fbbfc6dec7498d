"""Which version a signed copy is of, and papers that are none of this partner."""

import pytest

from proposals.errors.formal_documents import CodeUnknown, CopyOfAnother, CopyUnsigned
from proposals.models import SignedCopy
from tests.proposals.services.signing import draw, signed, upload_signed

pytestmark = pytest.mark.django_db


def test_the_typed_code_tells_the_version(proposal):
    document = draw(proposal)
    code = f"{document.code[:4]} {document.code[4:]}".lower()

    assert upload_signed(proposal, code=code).document == document


def test_our_own_file_tells_its_version_itself(proposal):
    document = draw(proposal)

    assert upload_signed(proposal, content=signed(document)).document == document


def test_the_paper_of_another_partner_is_refused_by_its_number(proposal):
    draw(proposal)
    other = signed(draw(proposal, 3))

    with pytest.raises(CopyOfAnother, match="P3"):
        upload_signed(proposal, content=other)

    assert not SignedCopy.objects.exists()


def test_the_paper_as_it_was_drawn_is_refused_as_not_signed(proposal):
    document = draw(proposal)

    with pytest.raises(CopyUnsigned), document.file.open() as file:
        upload_signed(proposal, content=file.read(), code=document.code)


def test_a_scan_without_a_code_is_of_no_known_version(proposal):
    draw(proposal)

    assert upload_signed(proposal).document is None


def test_the_beginning_of_a_code_is_no_code(proposal):
    document = draw(proposal)

    with pytest.raises(CodeUnknown):
        upload_signed(proposal, code=document.code[:4])
