"""Reference data of a call: country status, sectors and rates, in editions.

An edition is never changed after it is published; a correction is the next edition.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.enums import Confidence, MobilityKind, Standing
from alliances.models.calls import Call, Lot


class Country(models.Model):
    """A country of ISO 3166-1, or Kosovo (XK): identity only, no status.

    One that a later list leaves out stays, since partners and editions point at it.
    """

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    eu_code = models.CharField(_("EU code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100)
    is_listed = models.BooleanField(
        _("on the list"),
        default=True,
        help_text=_("Whether the list in force has it; else it is offered no more."),
    )

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class ReferenceEdition(models.Model):
    """One published state of all reference data of a call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField(_("version"))
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
        verbose_name = _("edition of reference data")
        verbose_name_plural = _("editions of reference data")
        ordering: ClassVar = ["call", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "version"], name="edition_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.version}"


class CountryStatus(models.Model):
    """What a country is under one call: Programme or Partner country."""

    edition = models.ForeignKey(
        ReferenceEdition, models.CASCADE, related_name="country_statuses"
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    standing = models.CharField(_("status"), max_length=9, choices=Standing)
    is_eu_member = models.BooleanField(_("EU Member State"), default=False)
    counts_as = models.ForeignKey(
        Country, models.PROTECT, related_name="+", null=True, blank=True
    )
    region = models.CharField(_("region"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("country status")
        verbose_name_plural = _("country statuses")
        ordering: ClassVar = ["country__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "country"], name="country_status_once"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values),
                name="country_status_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.get_standing_display()}"


class Sector(models.Model):
    """An entry of a Lot's closed list; a Lot without entries takes any sector."""

    edition = models.ForeignKey(
        ReferenceEdition, models.CASCADE, related_name="sectors"
    )
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    slug = models.SlugField(_("slug"), max_length=100)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering: ClassVar = ["lot", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "lot", "slug"], name="sector_slug_once"
            ),
        ]

    def __str__(self) -> str:
        return gettext(self.title)


class Rate(models.Model):
    """Unit costs of a country under one call, EUR per working day."""

    edition = models.ForeignKey(ReferenceEdition, models.CASCADE, related_name="rates")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    group = models.PositiveSmallIntegerField(_("rate group"))
    manager = models.DecimalField(_("manager"), max_digits=8, decimal_places=2)
    teacher = models.DecimalField(
        _("teacher, trainer, researcher"), max_digits=8, decimal_places=2
    )
    technician = models.DecimalField(_("technician"), max_digits=8, decimal_places=2)
    administrative = models.DecimalField(
        _("administrative"), max_digits=8, decimal_places=2
    )

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering: ClassVar = ["country__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "country"], name="rate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: group {self.group}"


class MobilityRate(models.Model):
    """What one participant in mobility gets within a band, EUR, under one call.

    Bands hold both their ends: kilometres one way for travel, days of the stay for
    subsistence. A band without `last` has no end.
    """

    edition = models.ForeignKey(
        ReferenceEdition, models.CASCADE, related_name="mobility_rates"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=MobilityKind)
    first = models.PositiveIntegerField(_("from"))
    last = models.PositiveIntegerField(_("to"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=8, decimal_places=2)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("mobility rate")
        verbose_name_plural = _("mobility rates")
        ordering: ClassVar = ["kind", "first"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "kind", "first"], name="mobility_rate_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=MobilityKind.values),
                name="mobility_rate_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__in=Confidence.values),
                name="mobility_rate_confidence_known",
            ),
            models.CheckConstraint(
                condition=models.Q(last=None) | models.Q(last__gte=models.F("first")),
                name="mobility_rate_band_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first}–{self.last or ''}"
