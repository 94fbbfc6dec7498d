"""Mails of accounts that wait for a mail server."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.letters import Letter


class AccountLetter(Letter):
    """One mail of an account that could not be sent while its person waited.

    Unlike other letters it holds its text, since only the page that asked knows the
    code in it: sealed, and gone with the row once it was sent or is of no use.
    """

    # Tried until it is of no use: whoever forgot a password waits for nothing else.
    most_attempts: ClassVar[int] = 24 * 60

    about = models.CharField(max_length=100)
    sealed = models.TextField()
    expires_at = models.DateTimeField()

    class Meta(Letter.Meta):
        verbose_name = _("mail of an account")
        verbose_name_plural = _("mails of accounts")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.email
