"""Mails that did not arrive: sending again what the log of mails shows as lost."""

from alliances.models import User
from proposals.errors import LinkClosed
from proposals.models import Colleague, ConfirmationRequest
from proposals.models.letters import Letter
from proposals.services.colleagues import send_invitation_again
from proposals.services.confirmation_requests import send_again


def send_mail_again(*, letter: Letter, by: User) -> None:
    """Send a question to a partner or an invitation once more.

    Refuses as `send_again` and `send_invitation_again` do, and with LinkClosed for
    letters that say what is true only once.
    """
    if isinstance(letter, ConfirmationRequest):
        send_again(asked=letter, by=by)
    elif isinstance(letter, Colleague):
        send_invitation_again(colleague=letter, by=by)
    else:
        raise LinkClosed
