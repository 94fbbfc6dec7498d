"""Mobility: who of which partner goes how far and for how long, line by line."""

import uuid
from decimal import Decimal
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import Traveller
from proposals.models.proposals import Proposal
from proposals.models.work_plan import WorkPackage


class MobilityLineQuerySet(models.QuerySet["MobilityLine"]):
    """Filters over mobility lines."""

    def current(self) -> Self:
        """Keep the lines that were not removed."""
        return self.filter(removed_at__isnull=True)


class MobilityLine(models.Model):
    """Participants of one partner who go the same way for the same time.

    Its number is given once in a proposal and never again. `distance_km` is one way;
    `days` are full and half ones with travel; both are None while they are open. What
    it brings is computed, never stored. `version` is the precondition of a change.
    """

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="mobility_lines"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="mobility_lines"
    )
    work_package = models.ForeignKey(
        WorkPackage, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    traveller = models.CharField(_("who"), max_length=7, choices=Traveller)
    participants = models.PositiveIntegerField(
        _("participants"), validators=[MinValueValidator(1)]
    )
    distance_km = models.PositiveIntegerField(
        _("kilometres one way"), null=True, blank=True
    )
    days = models.DecimalField(
        _("days of the stay"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(
        default=uuid.uuid4,
        help_text=_("One per form shown: a double click adds one line."),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )

    objects = MobilityLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("mobility line")
        verbose_name_plural = _("mobility lines")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="mobility_line_number_once"
            ),
            models.UniqueConstraint(
                fields=["proposal", "request_key"], name="mobility_line_request_once"
            ),
            models.CheckConstraint(
                condition=models.Q(traveller__in=Traveller.values),
                name="mobility_line_traveller_known",
            ),
            models.CheckConstraint(
                condition=models.Q(participants__gte=1),
                name="mobility_line_somebody_goes",
            ),
            models.CheckConstraint(
                condition=models.Q(days__isnull=True) | models.Q(days__gt=0),
                name="mobility_line_days_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"M{self.number}"
