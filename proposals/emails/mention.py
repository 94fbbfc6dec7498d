"""The mail to somebody whom a comment names; nothing of the proposal is in it."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, link_to, plain
from proposals.enums import MailKind
from proposals.models import Mention


def mention_mail(row: Mention) -> EmailMessage:
    """Return the mail of a mention: who, where and the link, not what was said."""
    thread = row.comment.thread
    alliance = thread.proposal.alliance
    about = {
        "person": plain(str(row.comment.by)),
        "acronym": plain(alliance.acronym),
    }
    place = [str(alliance.public_id), thread.question]
    name = "answer-comments"
    if thread.partnership is not None:
        name, place = f"{name}-partner", [*place, str(thread.partnership.number)]
    return letter(
        to=row.email,
        subject=_("%(acronym)s: %(person)s asks for you") % about,
        paragraphs=[
            _("%(person)s mentions you in a comment on an answer of %(acronym)s.")
            % about,
            link_to(name, *place, words=_("Read the comment")),
            _("What was said stands there only.") % about,
        ],
        stop=stop_link(row.person_id, MailKind.MENTION),
    )
