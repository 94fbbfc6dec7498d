"""Which letters of each kind wait to be mailed: who is gone meanwhile gets none."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from alliances.enums import Role
from proposals.enums import LetterState
from proposals.models import (
    AccountLetter,
    AnswerCopy,
    Bulletin,
    ChangeNotice,
    ClosingNotice,
    Colleague,
    ConfirmationRequest,
    DeadlineNotice,
    FigureNotice,
    LinkCode,
    Mention,
    Reminder,
    ResetNotice,
    ReviewNotice,
    RulesNotice,
    SubmissionNotice,
    VerdictNotice,
)
from proposals.models.review_notices import ABOUT

CODE_WAITS = dt.timedelta(hours=1)
"""After so long nobody sits before the page of a code any more."""


def waiting_requests() -> QuerySet[ConfirmationRequest]:
    """Return the requests to be mailed; who was removed or now applies gets none."""
    waiting = ConfirmationRequest.objects.open().filter(
        letter_state=LetterState.QUEUED,
        expires_at__gt=timezone.now(),
        partnership__removed_at=None,
    )
    waiting = waiting.exclude(partnership__role=Role.APPLICANT)
    return waiting.select_related("partnership__alliance", "requested_by")


def waiting_invitations() -> QuerySet[Colleague]:
    """Return the invitations to be mailed: not taken up, not taken back."""
    waiting = Colleague.objects.current().filter(
        letter_state=LetterState.QUEUED, person=None
    )
    return waiting.select_related("proposal__alliance", "invited_by")


def waiting_notices() -> QuerySet[VerdictNotice]:
    """Return the notices about verdicts to be mailed."""
    return VerdictNotice.objects.waiting().select_related("edition__call")


def waiting_mentions() -> QuerySet[Mention]:
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


def waiting_figure_notices() -> QuerySet[FigureNotice]:
    """Return the notices to be mailed; who stands for another partner gets none."""
    joined = Colleague.objects.current().filter(
        proposal=OuterRef("proposal"),
        person=OuterRef("person"),
        partnership=OuterRef("partnership"),
    )
    waiting = FigureNotice.objects.waiting().filter(Exists(joined))
    return waiting.select_related("proposal__alliance", "by")


def waiting_codes() -> QuerySet[LinkCode]:
    """Return the codes to be mailed, while somebody may sit before the page."""
    waiting = LinkCode.objects.filter(
        letter_state=LetterState.QUEUED,
        asked_at__gt=timezone.now() - CODE_WAITS,
        request__partnership__removed_at=None,
    )
    return waiting.select_related("request__partnership__alliance")


def waiting_copies() -> QuerySet[AnswerCopy]:
    """Return the copies of answers to be mailed."""
    waiting = AnswerCopy.objects.filter(letter_state=LetterState.QUEUED)
    return waiting.select_related(
        "request__requested_by", "request__partnership__alliance"
    )


def waiting_change_notices() -> QuerySet[ChangeNotice]:
    """Return the notices of decided changes to be mailed."""
    waiting = ChangeNotice.objects.filter(letter_state=LetterState.QUEUED)
    return waiting.select_related(
        "request__requested_by", "request__partnership__alliance"
    )


def waiting_reminders() -> QuerySet[Reminder]:
    """Return the reminders to be mailed before their deadline."""
    return Reminder.objects.waiting().select_related(
        "request__requested_by", "request__partnership__alliance"
    )


def waiting_closing_notices() -> QuerySet[ClosingNotice]:
    """Return the mails about closed calls to be sent."""
    return ClosingNotice.objects.waiting().select_related(
        "person", "proposal__alliance__call"
    )


def waiting_deadline_notices() -> QuerySet[DeadlineNotice]:
    """Return the mails about other deadlines to be sent while these lie ahead."""
    return DeadlineNotice.objects.waiting().select_related(
        "person", "rules", "proposal__alliance__call", "proposal__rulebook"
    )


def waiting_rules_notices() -> QuerySet[RulesNotice]:
    """Return the mails about newer rules to be sent."""
    return RulesNotice.objects.waiting()


def waiting_submission_notices() -> QuerySet[SubmissionNotice]:
    """Return the mails about submissions to be sent; who was erased gets none."""
    waiting = SubmissionNotice.objects.filter(letter_state=LetterState.QUEUED)
    found = waiting.exclude(email="").select_related(
        "partnership", "submission__submitted_by", "submission__proposal__alliance"
    )
    # As long as the whole application, and no mail says a word of it.
    return found.defer("submission__snapshot")


def waiting_bulletins() -> QuerySet[Bulletin]:
    """Return the mails with news to be sent."""
    return Bulletin.objects.waiting().select_related("person")


def waiting_resets() -> QuerySet[ResetNotice]:
    """Return the notices of second factors taken off; also to a closed account.

    Whoever took it off may be the reason why it was closed.
    """
    return ResetNotice.objects.filter(letter_state=LetterState.QUEUED)


def waiting_review_notices() -> QuerySet[ReviewNotice]:
    """Return the mails about something to publish, with who asked; no file's text."""
    waiting = ReviewNotice.objects.filter(letter_state=LetterState.QUEUED)
    uploads = (f"{each}__asked_by" for each in ABOUT)
    found = waiting.select_related("person", *uploads)
    return found.defer("rules__text", "table__content")


def waiting_account_letters() -> QuerySet[AccountLetter]:
    """Return the mails of accounts to be sent; no code that works no more."""
    return AccountLetter.objects.filter(
        letter_state=LetterState.QUEUED, expires_at__gt=timezone.now()
    )
