"""Times in which nothing is written: who runs the product closes it and opens it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pause(models.Model):
    """One time in which everything is read and nothing is changed.

    `until` is what people are told; only `ended_at` ends it.
    """

    reason = models.CharField(_("reason"), max_length=200)
    began_at = models.DateTimeField(_("began"))
    until = models.DateTimeField(_("expected end"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("pause of writing")
        verbose_name_plural = _("pauses of writing")
        ordering: ClassVar = ["-began_at"]
        constraints: ClassVar = [
            # One stands at most, whoever begins two at once.
            models.UniqueConstraint(
                models.Value(1), condition=Q(ended_at=None), name="pause_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.reason}"
