import json

import pytest

from proposals.documents.organisations import organisation_sections
from proposals.models import Submission
from proposals.services.signed_copies import remove_copy
from proposals.snapshots import thaw
from tests.factories import make_eligible_draft, submit
from tests.proposals.services.signing import draw, upload_signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(acronym="CHARTER")


def frozen(submission: Submission):
    return {each.number: each for each in thaw(submission.snapshot).partners}


def rows(submission: Submission):
    sections = organisation_sections(thaw(submission.snapshot))
    return {row.label: row.signed for each in sections for row in each.rows}


def test_a_submission_freezes_which_copy_stood(draft):
    document = draw(draft)
    upload_signed(draft)
    copy = upload_signed(draft, code=document.code)

    submission = submit(draft)
    upload_signed(draft)

    found = frozen(submission)[2].signed
    assert found is not None
    assert (found.kind, found.sha256, found.code, found.at) == (
        *("mandate", copy.sha256, document.code),
        copy.uploaded_at,
    )
    assert rows(submission)["P2"].endswith(
        f"SHA-256 {copy.sha256[:8]}, code {document.code}"
    )


def test_a_copy_of_no_known_version_is_frozen_without_a_code(draft):
    copy = upload_signed(draft, number=1)

    submission = submit(draft)

    words = rows(submission)["P1"]
    assert words.startswith("Declaration on honour, signed copy of ")
    assert words.endswith(f"SHA-256 {copy.sha256[:8]}")


def test_where_none_stands_the_content_is_as_before(draft):
    copy = upload_signed(draft)
    by = draft.alliance.coordinator
    remove_copy(proposal=draft, number=2, key=copy.pk, by=by)

    submission = submit(draft)

    partners = json.loads(submission.snapshot)["partners"]
    assert [each.get("signed") for each in partners] == [None] * 3
    assert not any("signed" in each for each in partners)
    assert set(rows(submission).values()) == {""}
