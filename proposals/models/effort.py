"""Who works on what: days in work packages, and activities carried out by them."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import StaffCategory
from proposals.models.proposals import Proposal
from proposals.models.work_plan import WorkPackage


class Effort(models.Model):
    """Working days of one category of staff of one partner in one work package.

    A row with zero days is a cell that was emptied: its `version` goes on, so that
    nobody's save erases another's. Rows of a partner that left stay.
    """

    work_package = models.ForeignKey(
        WorkPackage, models.CASCADE, related_name="efforts"
    )
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="efforts")
    category = models.CharField(_("category"), max_length=14, choices=StaffCategory)
    days = models.DecimalField(
        _("working days"),
        max_digits=7,
        decimal_places=1,
        validators=[MinValueValidator(Decimal(0))],
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("effort")
        verbose_name_plural = _("efforts")
        ordering: ClassVar = ["work_package", "partnership", "category"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["work_package", "partnership", "category"], name="effort_once"
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=StaffCategory.values),
                name="effort_category_known",
            ),
            models.CheckConstraint(
                condition=models.Q(days__gte=0), name="effort_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} {self.category}"


class ActivityCoverage(models.Model):
    """A work package carries out an activity of the form."""

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="activity_coverage"
    )
    activity = models.SlugField(_("activity"), max_length=60)
    work_package = models.ForeignKey(
        WorkPackage, models.CASCADE, related_name="activity_coverage"
    )

    class Meta:
        verbose_name = _("activity in a work package")
        verbose_name_plural = _("activities in work packages")
        ordering: ClassVar = ["activity", "work_package__number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "activity", "work_package"],
                name="activity_coverage_once",
            ),
        ]

    def __str__(self) -> str:
        return self.activity
