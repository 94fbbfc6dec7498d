"""Letters: which kinds of mails there are, who waits for them, what they say."""

import datetime as dt
import secrets

from django.core.mail import EmailMessage
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alliances.enums import Role
from proposals.emails.answer_copy import answer_copy_mail
from proposals.emails.bulletin import bulletin_mail
from proposals.emails.colleague import colleague_mail
from proposals.emails.confirmation import confirmation_mail
from proposals.emails.figures import figures_mail
from proposals.emails.link_code import code_mail
from proposals.emails.mention import mention_mail
from proposals.emails.verdicts import verdict_mail
from proposals.enums import LetterState
from proposals.models import (
    AnswerCopy,
    Bulletin,
    Colleague,
    ConfirmationRequest,
    FigureNotice,
    LinkCode,
    Mention,
    VerdictNotice,
)
from proposals.models.confirmations import digest_of
from proposals.models.letters import Letter
from proposals.selectors.bulletins import told_in
from proposals.selectors.languages import spoken
from proposals.services.dispatch import LetterVoid, resend_letters, send_letter

CONFIRMATION = "confirmation-request"
COLLEAGUE = "colleague-invitation"
VERDICTS = "verdict-notice"
MENTION = "mention"
FIGURES = "figure-notice"
CODE = "link-code"
COPY = "answer-copy"
BULLETIN = "bulletin"

KINDS: tuple[type[Letter], ...] = (
    ConfirmationRequest,
    Colleague,
    VerdictNotice,
    Mention,
    FigureNotice,
    LinkCode,
    AnswerCopy,
    Bulletin,
)
"""Every kind of letter there is: a delivery report may be about any."""

TOKEN_BYTES = 32
CODE_FIGURES = 8
CODE_MINUTES = 15
"""How long a code works after its mail was written."""


def send_confirmation_request(*, key: int) -> None:
    """Write and send the mail of a request, unless it is sent, answered or revoked.

    The token of its link is made here and stored nowhere, only its digest: a database
    that is copied opens no link, and a link in a queue or log does not exist.
    """
    send_letter(
        kind=CONFIRMATION, waiting=_waiting_requests(), key=key, write=_written_request
    )


def send_colleague_invitation(*, key: int) -> None:
    """Write and send an invitation, unless it is sent, taken up or taken back."""
    send_letter(
        kind=COLLEAGUE, waiting=_waiting_invitations(), key=key, write=colleague_mail
    )


def send_verdict_notice(*, key: int) -> None:
    """Write and send a notice of flipped verdicts, unless it is sent."""
    send_letter(kind=VERDICTS, waiting=_waiting_notices(), key=key, write=verdict_mail)


def send_mention(*, key: int) -> None:
    """Write and send the mail of a mention, unless the person has left meanwhile."""
    send_letter(kind=MENTION, waiting=_waiting_mentions(), key=key, write=mention_mail)


def send_link_code(*, key: int) -> None:
    """Write and send a code, unless it is sent or its link closed meanwhile.

    The figures are made here, like the token of a link, and stored nowhere.
    """
    send_letter(kind=CODE, waiting=_waiting_codes(), key=key, write=_written_code)


def send_answer_copy(*, key: int) -> None:
    """Write and send the copy of an answer, in the language the contact was asked."""
    send_letter(kind=COPY, waiting=_waiting_copies(), key=key, write=_written_copy)


def digest_of_figures(*, code: LinkCode, figures: str) -> str:
    """Return what is stored of a code: its digest under the key of the site."""
    return salted_hmac(f"link-code:{code.pk}", figures, algorithm="sha256").hexdigest()


def send_figure_notice(*, key: int) -> None:
    """Write and send a notice about figures, unless the contact has left meanwhile."""
    waiting = _waiting_figure_notices()
    send_letter(kind=FIGURES, waiting=waiting, key=key, write=figures_mail)


def send_bulletin(*, key: int) -> None:
    """Write and send a mail with news, unless nothing of it concerns anybody now."""
    waiting = Bulletin.objects.waiting().select_related("person")
    send_letter(kind=BULLETIN, waiting=waiting, key=key, write=_written_bulletin)


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
        resend_letters(kind=CONFIRMATION, waiting=_waiting_requests())
        + resend_letters(kind=COLLEAGUE, waiting=_waiting_invitations())
        + resend_letters(kind=VERDICTS, waiting=_waiting_notices())
        + resend_letters(kind=MENTION, waiting=_waiting_mentions())
        + resend_letters(kind=FIGURES, waiting=_waiting_figure_notices())
        + resend_letters(kind=CODE, waiting=_waiting_codes())
        + resend_letters(kind=COPY, waiting=_waiting_copies())
        + resend_letters(kind=BULLETIN, waiting=Bulletin.objects.waiting())
    )


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


def _waiting_codes() -> QuerySet[LinkCode]:
    """Return the codes to be mailed; after an hour nobody sits before the page."""
    waiting = LinkCode.objects.filter(
        letter_state=LetterState.QUEUED,
        asked_at__gt=timezone.now() - dt.timedelta(hours=1),
        request__partnership__removed_at=None,
    )
    return waiting.select_related("request__partnership__alliance")


def _written_bulletin(bulletin: Bulletin) -> EmailMessage:
    told = told_in(bulletin)
    if not told:
        Bulletin.objects.filter(pk=bulletin.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    return bulletin_mail(bulletin, told)


def _written_code(code: LinkCode) -> EmailMessage:
    """Make the figures, store their digest and write the mail around them."""
    figures = f"{secrets.randbelow(10**CODE_FIGURES):0{CODE_FIGURES}d}"
    expires_at = timezone.now() + dt.timedelta(minutes=CODE_MINUTES)
    held = LinkCode.objects.filter(pk=code.pk, claimed_at=code.claimed_at)
    digest = digest_of_figures(code=code, figures=figures)
    if not held.update(code_digest=digest, expires_at=expires_at):
        raise LetterVoid
    return code_mail(code, figures=figures, minutes=CODE_MINUTES)


def _waiting_copies() -> QuerySet[AnswerCopy]:
    waiting = AnswerCopy.objects.filter(letter_state=LetterState.QUEUED)
    return waiting.select_related(
        "request__requested_by", "request__partnership__alliance"
    )


def _written_copy(copy: AnswerCopy) -> EmailMessage:
    with spoken(copy.request.language):
        return answer_copy_mail(copy)


def _written_request(asked: ConfirmationRequest) -> EmailMessage:
    """Make the token, store its digest and write the mail around the link."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    held = ConfirmationRequest.objects.open().filter(
        pk=asked.pk, claimed_at=asked.claimed_at
    )
    if not held.update(token_digest=digest_of(token)):
        raise LetterVoid
    with spoken(asked.language):
        return confirmation_mail(asked, token=token)
