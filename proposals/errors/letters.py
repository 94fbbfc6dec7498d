"""Refusals around mails of ours and what comes back."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

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


class NoAddress(Refused):
    """What was typed is no e-mail address; the sentence says what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
