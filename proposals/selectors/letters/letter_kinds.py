"""The register of letters: each kind of mail once, and all that is known of it.

Sending and resending, the queue of the administration, the log of mails, delivery
reports and erasure read it. A new kind is one entry here, and a model if it needs one.
"""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.models import Call
from alliances.phrases import labelled
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
    Proposal,
    Reminder,
    ResetNotice,
    ReviewNotice,
    RulesNotice,
    SubmissionNotice,
    VerdictChange,
    VerdictNotice,
)
from proposals.models.letters import Letter
from proposals.selectors.letters import waiting_letters as waiting
from proposals.selectors.letters.letter_kind import LetterKind

__all__ = ["BY_MODEL", "BY_NAME", "KINDS", "LetterKind", "kind_of"]


def kind_of(letter: Letter | type[Letter]) -> LetterKind:
    """Return the kind of a letter. KeyError for a model that has no entry."""
    model = letter if isinstance(letter, type) else type(letter)
    return BY_MODEL[model]


def _partner_of(asked: ConfirmationRequest) -> str:
    return labelled(asked.partnership.alliance, asked.partnership)


def _free_invitations() -> QuerySet[Colleague]:
    """Return the invitations that give nobody access, so that the address may go."""
    return Colleague.objects.filter(Q(person__isnull=True) | Q(ended_at__isnull=False))


def _notices_about(proposal: Proposal) -> QuerySet[VerdictNotice]:
    editions = VerdictChange.objects.filter(proposal=proposal).values("edition")
    person = proposal.alliance.coordinator_id
    return VerdictNotice.objects.filter(edition__in=editions, person=person)


def _old_notices(call: Call, limit: dt.datetime) -> QuerySet[VerdictNotice]:
    return VerdictNotice.objects.filter(edition__call=call, queued_at__lt=limit)


def _old_reviews(call: Call, limit: dt.datetime) -> QuerySet[ReviewNotice]:
    """Return those of the rules and tables of a call; others are of none."""
    about = Q(rules__call_code=call.pk) | Q(table__call=call)
    return ReviewNotice.objects.filter(about, queued_at__lt=limit)


