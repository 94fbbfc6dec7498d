"""The mail that says that a proposal was submitted, submitted anew or withdrawn."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.plain import letter, link_to, plain
from proposals.emails.standing import not_official
from proposals.enums import NoticeStanding, SubmissionEvent
from proposals.models import SubmissionNotice
from proposals.selectors.asking.languages import spoken
from proposals.selectors.drafts.masthead import second_words
from proposals.snapshots import thaw_head
from proposals.verify_codes import verify_code

SHORT = 8
"""Characters of a digest that people compare."""
INSIDE = (NoticeStanding.COORDINATOR, NoticeStanding.EDITOR)
"""Who may read the receipt."""


def submission_mail(row: SubmissionNotice) -> EmailMessage:
    """Return the mail, in the language its address was asked in, if it was.

    Number, moment and digest; no word of the proposal and no amount. Who may not read
    the receipt is led to the check that anybody has with number and code.
    """
    if row.language:
        with spoken(row.language):
            return _mail(row)
    return _mail(row)


def _mail(row: SubmissionNotice) -> EmailMessage:
    about = _about(row)
    if _is_left_out(row):
        return _mail_without(row, about)
    event = SubmissionEvent(row.event)
    return letter(
        to=row.email,
        subject=SUBJECTS[event]() % about,
        paragraphs=[_for_whom(row, about), *_happened(event, about), *_way_on(row)],
    )


def _is_left_out(row: SubmissionNotice) -> bool:
    """Say whether the partner is none of this submission, but was of the former one.

    What was frozen knows; the partner may be back in the draft by now.
    """
    if row.partnership is None or row.event != SubmissionEvent.AGAIN:
        return False
    partners = thaw_head(row.submission.snapshot).partners
    return row.partnership.number not in [each.number for each in partners]


def _mail_without(row: SubmissionNotice, about: dict[str, str]) -> EmailMessage:
    """Return what a partner gets that takes part no longer: nothing of what stands."""
    words = [
        _stood_for(),
        _(
            "%(acronym)s was submitted again, %(received)s, without %(organisation)s."
            " The former submission, %(former)s, in which it was, no longer counts."
        ),
        _("Is something not right? Write to %(person)s, %(email)s."),
    ]
    return letter(
        to=row.email,
        subject=_("%(acronym)s was submitted without your organisation") % about,
        paragraphs=[each % about for each in words],
    )


def _about(row: SubmissionNotice) -> dict[str, str]:
    submission = row.submission
    former = submission.proposal.submissions.filter(
        replaced_at=submission.received_at
    ).exclude(pk=submission.pk)
    withdrawn = submission.withdrawn_at
    return {
        "acronym": plain(submission.proposal.alliance.acronym),
        "organisation": plain(row.partnership.name) if row.partnership else "",
        "number": submission.number,
        "former": former.values_list("number", flat=True).first() or "",
        "received": second_words(submission.received_at),
        "withdrawn": second_words(withdrawn) if withdrawn else "",
        "digest": submission.sha256[:SHORT],
        "person": plain(str(submission.submitted_by)),
        "email": submission.submitted_by.email,
    }


def _for_whom(row: SubmissionNotice, about: dict[str, str]) -> str:
    if row.partnership and row.partnership.removed_at:
        words = _stood_for()
    elif row.standing == NoticeStanding.CONTACT:
        words = _(
            "You get this mail because you stand for %(organisation)s in the consortium"
            " %(acronym)s."
        )
    elif row.standing == NoticeStanding.REPRESENTATIVE:
        words = _(
            "You get this mail because your address was given for the legal"
            " representative of the applicant of the consortium %(acronym)s."
        )
    else:
        words = _("You get this mail because you write the proposal %(acronym)s.")
    return words % about


def _stood_for() -> str:
    return _(
        "You get this mail because you stood for %(organisation)s in the consortium"
        " %(acronym)s."
    )


def _happened(event: SubmissionEvent, about: dict[str, str]) -> list[str]:
    if event == SubmissionEvent.WITHDRAWN:
        return [
            _("Submission %(number)s was withdrawn %(withdrawn)s.") % about,
            _("It no longer counts."),
        ]
    facts = [
        _("Number: %(number)s") % about,
        _("Received: %(received)s") % about,
        _("Digest of what was received (SHA-256, in short): %(digest)s") % about,
        _("Submitted by %(person)s") % about,
    ]
    replaces = _(
        "It replaces the submission %(former)s, which no longer counts: the last one"
        " does."
    )
    is_again = event == SubmissionEvent.AGAIN
    return [
        _("%(acronym)s was submitted.") % about,
        "\n".join(facts),
        *([replaces % about] if is_again else []),
        not_official(),
    ]


def _way_on(row: SubmissionNotice) -> list[str]:
    submission = row.submission
    if row.standing in INSIDE:
        return [link_to("receipt", submission.number, words=_("The receipt"))]
    about = {
        "person": plain(str(submission.submitted_by)),
        "email": submission.submitted_by.email,
    }
    code = verify_code(number=submission.number, sha256=submission.sha256)
    return [
        link_to(
            "verified", submission.number, code, words=_("Check it, without an account")
        ),
        _("Is something not right? Write to %(person)s, %(email)s.") % about,
    ]


SUBJECTS = {
    SubmissionEvent.SUBMITTED: lambda: _("%(acronym)s was submitted: %(number)s"),
    SubmissionEvent.AGAIN: lambda: _("%(acronym)s was submitted again: %(number)s"),
    SubmissionEvent.WITHDRAWN: lambda: _("%(acronym)s: a submission was withdrawn"),
}
