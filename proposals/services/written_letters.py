"""Writing letters that take more than their row: tokens, codes, what is told now."""

import datetime as dt
import secrets

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alliances.enums import ReviewState, UploadState
from alliances.models import RegisterUpload, User
from alliances.policies import can_administer
from proposals.emails.answer_copy import answer_copy_mail
from proposals.emails.bulletin import bulletin_mail
from proposals.emails.colleague import colleague_mail
from proposals.emails.confirmation import confirmation_mail
from proposals.emails.deadlines import deadline_mail
from proposals.emails.decided_changes import changes_mail
from proposals.emails.link_code import code_mail
from proposals.emails.reminder import open_part_mail, open_question_mail, open_work_mail
from proposals.emails.reviews import review_mail
from proposals.emails.rules import rules_mail
from proposals.enums import ColleagueRole, LetterState
from proposals.models import (
    AnswerCopy,
    Bulletin,
    ChangeNotice,
    Colleague,
    ConfirmationRequest,
    DeadlineNotice,
    LinkCode,
    Proposal,
    Reminder,
    ReviewNotice,
    RulesNotice,
)
from proposals.models.confirmations import digest_of
from proposals.models.review_notices import Upload
from proposals.selectors.asking.asked_before import asked_before_of
from proposals.selectors.asking.languages import spoken
from proposals.selectors.asking.open_questions import is_asked, open_questions
from proposals.selectors.consortium.applicants import applicant_name
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.open_work import open_work, reminded_proposal
from proposals.selectors.drafts.teams import team_of
from proposals.selectors.law.newer_rules import (
    is_worse,
    must_move,
    newest_rules,
    report_if_asked,
    rules_ahead,
    worse_clauses,
)
from proposals.selectors.letters.bulletins import told_in
from proposals.selectors.letters.local_times import country_of
from proposals.selectors.submissions.attempts import live_number
from proposals.services.dispatch import LetterVoid

TOKEN_BYTES = 32
CODE_FIGURES = 8
CODE_MINUTES = 15
"""How long a code works after its mail was written."""


