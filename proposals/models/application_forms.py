"""Published forms: one immutable row per version."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Call


class FormVersion(models.Model):
    """The form of one call as it was published: text, version and digest.

    A published row never changes; a draft pins the one it is written with.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="forms")
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("TOML text"))
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.TextField(_("reason"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("form of an application")
        verbose_name_plural = _("forms of applications")
        ordering: ClassVar = ["call", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "version"], name="form_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.version}"
