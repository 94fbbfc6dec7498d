"""The classification of economic activities (NACE Rev. 2), published in editions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NaceLevel(models.IntegerChoices):
    """The four levels, as the classification calls them."""

    SECTION = 1, _("Section")
    DIVISION = 2, _("Division")
    GROUP = 3, _("Group")
    CLASS = 4, _("Class")


class NaceEdition(models.Model):
    """One published state of the classification, the same for every call."""

    version = models.PositiveIntegerField(_("version"), unique=True)
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
        verbose_name = _("edition of NACE")
        verbose_name_plural = _("editions of NACE")
        ordering: ClassVar = ["-version"]

    def __str__(self) -> str:
        return f"NACE v{self.version}"


class NaceCode(models.Model):
    """One code of an edition; `parent` is the code above it, "" for a section."""

    edition = models.ForeignKey(NaceEdition, models.CASCADE, related_name="codes")
    code = models.CharField(_("code"), max_length=5)
    parent = models.CharField(_("parent"), max_length=5, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=NaceLevel)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("NACE code")
        verbose_name_plural = _("NACE codes")
        ordering: ClassVar = ["edition", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="nace_code_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=NaceLevel.values),
                name="nace_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(level=1, parent="")
                | (models.Q(level__gt=1) & ~models.Q(parent="")),
                name="nace_parent_above_sections_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
