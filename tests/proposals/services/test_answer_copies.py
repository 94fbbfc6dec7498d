"""A copy of each answer goes to the contact: who, what, when, for which version."""

import pytest
from django.core import mail
from django.utils import timezone, translation

from proposals.enums import LetterState
from proposals.models import AnswerCopy, ConfirmationRequest
from proposals.models.confirmations import digest_of
from proposals.services.confirmation_requests import request_confirmation
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from proposals.services.dispatch import RETRY_AFTER
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.tasks import SENDERS
from tests.proposals.services.asking import ADDRESS, ask_by_mail, make_charter, shown

pytestmark = pytest.mark.django_db

TASK = "proposals.tasks.send_answer_copy"


@pytest.fixture
def draft(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_charter(title="A secret title")


def confirm(draft):
    return confirm_participation(
        token=ask_by_mail(draft),
        name="Anna\r\nBcc: all@example.org",
        function="Rector",
        seen_digest=shown(draft),
    )


def copy_of(request):
    SENDERS["answer-copy"](str(AnswerCopy.objects.get(request=request).pk))
    return mail.outbox[-1]


def test_copy_says_who_answered_what_when_and_for_which_version(
    draft, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = confirm(draft)
    queued = sent[-1]
    sent_copy = copy_of(request)

    assert queued == (TASK, str(request.copy.pk))
    assert sent_copy.to == [ADDRESS]
    assert sent_copy.subject == "Your answer about CHARTER: Chamber of Ghent"
    body = sent_copy.body
    assert "Chamber of Ghent takes part in the consortium CHARTER." in body
    assert "Answered by Anna Bcc: all@example. org, Rector," in body
    assert "Brussels time." in body
    assert " ".join([request.covered_digest[:8], request.covered_digest[8:16]]) in body
    assert "Maria Kazlauskienė, maria@example.org" in body
    request.copy.refresh_from_db()
    assert request.copy.letter_state == LetterState.SENT


def test_copy_has_no_text_of_the_proposal_and_no_reason(draft):
    request = decline_participation(
        token=ask_by_mail(draft), name="Bea", function="", reason="Our secret reason."
    )
    body = copy_of(request).body

    assert "takes no part in the consortium CHARTER" in body
    assert "SHA-256" not in body
    assert "secret" not in body


def test_copy_of_a_change_says_that_it_was_asked_for(draft):
    request = ask_for_change(
        token=ask_by_mail(draft),
        name="Bea",
        function="",
        proposed={},
        words="Fewer secret days.",
    )
    body = copy_of(request).body

    assert "asks for a change before it confirms" in body
    assert "secret" not in body


def test_stranger_gets_no_more_mail(draft):
    disown_organisation(token=ask_by_mail(draft), name="")

    assert not AnswerCopy.objects.exists()


def test_copy_that_got_lost_is_sent_again_and_once(
    draft, sent, django_capture_on_commit_callbacks
):
    request = confirm(draft)
    AnswerCopy.objects.update(queued_at=timezone.now() - 2 * RETRY_AFTER)
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        resend_waiting_letters()
    again = list(sent)

    copy_of(request)
    copy_of(request)

    assert again == [(TASK, str(request.copy.pk))]
    assert [each.subject for each in mail.outbox if "Your answer" in each.subject] == [
        "Your answer about CHARTER: Chamber of Ghent"
    ]


@pytest.mark.parametrize(("chosen", "spoken"), [("fr", "fr"), ("xx", "en"), ("", "en")])
def test_mails_speak_the_language_that_was_chosen(
    draft, settings, monkeypatch, chosen, spoken
):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    heard = []

    def write(*_args, **_more):
        heard.append(translation.get_language())
        return Silent()

    for name in ("confirmation_mail", "answer_copy_mail"):
        monkeypatch.setattr(f"proposals.services.written_letters.{name}", write)
    token = ask_by_mail_in(draft, chosen)

    request = decline_participation(token=token, name="A", function="", reason="No.")
    SENDERS["answer-copy"](str(request.copy.pk))

    assert ConfirmationRequest.objects.get().language == chosen
    assert heard == [spoken, spoken]


class Silent:
    def send(self):
        return 1


def ask_by_mail_in(draft, language):
    """Ask in a language; the token is made anew, since no mail tells it."""
    asked = request_confirmation(
        partnership=draft.alliance.partnerships.get(number=2),
        email=ADDRESS,
        by=draft.alliance.coordinator,
        language=language,
    )
    send_letter(kind="confirmation-request", key=asked.pk)
    ConfirmationRequest.objects.update(token_digest=digest_of("token"))
    return "token"
