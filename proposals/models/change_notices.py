"""The letter that tells a contact what became of the changes it asked for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.confirmations import ConfirmationRequest
from proposals.models.letters import Letter


class ChangeNotice(Letter):
    """One letter about one answer, once every change it asked for is decided."""

    request = models.OneToOneField(
        ConfirmationRequest, models.CASCADE, related_name="change_notice"
    )

    class Meta(Letter.Meta):
        verbose_name = _("notice of decided changes")
        verbose_name_plural = _("notices of decided changes")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.request}"
