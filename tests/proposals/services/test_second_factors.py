"""A second factor is taken off: once, with a trace, and its owner is told."""

import datetime as dt
from smtplib import SMTPException

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from proposals.enums import LetterState
from proposals.models import ResetNotice
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.second_factors import reset_second_factor
from tests.factories import make_user
from tests.pages.codes import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    maria = make_user("maria@example.org")
    give_app(maria)
    return maria


@pytest.fixture
def anton():
    return make_user(is_staff=True)


@pytest.fixture
def reset(maria, anton):
    def act():
        return reset_second_factor(user=maria, reason="She rang.", by=anton)

    return act


def deliver():
    """Do what a worker does with every notice."""
    for notice in ResetNotice.objects.all():
        send_letter(kind="reset-notice", key=notice.pk)


def session_of(user):
    store = SessionStore()
    store.save()
    return UserSession.objects.create(
        user=user, session_key=store.session_key, ip="127.0.0.1"
    )


def test_factors_codes_and_sessions_end_for_one_person_only(reset, maria, anton):
    ended, kept = session_of(maria), session_of(anton)

    assert reset() is True

    assert [each.user for each in Authenticator.objects.all()] == [anton]
    assert [each.session_key for each in UserSession.objects.all()] == [
        kept.session_key
    ]
    assert not Session.objects.filter(pk=ended.session_key).exists()


def test_who_and_why_is_kept(reset, maria, anton):
    reset()

    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.get_edited_object()) == (anton, maria)
    assert entry.get_change_message() == "Second factor reset: She rang."


def test_the_owner_is_told_without_a_name_or_a_reason(reset, mailoutbox):
    reset()
    deliver()

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (
        ["maria@example.org"],
        "Your second factor was taken off",
    )
    assert "/accounts/second-factor/" in mail.body
    assert "She rang." not in mail.body


def test_twice_is_once(reset, mailoutbox):
    reset()
    deliver()

    assert reset() is False
    deliver()
    assert (LogEntry.objects.count(), len(mailoutbox)) == (1, 1)


def test_the_letter_is_a_row_that_outlives_its_message(
    reset, maria, mailoutbox, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr("proposals.outbox._send", lambda *job: sent.append(job))
    with django_capture_on_commit_callbacks(execute=True):
        reset()
    notice = ResetNotice.objects.get(person=maria)
    before = list(mailoutbox)
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    ResetNotice.objects.update(queued_at=an_hour_ago)

    with django_capture_on_commit_callbacks(execute=True):
        swept = resend_waiting_letters()
    deliver()

    notice.refresh_from_db()
    job = ("proposals.tasks.send_reset_notice", str(notice.pk))
    assert (before, swept, sent) == ([], 1, [job, job])
    assert (len(mailoutbox), notice.letter_state) == (1, LetterState.SENT)


def test_a_silent_mail_server_undoes_nothing_and_is_asked_again(
    reset, maria, monkeypatch
):
    def fail(_mail):
        raise SMTPException("busy")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)

    done = reset()
    deliver()

    assert done is True
    assert not Authenticator.objects.filter(user=maria).exists()
    assert ResetNotice.objects.get().letter_state == LetterState.QUEUED


def test_a_closed_account_is_told_too(reset, maria, mailoutbox):
    maria.is_active = False
    maria.save()

    reset()
    deliver()

    assert len(mailoutbox) == 1
