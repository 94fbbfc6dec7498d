"""Refusals around mails of ours and what comes back."""

from pathlib import Path

from django.utils.translation import gettext as _

from proposals.errors import Refused


class MaildirMissing(Refused):
    """The folder that should hold delivery reports is no Maildir."""

    def __init__(self, maildir: Path) -> None:
        super().__init__(maildir)
        self.message = _("%(path)s is no Maildir: folders new and cur are missing.") % {
            "path": maildir
        }
