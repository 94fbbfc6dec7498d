"""Refusals around mails of ours and what comes back."""

import datetime as dt
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from eligibility.words import deadline_words
from proposals.errors import Refused


class MaildirMissing(Refused):
    """The folder that should hold delivery reports is no Maildir."""

    def __init__(self, maildir: Path) -> None:
        super().__init__(maildir)
        self.message = _("%(path)s is no Maildir: folders new and cur are missing.") % {
            "path": maildir
        }


class SameAddress(Refused):
    """The other address is the one that was asked."""

    message = _lazy(
        "This is the address that was asked already. Press “Send again” to send the"
        " mail once more."
    )


class AddressErased(Refused):
    """Who answered had their address erased, so that no mail can go there."""

    message = _lazy(
        "The address was erased, so no mail went out. Enter an address to ask again."
    )


class NoAddress(Refused):
    """What was typed is no e-mail address; the sentence says what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooManyRequests(Refused):
    """A person may ask so many partners an hour and a day.

    `again` is when there is room; None where what was wanted never fits at once.
    """

    def __init__(self, again: dt.datetime | None) -> None:
        super().__init__(again)
        self.again = again
        self.message = (
            _("You have asked many partners. You can ask more from %(moment)s.")
            % {"moment": deadline_words(again)}
            if again
            else _("These are too many partners at once. Ask fewer, the others later.")
        )


class TooManyInvitations(Refused):
    """A person may invite so many colleagues an hour and a day, and each only so often.

    `again` is when there is room; it never is None, as one is invited at a time.
    """

    def __init__(self, again: dt.datetime | None) -> None:
        super().__init__(again)
        self.again = again
        words = _("You have sent many invitations. You can send more from %(moment)s.")
        self.message = words % {"moment": deadline_words(again) if again else ""}


class AddressFull(Refused):
    """An address gets only so many of these mails, whoever asks."""

    def __init__(self, email: str, again: dt.datetime | None) -> None:
        super().__init__(email, again)
        self.again = again
        self.message = _full(email, again)


class DomainFull(Refused):
    """All addresses of one domain together get only so many of these mails an hour."""

    def __init__(self, domain: str, again: dt.datetime | None) -> None:
        super().__init__(domain, again)
        self.again = again
        self.message = _full(f"@{domain}", again)


def _full(whose: str, again: dt.datetime | None) -> str:
    if again is None:
        words = _("%(whose)s cannot get so many of these mails at once. Send fewer.")
        return words % {"whose": whose}
    return _("%(whose)s can get more of these mails from %(moment)s.") % {
        "whose": whose,
        "moment": deadline_words(again),
    }
