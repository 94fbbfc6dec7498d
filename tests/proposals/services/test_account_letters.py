"""Mails of accounts outlast a silent mail server, sealed, and leave nothing behind."""

import datetime as dt
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from proposals.enums import LetterState
from proposals.models import AccountLetter
from proposals.services.account_letters import delete_old_account_letters, send_or_keep
from proposals.services.letters import resend_waiting_letters, send_letter

pytestmark = pytest.mark.django_db

ADDRESS = "maria@example.org"
CODE = "WXYZ-BCDF"
RESET = "account/email/password_reset_code"
SOME_MINUTES = dt.timedelta(minutes=45)


@pytest.fixture
def server(monkeypatch):
    """Give a mail server to be stopped: whatever it raises stands in `trouble`."""

    class Server:
        trouble = None

    real = EmailMessage.send

    def send(message, *args, **options):
        if Server.trouble is not None:
            raise Server.trouble
        return real(message, *args, **options)

    monkeypatch.setattr(EmailMessage, "send", send)
    return Server


def mail_code(code=CODE, about=RESET, email=ADDRESS):
    written = EmailMessage(subject="Your code", body=f"It is\n\n{code}", to=[email])
    return send_or_keep(mail=written, about=about, lasts=SOME_MINUTES)


def deliver():
    """Do what a worker does with every mail that waits."""
    for row in AccountLetter.objects.all():
        send_letter(kind="account-letter", key=row.pk)


def test_what_the_server_takes_is_stored_nowhere(server):  # noqa: ARG001  # works
    assert mail_code() is True
    assert (len(mail.outbox), AccountLetter.objects.count()) == (1, 0)


@pytest.mark.parametrize("trouble", [TimeoutError(), SMTPServerDisconnected("gone")])
def test_what_it_does_not_take_is_kept_and_sent_as_it_was_written(server, trouble):
    server.trouble = trouble
    kept = mail_code()
    server.trouble = None
    deliver()

    (sent,) = mail.outbox
    assert kept is False
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert (sent.to, sent.subject, sent.body) == (
        [ADDRESS],
        "Your code",
        f"It is\n\n{CODE}",
    )


def test_nobody_reads_a_code_in_the_database(server):
    server.trouble = TimeoutError()
    mail_code()

    (row,) = AccountLetter.objects.values()
    assert CODE not in repr(row)
    assert "Your code" not in repr(row)


def test_a_newer_mail_takes_the_place_of_one_that_waits(server):
    server.trouble = TimeoutError()
    mail_code("AAAA-AAAA")
    mail_code("BBBB-BBBB")
    mail_code("CCCC-CCCC", about="account/email/password_changed")
    mail_code("DDDD-DDDD", email="anton@example.org")
    server.trouble = None
    mail_code("EEEE-EEEE", email="anton@example.org")
    deliver()

    codes = [each.body.split()[-1] for each in mail.outbox]
    assert codes == ["EEEE-EEEE", "BBBB-BBBB", "CCCC-CCCC"]


def test_a_server_away_for_long_is_asked_until_the_mail_is_of_no_use(server):
    server.trouble = TimeoutError()
    mail_code()
    for _attempt in range(30):
        deliver()
        AccountLetter.objects.update(claimed_at=None)
    still_waits = AccountLetter.objects.get().letter_state
    server.trouble = None
    AccountLetter.objects.update(expires_at=timezone.now())
    deliver()

    assert still_waits == LetterState.QUEUED
    assert mail.outbox == []


def test_a_lost_message_is_sent_again(server, monkeypatch):
    server.trouble = TimeoutError()
    mail_code()
    queued = []
    monkeypatch.setattr("proposals.outbox.add_task", lambda *job: queued.append(job))
    AccountLetter.objects.update(queued_at=timezone.now() - dt.timedelta(hours=1))

    assert resend_waiting_letters() == 1
    key = str(AccountLetter.objects.get().pk)
    assert queued == [("proposals.tasks.send_account_letter", key)]


def test_nothing_stays_of_what_was_sent_or_is_too_old(server, caplog):
    server.trouble = TimeoutError()
    mail_code()
    mail_code(email="old@example.org")
    mail_code(email="waits@example.org")
    server.trouble = None
    send_letter(kind="account-letter", key=AccountLetter.objects.get(email=ADDRESS).pk)
    old = AccountLetter.objects.filter(email="old@example.org")
    old.update(expires_at=timezone.now())

    assert delete_old_account_letters() == 2
    assert [each.email for each in AccountLetter.objects.all()] == ["waits@example.org"]
    assert "account_mails_never_sent" in caplog.text
    assert "old@example.org" not in caplog.text


def test_an_address_the_server_refuses_for_good_is_not_tried_again(server):
    server.trouble = SMTPRecipientsRefused({ADDRESS: (550, b"No such user here")})

    with pytest.raises(SMTPRecipientsRefused):
        mail_code()
    assert AccountLetter.objects.count() == 0


def test_a_server_that_lets_a_first_mail_wait_gets_it_again(server):
    server.trouble = SMTPRecipientsRefused({ADDRESS: (450, b"Come back later")})

    assert mail_code() is False
    assert AccountLetter.objects.count() == 1
