"""Rulebooks: uploaded texts that wait, and one immutable row per published version."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Call
from alliances.models.reviews import Reviewed


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

    A published row never changes; a correction is a new version (ADR 30).
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


class RulebookUpload(Reviewed):
    """A text an administrator brought: compared anew on each look, perhaps published.

    `call_code` is the text's own, for the call may not be there yet; `rulebook` is the
    version it became.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call_code = models.CharField(_("call"), max_length=20)
    file_name = models.CharField(_("file"), max_length=200)
    text = models.TextField(_("TOML text"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    rulebook = models.ForeignKey(
        Rulebook,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("published as"),
    )

    class Meta:
        verbose_name = _("uploaded rulebook")
        verbose_name_plural = _("uploaded rulebooks")
        ordering: ClassVar = ["-uploaded_at"]
        constraints: ClassVar = Reviewed.Meta.constraints

    def __str__(self) -> str:
        return self.file_name
