"""Answers to the question whether two partners are one organisation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance, Partnership


class Distinction(models.Model):
    """Two partners look alike and are two organisations: who said so, and when.

    It holds while both state what `stated` digests: name, country and PIC of each.
    """

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="distinctions")
    first = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    second = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    stated = models.CharField(_("digest of what both state"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta:
        verbose_name = _("distinction of two partners")
        verbose_name_plural = _("distinctions of partners")
        ordering: ClassVar = ["answered_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alliance", "stated"], name="distinction_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
