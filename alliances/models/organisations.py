"""The register of organisations, changed by administrators only."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType
from alliances.models.reference import Country

PIC_PATTERN = r"^[0-9]{9}$"


class Organisation(models.Model):
    """A register entry; alliances state their own data and may link here."""

    pic = models.CharField(
        "PIC",
        max_length=9,
        null=True,  # unique when present: NULL is not "", several may lack one
        blank=True,
        unique=True,
        validators=[RegexValidator(PIC_PATTERN, _("A PIC has exactly nine digits."))],
    )
    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="organisations", verbose_name=_("country")
    )
    type = models.CharField(_("type"), max_length=30, choices=PartnerType, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(type__in=["", *PartnerType.values]),
                name="organisation_type_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
