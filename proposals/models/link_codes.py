"""One-time codes: what opens a link whose mail is older than a day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.confirmations import ConfirmationRequest
from proposals.models.letters import Letter


class LinkCode(Letter):
    """One code to the address of one request.

    `code_digest` is the keyed digest of the eight figures, made when the mail is sent:
    figures are few, so that a plain digest in a copied database would tell them.
    """

    request = models.ForeignKey(
        ConfirmationRequest, models.CASCADE, related_name="codes"
    )
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta(Letter.Meta):
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.request} {self.asked_at}"
