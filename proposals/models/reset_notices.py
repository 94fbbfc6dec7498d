"""Letters about a second factor that was taken off."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.letters import Letter


class ResetNotice(Letter):
    """One letter to the owner of an account whose second factor was taken off."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta(Letter.Meta):
        verbose_name = _("notice of a second factor taken off")
        verbose_name_plural = _("notices of second factors taken off")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.email
