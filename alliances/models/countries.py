"""The list of countries, published in editions: each keeps the whole list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CountryEdition(models.Model):
    """One published state of the list of countries, the same for every call.

    `rows` are code, EU code and name of each, by code; `Country` is what is in force.
    """

    version = models.PositiveIntegerField(_("version"), unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = models.JSONField(_("countries"))
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
        verbose_name = _("edition of the countries")
        verbose_name_plural = _("editions of the countries")
        ordering: ClassVar = ["-version"]

    def __str__(self) -> str:
        return f"Countries v{self.version}"
