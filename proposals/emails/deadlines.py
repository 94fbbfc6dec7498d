"""The mail that says that a call closes at another moment: no word of a proposal."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from alliances.words import own_words
from eligibility.words import deadline_words
from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain
from proposals.enums import MailKind
from proposals.models import DeadlineNotice
from proposals.selectors.letters.local_times import local_words


def deadline_mail(
    row: DeadlineNotice, *, country: str, must_move: bool, number: str
) -> EmailMessage:
    """Return the mail of a notice, loaded with its alliance and call.

    `country` is that of the applicant, empty where nobody knows it;
    `must_move` says that a submission of the draft waits for its move to these rules;
    `number` is that of its submission that stands, empty without one.
    """
    alliance = row.proposal.alliance
    local = local_words(row.deadline, country=country)
    about = {
        "acronym": plain(alliance.acronym),
        "call": plain(own_words(alliance.call.title)),
        "now": deadline_words(row.deadline),
        "before": deadline_words(row.former),
        "version": row.rules.version,
        "number": number,
    }
    subject = (
        _("%(acronym)s: the deadline is later, %(now)s")
        if row.deadline > row.former
        else _("%(acronym)s: the deadline is earlier, %(now)s")
    )
    days = [_("New: %(now)s") % about, local, _("Before: %(before)s") % about]
    moved = _(
        "It came with version %(version)s of the rules. The draft has to move to them"
        " before it is submitted; its page says what they change."
    )
    again = _(
        "Your submission %(number)s stays valid. You can submit again until the new"
        " deadline; the last one counts."
    )
    words = _("Open the draft")
    return letter(
        to=row.email,
        subject=subject % about,
        paragraphs=[
            _changed(row) % about,
            "\n".join(filter(None, days)),
            *([again % about] if number else []),
            *([moved % about] if must_move else []),
            link_to("workspace", str(alliance.public_id), words=words),
        ],
        stop=stop_link(row.person_id, MailKind.NEW_DEADLINE),
    )


def _changed(row: DeadlineNotice) -> str:
    if row.deadline <= row.former:
        return _("%(call)s closes earlier than before.")
    # Not by when the mail was queued: one that waited would say it of a call that was
    # extended in time.
    if row.former <= row.rules.published_at:
        return _("%(call)s had closed and is open again.")
    return _("%(call)s closes later than before.")
