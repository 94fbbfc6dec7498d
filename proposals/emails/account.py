"""Mails of accounts that wait: sealed as their page wrote them, and opened again."""

import json

from django.conf import settings
from django.core.mail import EmailMessage

from alliances.sealing import seal, unseal
from proposals.emails.plain import BY_A_MACHINE
from proposals.models import AccountLetter

PURPOSE = b"mails of accounts"


def sealed_mail(mail: EmailMessage) -> str:
    """Return what a mail says, unreadable without the key of the site."""
    return seal(json.dumps([str(mail.subject), str(mail.body)]), purpose=PURPOSE)


def account_mail(row: AccountLetter) -> EmailMessage:
    """Return the mail as its page had written it."""
    subject, body = json.loads(unseal(row.sealed, purpose=PURPOSE))
    return EmailMessage(
        subject=subject,
        body=body,
        to=[row.email],
        reply_to=[settings.CONTACT] if settings.CONTACT else None,
        headers={**BY_A_MACHINE},
    )
