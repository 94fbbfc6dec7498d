"""Beside each act and proof stands that this is not the submission to the Agency."""

import pytest
from django.core import mail
from django.urls import reverse

from proposals.models import SubmissionNotice
from proposals.services.letters import send_letter
from proposals.verify_codes import verify_code
from tests.factories import make_eligible_draft, submit

pytestmark = pytest.mark.django_db
SENTENCE = (
    "Nothing goes to the Executive Agency (EACEA) from this site: the official"
    " application is sent to it separately. This site supports that and does not"
    " replace it."
)


@pytest.fixture
def draft():
    return make_eligible_draft()


def test_it_is_said_beside_the_button_on_the_receipt_and_where_it_is_checked(
    client, draft
):
    client.force_login(draft.alliance.coordinator)
    before = client.get(reverse("submit", args=[draft.alliance.public_id]))
    submission = submit(draft)
    code = verify_code(number=submission.number, sha256=submission.sha256)
    receipt = client.get(reverse("receipt", args=[submission.number]))
    verified = client.get(reverse("verified", args=[submission.number, code]))

    form = before.content.decode().partition('id="submit-heading"')[2]
    assert SENTENCE in form.partition("Submit SKILLS</button>")[0]
    assert SENTENCE in receipt.content.decode()
    assert SENTENCE in verified.content.decode()


def test_it_is_said_in_the_mail_about_a_submission(draft):
    submit(draft)
    send_letter(kind="submission-notice", key=SubmissionNotice.objects.get().pk)

    assert SENTENCE in mail.outbox[-1].body
