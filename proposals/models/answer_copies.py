"""The copy of an answer that its contact gets by mail."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.confirmations import ConfirmationRequest
from proposals.models.letters import Letter


class AnswerCopy(Letter):
    """One copy of one answer, to the address that was asked."""

    request = models.OneToOneField(
        ConfirmationRequest, models.CASCADE, related_name="copy"
    )

    class Meta(Letter.Meta):
        verbose_name = _("copy of an answer")
        verbose_name_plural = _("copies of answers")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.request}"
