"""The work plan: work packages with their tasks, results and milestones."""

import uuid
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import Dissemination, ResultKind, WorkPackageKind
from proposals.files.counting import MOST_CHARACTERS
from proposals.models.proposals import Proposal


def _at_least_1(name: str) -> models.Q:
    """Return that a month is open, or not before the first."""
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 1})


def _once_in_its_package(name: str) -> list[models.BaseConstraint]:
    """Return what keeps numbers and requests apart within a work package."""
    return [
        models.UniqueConstraint(
            fields=["work_package", "number"], name=f"{name}_number_once"
        ),
        models.UniqueConstraint(
            fields=["work_package", "request_key"], name=f"{name}_request_once"
        ),
    ]


Row_co = TypeVar("Row_co", bound="Removable", covariant=True)


class RemovableQuerySet(models.QuerySet[Row_co]):
    """Filters over rows that are kept when they are removed."""

    def current(self) -> Self:
        """Keep the rows that were not removed."""
        return self.filter(removed_at__isnull=True)


class Removable(models.Model):
    """A numbered part of the work plan that stays when it is removed.

    `version` grows with every change and is the precondition of the next one.
    """

    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(
        default=uuid.uuid4,
        help_text=_("One per form shown: a double click adds one row."),
    )
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Scheduled(models.Model):
    """Something from the first day of one month to the last day of another.

    Months count from the start of the project: 1 is the first. Empty: still open.
    """

    start_month = models.PositiveSmallIntegerField(
        _("first month"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    end_month = models.PositiveSmallIntegerField(
        _("last month"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_at_least_1("start_month") & _at_least_1("end_month"),
                name="%(class)s_months_from_1",
                violation_error_code="month_before_start",
            ),
            models.CheckConstraint(
                condition=models.Q(start_month__isnull=True)
                | models.Q(end_month__isnull=True)
                | models.Q(start_month__lte=models.F("end_month")),
                name="%(class)s_months_in_order",
                violation_error_code="months_reversed",
            ),
        ]


class WorkPackage(Removable, Scheduled):
    """A part of the work with a purpose, months and one partner who leads it.

    Its number is given once in a proposal and never again. A lead that left stays
    stated, so that nobody forgets to name another.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="work_packages")
    kind = models.CharField(_("type"), max_length=4, choices=WorkPackageKind)
    description = models.TextField(_("description"), blank=True)
    lead = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = RemovableQuerySet["WorkPackage"].as_manager()

    class Meta:
        verbose_name = _("work package")
        verbose_name_plural = _("work packages")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            *Scheduled.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "number"], name="work_package_number_once"
            ),
            models.UniqueConstraint(
                fields=["proposal", "request_key"], name="work_package_request_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=WorkPackageKind.values),
                name="work_package_kind_known",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("description"), MOST_CHARACTERS),
                name="work_package_description_not_endless",
            ),
        ]

    @property
    def label(self) -> str:
        """The number a colleague would say: WP1, WP2."""
        return f"WP{self.number}"


class Task(Removable, Scheduled):
    """A step within a work package; its lead may be another partner than that one's."""

    work_package = models.ForeignKey(WorkPackage, models.CASCADE, related_name="tasks")
    lead = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RemovableQuerySet["Task"].as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering: ClassVar = ["work_package__number", "number"]
        constraints: ClassVar = [
            *Scheduled.Meta.constraints,
            *_once_in_its_package("task"),
        ]

    @property
    def label(self) -> str:
        """Its number with that of the work package: T1.2."""
        return f"T{self.work_package.number}.{self.number}"


class Result(Removable):
    """What a work package leaves behind: for whom, and by the end of which month."""

    work_package = models.ForeignKey(
        WorkPackage, models.CASCADE, related_name="results"
    )
    kind = models.CharField(_("type"), max_length=10, choices=ResultKind)
    level = models.CharField(
        _("dissemination level"),
        max_length=12,
        choices=Dissemination,
        default=Dissemination.PUBLIC,
    )
    due_month = models.PositiveSmallIntegerField(
        _("due month"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = RemovableQuerySet["Result"].as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering: ClassVar = ["work_package__number", "number"]
        constraints: ClassVar = [
            *_once_in_its_package("result"),
            models.CheckConstraint(
                condition=_at_least_1("due_month"), name="result_due_from_1"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ResultKind.values),
                name="result_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Dissemination.values),
                name="result_level_known",
            ),
        ]

    @property
    def label(self) -> str:
        """Its number with that of the work package: R1.1."""
        return f"R{self.work_package.number}.{self.number}"


class Milestone(Removable):
    """A moment at which the project can be seen to have come so far."""

    work_package = models.ForeignKey(
        WorkPackage, models.CASCADE, related_name="milestones"
    )
    due_month = models.PositiveSmallIntegerField(
        _("due month"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = RemovableQuerySet["Milestone"].as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering: ClassVar = ["work_package__number", "number"]
        constraints: ClassVar = [
            *_once_in_its_package("milestone"),
            models.CheckConstraint(
                condition=_at_least_1("due_month"), name="milestone_due_from_1"
            ),
        ]

    @property
    def label(self) -> str:
        """Its number with that of the work package: MS1.1."""
        return f"MS{self.work_package.number}.{self.number}"
