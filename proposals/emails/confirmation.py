"""The mail that asks a partner's contact to confirm, with the link to do so."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.words import within
from eligibility.words import deadline_words
from proposals.emails.plain import letter, link_to, plain
from proposals.models import ConfirmationRequest


def confirmation_mail(request: ConfirmationRequest, *, token: str) -> EmailMessage:
    """Return the mail of a request, loaded with its alliance and who asks."""
    partnership = request.partnership
    acronym = plain(partnership.alliance.acronym)
    about = {
        "person": plain(str(request.requested_by)),
        "email": request.requested_by.email,
        "organisation": plain(partnership.name),
        "acronym": acronym,
        "role": within(str(Role(partnership.role).label)),
        "until": deadline_words(request.expires_at),
    }
    return letter(
        to=request.email,
        subject=_("Confirm your part in %(acronym)s: %(organisation)s") % about,
        paragraphs=[
            _(
                "%(person)s (%(email)s) asks you to confirm that %(organisation)s"
                " takes part in the consortium %(acronym)s as %(role)s."
            )
            % about,
            _("Read what you confirm, then confirm or decline:"),
            link_to("confirm", token, words=_("Read and answer")),
            _(
                "You need no account. Opening the link records nothing. It works until"
                " %(until)s, and for one answer. After 24 hours the page also asks for"
                " a code, which is mailed to this address."
            )
            % about,
            _(
                "If you do not know %(person)s or this consortium, say so on that"
                " page, or do nothing."
            )
            % about,
        ],
    )
