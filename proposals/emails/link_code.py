"""The mail with the one-time code that opens an old link."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from proposals.emails.plain import letter, plain
from proposals.models import LinkCode


def code_mail(code: LinkCode, *, figures: str, minutes: int) -> EmailMessage:
    """Return the mail of a code, loaded with its request and alliance."""
    partnership = code.request.partnership
    about = {
        "acronym": plain(partnership.alliance.acronym),
        "organisation": plain(partnership.name),
        "minutes": minutes,
    }
    return letter(
        to=code.email,
        subject=_("Your code for %(acronym)s") % about,
        paragraphs=[
            _(
                "Somebody, we think you, opened the link that asks %(organisation)s to"
                " confirm its part in %(acronym)s. The mail with the link is more than"
                " a day old, so this code is needed too:"
            )
            % about,
            f"{figures[:4]} {figures[4:]}",
            _("Enter it on the page of the link within %(minutes)d minutes.") % about,
            _(
                "If it was not you, nothing has to be done. Whoever has the link, for"
                " example from a mail you passed on, can do nothing without the code."
            ),
        ],
    )
