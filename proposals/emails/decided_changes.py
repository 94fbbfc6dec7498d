"""The mail that tells a contact how many of its changes were accepted or refused."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.emails.muting import stop_link
from proposals.emails.plain import letter, plain
from proposals.enums import ChangeState, MailKind
from proposals.models import ChangeNotice
from proposals.selectors.letters.mute_links import QUESTION


def changes_mail(notice: ChangeNotice) -> EmailMessage:
    """Return the mail of a notice, loaded with its alliance and who asked.

    Neither what was asked for nor a reason: the page of the link has both.
    """
    request = notice.request
    states = list(request.changes.values_list("state", flat=True))
    about = {
        "acronym": plain(request.partnership.alliance.acronym),
        "organisation": plain(request.partnership.name),
        "person": plain(str(request.requested_by)),
        "email": request.requested_by.email,
    }
    return letter(
        to=notice.email,
        subject=_("%(acronym)s: decided about the changes you asked for") % about,
        paragraphs=[
            _(
                "You asked for changes before %(organisation)s confirms its part in the"
                " consortium %(acronym)s. They are decided:"
            )
            % about,
            "\n".join(_counted(states)),
            _(
                "The page of the link you answered by shows each change, and why if one"
                " was refused."
            ),
            _(
                "%(organisation)s has not confirmed. When a new mail asks, its page"
                " shows what stands then. Questions? Write to %(person)s, %(email)s."
            )
            % about,
        ],
        stop=stop_link(request.pk, MailKind.CHANGE_DECIDED, scope=QUESTION),
        has_account=False,
    )


def _counted(states: list[str]) -> list[str]:
    accepted = states.count(ChangeState.ACCEPTED)
    refused = states.count(ChangeState.REFUSED)
    lines = []
    if accepted:
        words = ngettext(
            "- %(number)d change accepted", "- %(number)d changes accepted", accepted
        )
        lines.append(words % {"number": accepted})
    if refused:
        words = ngettext(
            "- %(number)d change refused", "- %(number)d changes refused", refused
        )
        lines.append(words % {"number": refused})
    return lines
