"""The mail that says that a call has closed, with the way to the whole draft."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from alliances.words import own_words
from eligibility.words import deadline_words
from proposals.emails.plain import letter, link_to, plain
from proposals.models import ClosingNotice, Submission


def closing_mail(row: ClosingNotice) -> EmailMessage:
    """Return the mail of a notice, loaded with its alliance and call.

    The link asks to sign in: it opens nothing by itself.
    """
    alliance = row.proposal.alliance
    sent = Submission.objects.filter(proposal=row.proposal)
    about = {
        "acronym": plain(alliance.acronym),
        "call": plain(own_words(alliance.call.title)),
        "deadline": deadline_words(row.deadline),
        "number": sent.live().values_list("number", flat=True).first() or "",
    }
    if about["number"]:
        came_of_it = _("What counts is the submission %(number)s.")
    elif sent.exists():
        came_of_it = _("%(acronym)s was submitted and withdrawn: nothing of it counts.")
    else:
        came_of_it = _("%(acronym)s was not submitted.")
    copy = _("A complete copy to read and print")
    return letter(
        to=row.email,
        subject=_("%(acronym)s: the call has closed") % about,
        paragraphs=[
            _("The call %(call)s closed on %(deadline)s.") % about,
            came_of_it % about,
            _(
                "The draft stays as it is, for reading. Nothing of it is lost: what was"
                " sent after the deadline is kept beside it."
            ),
            link_to("check-answers", str(alliance.public_id), words=copy),
        ],
    )
