"""Published rulebooks: one immutable row per version."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Call


class RulebookQuerySet(models.QuerySet["Rulebook"]):
    """Filters over rulebooks."""

    def newest(self) -> Self:
        """Keep the version of each call that was published last."""
        newer = Rulebook.objects.filter(
            call=models.OuterRef("call"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer))


class Rulebook(models.Model):
    """The law of one call as it was published: text, version and digest.

    A published row never changes (DESIGN decision 5); a correction is a new version.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="rulebooks")
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

    objects = RulebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("rulebook")
        verbose_name_plural = _("rulebooks")
        ordering: ClassVar = ["call", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "version"], name="rulebook_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.version}"
