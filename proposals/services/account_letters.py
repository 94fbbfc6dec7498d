"""Mails of accounts that a silent mail server did not take: kept sealed, and sent."""

import datetime as dt
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.core.mail import EmailMessage
from django.db import transaction

from alliances import clock
from proposals.emails.account import sealed_mail
from proposals.enums import LetterState
from proposals.models import AccountLetter
from proposals.services.dispatch import queue_letter

log = structlog.get_logger(__name__)

PERMANENT = 500


def send_or_keep(*, mail: EmailMessage, about: str, lasts: dt.timedelta) -> bool:
    """Send a mail to one address; False if a worker will, as long as it lasts.

    `about` names what it says: a newer mail takes the place of one that still waits,
    whose code would be an old one. SMTPRecipientsRefused if the server takes none to
    this address, whoever sends it.
    """
    (email,) = mail.to
    AccountLetter.objects.filter(email=email, about=about).delete()
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        # Only the kind of error: servers repeat addresses in their words.
        log.error("account_mail_not_sent", mail=about, error=type(error).__name__)  # noqa: TRY400  # a traceback repeats them too
        if isinstance(error, SMTPRecipientsRefused) and _is_for_good(error):
            raise
    else:
        return True
    with transaction.atomic():
        kept = AccountLetter.objects.create(
            email=email,
            about=about,
            sealed=sealed_mail(mail),
            expires_at=clock.now() + lasts,
        )
        queue_letter(letter=kept)
    return False


def delete_old_account_letters() -> int:
    """Delete what was sent, or is of no use any more; return how many there were.

    What nobody got is a line of the log: there is no other trace of it.
    """
    over = AccountLetter.objects.filter(expires_at__lte=clock.now())
    lost = over.filter(letter_state=LetterState.QUEUED).count()
    if lost:
        log.error("account_mails_never_sent", number=lost)
    done = AccountLetter.objects.exclude(letter_state=LetterState.QUEUED)
    number: int = (over | done).delete()[0]
    return number


def _is_for_good(refused: SMTPRecipientsRefused) -> bool:
    """Whether the server will say the same in an hour: replies of five hundred."""
    return all(reply[0] >= PERMANENT for reply in refused.recipients.values())
