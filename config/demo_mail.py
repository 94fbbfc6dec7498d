"""The mailbox of the demo: mails lie in a Maildir, and nothing leaves the machine."""

import email.policy
import mailbox
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NEWEST = 100
"""Mails the page lists; the demo does not keep an archive."""


class EmailBackend(BaseEmailBackend):
    """Puts each mail into the mailbox, whoever sends it: a page or a worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the mails and return how many there were."""
        box = open_mailbox()
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail as the page shows it."""

    key: str
    to: str
    subject: str
    sent_at: datetime
    body: str
    markup: str
    """The part with markup; empty where there is none."""


def newest_mails() -> list[StoredMail]:
    """Return the newest mails, the last one first."""
    box = open_mailbox()
    # The key begins with the second and goes on with a counter: a tie is rare.
    keys = sorted(box.keys(), key=_moment, reverse=True)[:NEWEST]
    return [_read(key, box.get_bytes(key)) for key in keys]


def stored_mail(key: str) -> StoredMail:
    """Return one mail; KeyError if there is none of this key."""
    return _read(key, open_mailbox().get_bytes(key))


def open_mailbox() -> mailbox.Maildir:
    """Open the mailbox, made when it is first asked for."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(settings.DATA_DIR / "mail", create=True)


def _moment(key: str) -> tuple[int, str]:
    """Return when a mail was put into the mailbox, as its key says."""
    return int(key.partition(".")[0]), key


def _read(key: str, content: bytes) -> StoredMail:
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    text, markup = parsed.get_body(("plain",)), parsed.get_body(("html",))
    return StoredMail(
        key=key,
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        # Django writes the zone as -0000, which the parser takes for none.
        sent_at=parsedate_to_datetime(str(parsed["Date"])).replace(tzinfo=UTC),
        body=text.get_content() if text else "",
        markup=markup.get_content() if markup else "",
    )