def written_request(*, row: ConfirmationRequest) -> EmailMessage:
    """Make the token, store its digest and write the mail around the link.

    The token is stored nowhere, only its digest: a database that is copied opens no
    link, and a link in a queue or log does not exist.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    held = ConfirmationRequest.objects.open().filter(
        pk=row.pk, claimed_at=row.claimed_at
    )
    if not held.update(token_digest=digest_of(token)):
        raise LetterVoid
    with spoken(row.language):
        return confirmation_mail(
            row,
            token=token,
            applicant=applicant_name(row.partnership.alliance_id),
            before=asked_before_of(row),
        )


def written_code(*, row: LinkCode) -> EmailMessage:
    """Make the figures, store their digest and write the mail around them."""
    figures = f"{secrets.randbelow(10**CODE_FIGURES):0{CODE_FIGURES}d}"
    expires_at = timezone.now() + dt.timedelta(minutes=CODE_MINUTES)
    held = LinkCode.objects.filter(pk=row.pk, claimed_at=row.claimed_at)
    digest = digest_of_figures(code=row, figures=figures)
    if not held.update(code_digest=digest, expires_at=expires_at):
        raise LetterVoid
    with spoken(row.request.language):
        return code_mail(row, figures=figures, minutes=CODE_MINUTES)


def written_invitation(*, row: Colleague) -> EmailMessage:
    """Write to who has an account in its language, else in that of who invites."""
    if User.objects.filter(email__iexact=row.email).exists():
        return colleague_mail(row)
    with spoken(row.invited_by.language):
        return colleague_mail(row)


def digest_of_figures(
    *, code: LinkCode, figures: str, secret: str | bytes | None = None
) -> str:
    """Return what is stored of a code: its digest under the key of the site.

    `secret` is a key of before, to compare with what was stored under that one.
    """
    salt = f"link-code:{code.pk}"
    return salted_hmac(salt, figures, secret=secret, algorithm="sha256").hexdigest()


def written_copy(*, row: AnswerCopy) -> EmailMessage:
    """Write the copy of an answer in the language the contact was asked in."""
    with spoken(row.request.language):
        return answer_copy_mail(row)


def written_change_notice(*, row: ChangeNotice) -> EmailMessage:
    """Write what became of changes, unless they concern nobody there any more.

    Whoever muted the question hears no more of it, and one that was asked anew shows on
    its own page what stands.
    """
    standing = ConfirmationRequest.objects.standing().filter(
        pk=row.request_id, muted_at=None, partnership__removed_at=None
    )
    if not standing.exists():
        ChangeNotice.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    with spoken(row.request.language):
        return changes_mail(row)


def written_bulletin(*, row: Bulletin) -> EmailMessage:
    """Write what a mail tells, unless nothing of it concerns anybody now."""
    told = told_in(row)
    if not told:
        Bulletin.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    return bulletin_mail(row, told)


def written_deadline_notice(*, row: DeadlineNotice) -> EmailMessage:
    """Write that a deadline is another one, unless it is yet another by now.

    Nor to who has left the draft, or where it was put away.
    """
    alliance = row.proposal.alliance
    newer = DeadlineNotice.objects.filter(
        proposal=row.proposal_id, person=row.person_id, pk__gt=row.pk
    )
    if (
        alliance.call.deadline != row.deadline
        or newer.exists()
        or alliance.archived_at is not None
        or row.person_id not in team_of(row.proposal_id).writers
    ):
        DeadlineNotice.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    newest = newest_rules([row.proposal])
    return deadline_mail(
        row,
        country=country_of(row.proposal),
        must_move=row.proposal.rulebook.version < row.rules.version
        and must_move(row.proposal.rulebook, newest[alliance.call_id]),
        number=live_number(row.proposal),
    )


def written_rules_notice(*, row: RulesNotice) -> EmailMessage:
    """Write what a draft fails under newer rules, unless it does so no more.

    It tells of the newest rules there are by now, unless a mail about those goes too.
    Nor of a draft that was moved or put away, once the call has closed, and to who has
    left the draft.
    """
    now, draft = timezone.now(), reminded_proposal(row.proposal_id)
    alliance = draft.alliance
    ahead = rules_ahead(draft)
    newest = ahead[-1] if ahead else draft.rulebook
    snapshot, before = standing_of(draft, now=now)
    after = report_if_asked(newest, draft, snapshot, now=now)
    if (
        not is_worse(before, after)
        or _is_told_by_another(row)
        or alliance.archived_at is not None
        or not alliance.call.takes_submissions
        or alliance.call.has_closed_at(now)
        or row.person_id not in team_of(draft.pk).writers
    ):
        RulesNotice.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    row.proposal, row.rules = draft, newest
    worse = worse_clauses(before, after) if after else None
    return rules_mail(row, ahead=ahead, worse=worse, number=live_number(draft))


def _is_told_by_another(row: RulesNotice) -> bool:
    later = RulesNotice.objects.filter(
        proposal=row.proposal_id, person=row.person_id, pk__gt=row.pk
    )
    return later.exclude(letter_state=LetterState.UNSENT).exists()


def written_review_notice(*, row: ReviewNotice) -> EmailMessage:
    """Write what waits, unless it was decided, or its reader decides nothing now."""
    upload = row.upload
    if (
        upload is None
        or upload.asked_by is None
        or upload.review_state != ReviewState.ASKED
        or _is_being_published(upload)
        or not can_administer(row.person)
    ):
        ReviewNotice.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    return review_mail(row, upload=upload, by=upload.asked_by)


def _is_being_published(upload: Upload) -> bool:
    """Say whether somebody decided already, and a worker writes what they did."""
    state = upload.state if isinstance(upload, RegisterUpload) else UploadState.READY
    return state != UploadState.READY


def written_reminder(*, row: Reminder) -> EmailMessage:
    """Write what is open by now, unless nothing is, or the deadline is another."""
    mail = None
    proposal = reminded_proposal(row.proposal_id)
    alliance = proposal.alliance
    if alliance.call.deadline == row.deadline and alliance.archived_at is None:
        mail = _about_work(row, proposal) if row.person_id else _about_question(row)
    if mail is None:
        Reminder.objects.filter(pk=row.pk).update(letter_state=LetterState.UNSENT)
        raise LetterVoid
    return mail


def _about_work(row: Reminder, proposal: Proposal) -> EmailMessage | None:
    """Write to who writes a proposal or a part of it; None where nothing is open."""
    now, team = timezone.now(), team_of(proposal.pk)
    work = open_work(proposal, frozenset(team.contacts), now=now)
    if work.is_done:
        return None
    if row.person_id in team.writers:
        return open_work_mail(row, proposal, work)
    joined = Colleague.objects.current().filter(
        proposal=proposal, person=row.person_id, role=ColleagueRole.CONTACT
    )
    contact = joined.select_related("partnership", "person").first()
    if contact is None or contact.partnership is None or contact.person is None:
        return None
    number = contact.partnership.number
    asked = is_asked(contact.person, number, open_questions(proposal, now=now))
    parts = work.parts.get(number, ())
    if not (parts or asked):
        return None
    return open_part_mail(row, proposal, contact.partnership, parts, is_asked=asked)


def _about_question(row: Reminder) -> EmailMessage | None:
    """Make another token for a question that still waits, and write around its link.

    The link of the first mail works on.
    """
    asked = row.request
    if asked is None:
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    waiting = ConfirmationRequest.objects.open().filter(
        pk=asked.pk, muted_at=None, expires_at__gt=timezone.now()
    )
    if not waiting.update(reminder_digest=digest_of(token)):
        return None
    with spoken(asked.language):
        applicant = applicant_name(asked.partnership.alliance_id)
        return open_question_mail(row, asked, token=token, applicant=applicant)
