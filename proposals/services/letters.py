"""Letters: mails that are written and sent by one worker, and never forgotten.

The row is the truth and the queue only a messenger. A worker takes a letter by a
conditional UPDATE whose moment is its claim. Sending is at least once: a worker that
dies between sending and noting it down leaves the letter to be sent again.
"""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from alliances.enums import Role
from proposals import outbox
from proposals.emails.colleague import colleague_mail
from proposals.emails.confirmation import confirmation_mail
from proposals.emails.figures import figures_mail
from proposals.emails.mention import mention_mail
from proposals.emails.verdicts import verdict_mail
from proposals.enums import LetterState, MailProblem
from proposals.files.delivery_reports import message_id
from proposals.models import (
    Colleague,
    ConfirmationRequest,
    FigureNotice,
    Mention,
    VerdictNotice,
)
from proposals.models.confirmations import digest_of
from proposals.models.letters import Letter

log = structlog.get_logger(__name__)

CONFIRMATION = "confirmation-request"
COLLEAGUE = "colleague-invitation"
VERDICTS = "verdict-notice"
MENTION = "mention"
FIGURES = "figure-notice"

KINDS: tuple[type[Letter], ...] = (
    ConfirmationRequest,
    Colleague,
    VerdictNotice,
    Mention,
    FigureNotice,
)
"""Every kind of letter there is: a delivery report may be about any."""

RETRY_AFTER = dt.timedelta(seconds=60)
"""How long a letter rests after a failure, or after its message was last queued.

Longer than a mail server may take to answer (EMAIL_TIMEOUT): whoever holds a claim for
so long is dead.
"""

TRY_ANEW_AFTER = dt.timedelta(minutes=10)
MOST_ATTEMPTS = 3
TOKEN_BYTES = 32
IDENTIFIER_BYTES = 16

AnyLetter = TypeVar("AnyLetter", bound=Letter)


class LetterVoid(Exception):
    """Nobody waits for this letter any more."""


def send_confirmation_request(*, key: int) -> None:
    """Write and send the mail of a request, unless it is sent, answered or revoked.

    The token of its link is made here and stored nowhere, only its digest: a database
    that is copied opens no link, and a link in a queue or log does not exist.
    """
    _send(CONFIRMATION, _waiting_requests(), key, _written_request)


def send_colleague_invitation(*, key: int) -> None:
    """Write and send an invitation, unless it is sent, taken up or taken back."""
    _send(COLLEAGUE, _waiting_invitations(), key, colleague_mail)


def send_verdict_notice(*, key: int) -> None:
    """Write and send a notice of flipped verdicts, unless it is sent."""
    _send(VERDICTS, _waiting_notices(), key, verdict_mail)


def send_mention(*, key: int) -> None:
    """Write and send the mail of a mention, unless the person has left meanwhile."""
    _send(MENTION, _waiting_mentions(), key, mention_mail)


def send_figure_notice(*, key: int) -> None:
    """Write and send a notice about figures, unless the contact has left meanwhile."""
    _send(FIGURES, _waiting_figure_notices(), key, figures_mail)


def resend_waiting_letters() -> int:
    """Queue again what got lost or failed; return how many messages were sent.

    Three attempts that ended without a word, because the worker died, end as failed;
    so does a letter whose link would be dead by now.
    """
    expired = ConfirmationRequest.objects.open().filter(
        letter_state=LetterState.QUEUED, expires_at__lte=timezone.now()
    )
    expired.update(letter_state=LetterState.FAILED)
    return (
        _resend(CONFIRMATION, _waiting_requests())
        + _resend(COLLEAGUE, _waiting_invitations())
        + _resend(VERDICTS, _waiting_notices())
        + _resend(MENTION, _waiting_mentions())
        + _resend(FIGURES, _waiting_figure_notices())
    )


