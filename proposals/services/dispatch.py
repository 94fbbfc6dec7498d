"""Dispatch: a letter is written and sent by one worker, and never forgotten.

The row is the truth and the queue only a messenger. A worker takes a letter by a
conditional UPDATE whose moment is its claim. Sending is at least once: a worker that
dies between sending and noting it down leaves the letter to be sent again.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from smtplib import SMTPRecipientsRefused
from typing import TypeVar
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower

from alliances import clock
from alliances.models import User
from proposals import outbox
from proposals.enums import LetterState, MailProblem, Part
from proposals.files.delivery_reports import message_id
from proposals.models.confirmations import digest_of
from proposals.models.letters import Letter
from proposals.selectors.administrators.service_state import MANY_FAILURES
from proposals.selectors.asking.languages import spoken
from proposals.selectors.letters.letter_kinds import LetterKind, kind_of
from proposals.services.signs_of_life import fails_lately, note_failure, note_life

log = structlog.get_logger(__name__)

RETRY_AFTER = dt.timedelta(seconds=60)
"""How long a letter rests after a failure, or after its message was last queued.

Longer than a mail server may take to answer (EMAIL_TIMEOUT): whoever holds a claim for
so long is dead.
"""

SERVER_RESTS = dt.timedelta(seconds=30)
"""How long nobody asks a mail server that failed often: each may wait ten seconds for
it, and hundreds of letters would keep every worker from all else."""
TRY_ANEW_AFTER = dt.timedelta(minutes=10)
IDENTIFIER_BYTES = 16
UNDELIVERED = (LetterState.FAILED, LetterState.BOUNCED)
"""States of a letter after which asking once more is another act."""

AnyLetter = TypeVar("AnyLetter", bound=Letter)


class LetterVoid(Exception):
    """Nobody waits for this letter any more."""


class ServerAway(Exception):
    """The mail server took no connection, so it refused no letter."""


def deliver_letter(
    *,
    kind: str,
    waiting: QuerySet[AnyLetter],
    key: int,
    write: Callable[..., EmailMessage],
) -> None:
    """Take a letter, write it and send it; do nothing while another worker does.

    `write` is given the letter as `row`. A letter is given up after some tries; those
    that met no mail server do not count.
    """
    if fails_lately(part=Part.MAIL, times=MANY_FAILURES, within=SERVER_RESTS):
        return
    claim = clock.now()
    if not (waiting.filter(pk=key).exists() and _claimed(waiting.model, key, claim)):
        return
    held = waiting.filter(pk=key, claimed_at=claim)
    try:
        row = held.get()
        with spoken(_language_of(row)):
            mail = _marked(write(row=row), held)
        _send(mail)
    except (LetterVoid, waiting.model.DoesNotExist):
        log.info("letter_void", kind=kind, key=key)
    except ServerAway as error:
        cause = type(error.__cause__).__name__
        log.error("letter_not_sent", kind=kind, key=key, error=cause)  # noqa: TRY400  # as below
        held.update(letter_attempts=F("letter_attempts") - 1)
    except Exception as error:  # noqa: BLE001  # whatever a mail server suffers from
        # Only the kind of error: servers repeat addresses in their words.
        log.error("letter_not_sent", kind=kind, key=key, error=type(error).__name__)  # noqa: TRY400  # a traceback repeats them too
        held.filter(letter_attempts__gte=waiting.model.most_attempts).update(
            letter_state=LetterState.FAILED
        )
    else:
        # Not `held`: the letter may be answered before we note that it went out. Nor
        # one that came back by then: some servers are faster than we are.
        sent = waiting.model._default_manager.filter(  # noqa: SLF001  # Django's public name for it
            pk=key, claimed_at=claim, letter_state=LetterState.QUEUED
        )
        sent.update(letter_state=LetterState.SENT, mailed_at=clock.now())


def _send(mail: EmailMessage) -> None:
    """Hand a mail to the mail server, and note whether that takes mails at all."""
    server = mail.connection = get_connection()
    try:
        server.open()
    except Exception as error:
        note_failure(part=Part.MAIL)
        raise ServerAway from error
    try:
        mail.send()
    except SMTPRecipientsRefused:
        # It answers: what it does not know is this one address.
        raise
    except Exception:
        note_failure(part=Part.MAIL)
        raise
    finally:
        server.close()
    note_life(part=Part.MAIL)


def queue_letter(*, letter: Letter) -> None:
    """Have a stored letter sent once the present transaction commits."""
    outbox.add_task(kind_of(letter).task, str(letter.pk))


def queue_letters(*, letters: Sequence[Letter]) -> None:
    """Have stored letters of one kind sent once the present transaction commits."""
    if letters:
        outbox.add_tasks(kind_of(letters[0]).task, [str(each.pk) for each in letters])


def resend_letters(*, kind: LetterKind, waiting: QuerySet[AnyLetter]) -> int:
    """Queue again what rested long enough; return how many messages were sent."""
    now = clock.now()
    rested = waiting.filter(queued_at__lt=now - RETRY_AFTER).filter(
        Q(claimed_at=None) | Q(claimed_at__lt=now - RETRY_AFTER)
    )
    rested.filter(letter_attempts__gte=waiting.model.most_attempts).update(
        letter_state=LetterState.FAILED
    )
    lost = list(rested.values_list("pk", flat=True))
    # Noted first: after a rush thousands wait, and the next sweep begins meanwhile.
    waiting.filter(pk__in=lost).update(queued_at=now)
    for key in lost:
        outbox.add_task(kind.task, str(key))
    return len(lost)


def queue_again(*, failed: QuerySet[AnyLetter]) -> bool:
    """Queue one letter that did not arrive anew; say whether that was done.

    Not within ten minutes of the last time: a server that was slow to answer may have
    delivered what it was taken to refuse.
    """
    now = clock.now()
    rested = failed.filter(
        letter_state__in=UNDELIVERED, queued_at__lt=now - TRY_ANEW_AFTER
    )
    keys = list(rested.values_list("pk", flat=True))
    done = rested.update(
        letter_state=LetterState.QUEUED,
        letter_attempts=0,
        claimed_at=None,
        queued_at=now,
        problem=MailProblem.NONE,
        problem_at=None,
    )
    for key in keys:
        outbox.add_task(kind_of(failed.model).task, str(key))
    return bool(done)


def _language_of(row: Letter) -> str:
    """Return what the account of who gets a letter speaks, if anything: one query."""
    # As the index of accounts has them: by any other way each mail reads all accounts.
    small = User.objects.annotate(small=Lower("email"))
    people = small.filter(small=Lower(Value(row.email)))
    return people.values_list("language", flat=True).first() or ""


def _marked(mail: EmailMessage, held: QuerySet[AnyLetter]) -> EmailMessage:
    """Give a mail the Message-ID by which a delivery report names its letter."""
    identifier = secrets.token_hex(IDENTIFIER_BYTES)
    if not held.update(mail_digest=digest_of(identifier)):
        raise LetterVoid
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mail.extra_headers["Message-ID"] = message_id(identifier, host=host)
    return mail


def _claimed(kind: type[Letter], key: int, claim: dt.datetime) -> bool:
    """Take a letter nobody holds; who holds it for too long is dead.

    Only columns of the row itself: PostgreSQL, having waited for another claim, asks
    these anew. A joined table would turn the conditions into a subquery, which it keeps
    as it was before it waited, and two workers would hold one letter.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=claim - RETRY_AFTER)
    claimable = kind._default_manager.filter(  # noqa: SLF001  # Django's public name for it
        free,
        pk=key,
        letter_state=LetterState.QUEUED,
        letter_attempts__lt=kind.most_attempts,
    )
    return bool(
        claimable.update(claimed_at=claim, letter_attempts=F("letter_attempts") + 1)
    )