KINDS: tuple[LetterKind, ...] = (
    LetterKind(
        name="confirmation-request",
        model=ConfirmationRequest,
        waiting=waiting.waiting_requests,
        writer="proposals.services.written_letters.written_request",
        is_about=_lazy("Asks a partner to confirm"),
        plural=_lazy("Questions to partners"),
        path="partnership__alliance__proposal",
        subject=_partner_of,
        loads="partnership__alliance",
        partner="partnership",
        counts=ConfirmationRequest.objects.standing,
        since="requested_at",
        texts=("email", "answered_name", "answered_function", "reason"),
        again=Q(revoked_at=None, answer="", partnership__removed_at=None),
    ),
    LetterKind(
        name="colleague-invitation",
        model=Colleague,
        waiting=waiting.waiting_invitations,
        writer="proposals.services.written_letters.written_invitation",
        is_about=_lazy("Invites a colleague"),
        plural=_lazy("Invitations of colleagues"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
        partner="partnership",
        counts=Colleague.objects.current,
        since="invited_at",
        erasable=_free_invitations,
        again=Q(ended_at=None, person=None),
    ),
    LetterKind(
        name="verdict-notice",
        model=VerdictNotice,
        waiting=waiting.waiting_notices,
        writer="proposals.emails.verdicts.verdict_mail",
        is_about=_lazy("New data change a verdict"),
        plural=_lazy("Mails about verdicts"),
        path="",
        subject=lambda each: _("Edition %(edition)s") % {"edition": each.edition},
        loads="edition",
        told=_notices_about,
        aged=_old_notices,
    ),
    LetterKind(
        name="mention",
        model=Mention,
        waiting=waiting.waiting_mentions,
        writer="proposals.emails.mention.mention_mail",
        is_about=_lazy("Names somebody in a comment"),
        plural=_lazy("Mails about comments"),
        path="comment__thread__proposal",
        subject=lambda each: str(each.comment.thread.proposal),
        loads="comment__thread__proposal__alliance",
    ),
    LetterKind(
        name="figure-notice",
        model=FigureNotice,
        waiting=waiting.waiting_figure_notices,
        writer="proposals.emails.figures.figures_mail",
        is_about=_lazy("What became of proposed figures"),
        plural=_lazy("Mails about figures"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
        partner="partnership",
    ),
    LetterKind(
        name="link-code",
        model=LinkCode,
        waiting=waiting.waiting_codes,
        writer="proposals.services.written_letters.written_code",
        is_about=_lazy("Code for the link of a question"),
        plural=_lazy("Mails with codes"),
        path="request__partnership__alliance__proposal",
        subject=lambda each: _partner_of(each.request),
        loads="request__partnership__alliance",
        partner="request__partnership",
    ),
    LetterKind(
        name="answer-copy",
        model=AnswerCopy,
        waiting=waiting.waiting_copies,
        writer="proposals.services.written_letters.written_copy",
        is_about=_lazy("Copy of a partner's answer"),
        plural=_lazy("Copies of answers"),
        path="request__partnership__alliance__proposal",
        subject=lambda each: _partner_of(each.request),
        loads="request__partnership__alliance",
        partner="request__partnership",
    ),
    LetterKind(
        name="change-notice",
        model=ChangeNotice,
        waiting=waiting.waiting_change_notices,
        writer="proposals.services.written_letters.written_change_notice",
        is_about=_lazy("What became of changes a partner asked for"),
        plural=_lazy("Mails about changes of partners"),
        path="request__partnership__alliance__proposal",
        subject=lambda each: _partner_of(each.request),
        loads="request__partnership__alliance",
        partner="request__partnership",
    ),
    LetterKind(
        name="closing-notice",
        model=ClosingNotice,
        waiting=waiting.waiting_closing_notices,
        writer="proposals.emails.closings.closing_mail",
        is_about=_lazy("The call has closed"),
        plural=_lazy("Mails about closed calls"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
    ),
    LetterKind(
        name="deadline-notice",
        model=DeadlineNotice,
        waiting=waiting.waiting_deadline_notices,
        writer="proposals.services.written_letters.written_deadline_notice",
        is_about=_lazy("The deadline is another one"),
        plural=_lazy("Mails about other deadlines"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
    ),
    LetterKind(
        name="rules-notice",
        model=RulesNotice,
        waiting=waiting.waiting_rules_notices,
        writer="proposals.services.written_letters.written_rules_notice",
        is_about=_lazy("New rules change a verdict"),
        plural=_lazy("Mails about newer rules"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
    ),
    LetterKind(
        name="submission-notice",
        model=SubmissionNotice,
        waiting=waiting.waiting_submission_notices,
        writer="proposals.emails.submissions.submission_mail",
        is_about=_lazy("What became of a submission"),
        plural=_lazy("Mails about submissions"),
        path="submission__proposal",
        subject=lambda each: str(each.submission),
        loads="submission",
        partner="partnership",
    ),
    LetterKind(
        name="bulletin",
        model=Bulletin,
        waiting=waiting.waiting_bulletins,
        writer="proposals.services.written_letters.written_bulletin",
        is_about=_lazy("News"),
        plural=_lazy("Mails with news"),
        path="news__proposal",
        subject=lambda each: str(each.person),
        loads="person",
    ),
    LetterKind(
        name="reminder",
        model=Reminder,
        waiting=waiting.waiting_reminders,
        writer="proposals.services.written_letters.written_reminder",
        is_about=_lazy("What is open before the deadline"),
        plural=_lazy("Mails before deadlines"),
        path="proposal",
        subject=lambda each: str(each.proposal),
        loads="proposal__alliance",
        partner="request__partnership",
    ),
    LetterKind(
        name="reset-notice",
        model=ResetNotice,
        waiting=waiting.waiting_resets,
        writer="proposals.emails.second_factor.second_factor_mail",
        is_about=_lazy("A second factor was taken off"),
        plural=_lazy("Mails about second factors"),
        path="",
        subject=lambda each: str(each.person),
        loads="person",
        told=lambda _proposal: ResetNotice.objects.none(),
        aged=lambda _call, _limit: ResetNotice.objects.none(),
    ),
    LetterKind(
        name="review-notice",
        model=ReviewNotice,
        waiting=waiting.waiting_review_notices,
        writer="proposals.services.written_letters.written_review_notice",
        is_about=_lazy("Something waits for a second person"),
        plural=_lazy("Mails about something to publish"),
        path="",
        subject=lambda each: str(each.person),
        loads="person",
        told=lambda _proposal: ReviewNotice.objects.none(),
        aged=_old_reviews,
    ),
    LetterKind(
        name="account-letter",
        model=AccountLetter,
        waiting=waiting.waiting_account_letters,
        writer="proposals.emails.account.account_mail",
        is_about=_lazy("About an account"),
        plural=_lazy("Mails about accounts"),
        path="",
        subject=lambda each: each.email,
        texts=("email", "sealed"),
        told=lambda _proposal: AccountLetter.objects.none(),
        aged=lambda _call, _limit: AccountLetter.objects.none(),
    ),
)
"""Every kind of letters there is."""
BY_NAME = {each.name: each for each in KINDS}
BY_MODEL = {each.model: each for each in KINDS}
