"""The mail that invites a colleague to edit a draft; it carries no secret."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.plain import letter, link_to, plain
from proposals.enums import ColleagueRole
from proposals.models import Colleague


def colleague_mail(row: Colleague) -> EmailMessage:
    """Return the mail of an invitation, loaded with its alliance and who invites."""
    about = {
        "person": plain(str(row.invited_by)),
        "acronym": plain(row.proposal.alliance.acronym),
        "email": row.email,
    }
    return letter(
        to=row.email,
        subject=_("Write %(acronym)s together") % about,
        paragraphs=[
            _for_what(row) % about,
            _(
                "Sign in, or open an account, with this address, %(email)s. The"
                " invitation waits above your list of alliances:"
            )
            % about,
            link_to("alliance-list", words=_("Look at the invitation")),
            _("If you do not know %(person)s, nothing has to be done.") % about,
        ],
    )


def _for_what(colleague: Colleague) -> str:
    if colleague.role == ColleagueRole.VIEWER:
        return _("%(person)s invites you to read the application %(acronym)s.")
    if colleague.role == ColleagueRole.CONTACT:
        return _(
            "%(person)s invites you to write the part of your organisation in the"
            " application %(acronym)s."
        )
    return _("%(person)s invites you to edit the application %(acronym)s.")