def queue_again(*, kind: str, failed: QuerySet[AnyLetter]) -> bool:
    """Queue one failed letter with all its attempts; say whether that was done.

    Not within ten minutes of the last time: a server that was slow to answer may have
    delivered what it was taken to refuse.
    """
    now = timezone.now()
    rested = failed.filter(
        letter_state=LetterState.FAILED, queued_at__lt=now - TRY_ANEW_AFTER
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
        outbox.add(kind, str(key))
    return bool(done)


def _waiting_requests() -> QuerySet[ConfirmationRequest]:
    """Return the requests to be mailed; who was removed or now applies gets none."""
    waiting = ConfirmationRequest.objects.open().filter(
        letter_state=LetterState.QUEUED,
        expires_at__gt=timezone.now(),
        partnership__removed_at=None,
    )
    waiting = waiting.exclude(partnership__role=Role.APPLICANT)
    return waiting.select_related("partnership__alliance", "requested_by")


def _waiting_invitations() -> QuerySet[Colleague]:
    waiting = Colleague.objects.current().filter(
        letter_state=LetterState.QUEUED, person=None
    )
    return waiting.select_related("proposal__alliance", "invited_by")


def _waiting_notices() -> QuerySet[VerdictNotice]:
    return VerdictNotice.objects.waiting().select_related("edition__call")


def _waiting_mentions() -> QuerySet[Mention]:
    """Return the mentions to be mailed; who has left the draft gets none."""
    joined = Colleague.objects.current().filter(
        proposal=OuterRef("comment__thread__proposal"), person=OuterRef("person")
    )
    coordinator = F("comment__thread__proposal__alliance__coordinator")
    present = Q(Exists(joined)) | Q(person=coordinator)
    return (
        Mention.objects.waiting()
        .filter(present)
        .select_related(
            "comment__by",
            "comment__thread__partnership",
            "comment__thread__proposal__alliance",
        )
    )


def _waiting_figure_notices() -> QuerySet[FigureNotice]:
    """Return the notices to be mailed; who stands for another partner gets none."""
    joined = Colleague.objects.current().filter(
        proposal=OuterRef("proposal"),
        person=OuterRef("person"),
        partnership=OuterRef("partnership"),
    )
    waiting = FigureNotice.objects.waiting().filter(Exists(joined))
    return waiting.select_related("proposal__alliance", "by")


def _written_request(asked: ConfirmationRequest) -> EmailMessage:
    """Make the token, store its digest and write the mail around the link."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    held = ConfirmationRequest.objects.open().filter(
        pk=asked.pk, claimed_at=asked.claimed_at
    )
    if not held.update(token_digest=digest_of(token)):
        raise LetterVoid
    return confirmation_mail(asked, token=token)


def _send(
    kind: str,
    waiting: QuerySet[AnyLetter],
    key: int,
    write: Callable[[AnyLetter], EmailMessage],
) -> None:
    """Take a letter, write it and send it; do nothing while another worker does."""
    claim = timezone.now()
    if not (waiting.filter(pk=key).exists() and _claimed(waiting.model, key, claim)):
        return
    held = waiting.filter(pk=key, claimed_at=claim)
    try:
        _marked(write(held.get()), held).send()
    except (LetterVoid, waiting.model.DoesNotExist):
        log.info("letter_void", kind=kind, key=key)
    except Exception as error:  # noqa: BLE001  # whatever a mail server suffers from
        # Only the kind of error: servers repeat addresses in their words.
        log.error("letter_not_sent", kind=kind, key=key, error=type(error).__name__)  # noqa: TRY400  # a traceback repeats them too
        held.filter(letter_attempts__gte=MOST_ATTEMPTS).update(
            letter_state=LetterState.FAILED
        )
    else:
        # Not `held`: the letter may be answered before we note that it went out. Nor
        # one that came back by then: some servers are faster than we are.
        sent = waiting.model._default_manager.filter(  # noqa: SLF001  # Django's public name for it
            pk=key, claimed_at=claim, letter_state=LetterState.QUEUED
        )
        sent.update(letter_state=LetterState.SENT, mailed_at=timezone.now())


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
        letter_attempts__lt=MOST_ATTEMPTS,
    )
    return bool(
        claimable.update(claimed_at=claim, letter_attempts=F("letter_attempts") + 1)
    )


def _resend(kind: str, waiting: QuerySet[AnyLetter]) -> int:
    now = timezone.now()
    rested = waiting.filter(queued_at__lt=now - RETRY_AFTER).filter(
        Q(claimed_at=None) | Q(claimed_at__lt=now - RETRY_AFTER)
    )
    rested.filter(letter_attempts__gte=MOST_ATTEMPTS).update(
        letter_state=LetterState.FAILED
    )
    lost = list(rested.values_list("pk", flat=True))
    for key in lost:
        outbox.add(kind, str(key))
    waiting.filter(pk__in=lost).update(queued_at=now)
    return len(lost)
