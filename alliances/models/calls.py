"""Calls for proposals, their Lots and project types.

These rows are drawn from the published rulebook so that drafts can point at them; what
the law demands stays in the rulebook.
"""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.enums import PendingPartners, UnverifiedClauses


def brussels_day(moment: dt.datetime) -> dt.date:
    """Return the day it is where calls open and close, which is our time zone."""
    return moment.astimezone(timezone.get_default_timezone()).date()


class CallQuerySet(models.QuerySet["Call"]):
    """Filters over calls."""

    def established(self) -> Self:
        """Keep the calls whose rules are established, so a draft can be checked."""
        return self.filter(lots__isnull=False).distinct()

    def open_at(self, moment: dt.datetime) -> Self:
        """Keep the calls that take submissions at `moment`, as `Call.is_open_at`."""
        return self.filter(
            takes_submissions=True,
            opens_on__lte=brussels_day(moment),
            deadline__gt=moment,
        )


class Call(models.Model):
    """One call for proposals."""

    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    title = models.CharField(_("title"), max_length=200)
    reference = models.CharField(_("reference"), max_length=100)
    opens_on = models.DateField(_("opens"))
    deadline = models.DateTimeField(_("deadline"))
    pending_partners = models.CharField(
        _("unconfirmed partners"), max_length=5, choices=PendingPartners
    )
    unverified_clauses = models.CharField(
        _("unverified clauses that are not met"),
        max_length=5,
        choices=UnverifiedClauses,
        default=UnverifiedClauses.BLOCK,
    )
    takes_submissions = models.BooleanField(
        _("takes submissions here"),
        default=False,
        help_text=_("Calls of the past are history: build, check, practise."),
    )
    is_default = models.BooleanField(_("offered first"), default=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering: ClassVar = ["-deadline"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="call_one_default",
            ),
            models.CheckConstraint(
                condition=models.Q(pending_partners__in=PendingPartners.values),
                name="call_pending_partners_known",
            ),
            models.CheckConstraint(
                condition=models.Q(unverified_clauses__in=UnverifiedClauses.values),
                name="call_unverified_clauses_known",
            ),
        ]

    def __str__(self) -> str:
        return gettext(self.title)

    def has_opened_at(self, moment: dt.datetime) -> bool:
        """Say whether its first day in Brussels has come."""
        return brussels_day(moment) >= self.opens_on

    def has_closed_at(self, moment: dt.datetime) -> bool:
        """Say whether it is too late: what arrives in the deadline's second is."""
        return moment >= self.deadline

    def is_open_at(self, moment: dt.datetime) -> bool:
        """Say whether it takes a submission that arrives at `moment`."""
        return (
            self.takes_submissions
            and self.has_opened_at(moment)
            and not self.has_closed_at(moment)
        )


class Lot(models.Model):
    """A Lot of a call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="lots")
    code = models.SlugField(_("code"), max_length=20)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("Lot")
        verbose_name_plural = _("Lots")
        ordering: ClassVar = ["call", "number", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "code"], name="lot_code_once"),
        ]

    def __str__(self) -> str:
        return gettext(self.title)


class ProjectType(models.Model):
    """A type of project within a Lot; each has minima of its own."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="project_types")
    code = models.SlugField(_("code"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("project type")
        verbose_name_plural = _("project types")
        ordering: ClassVar = ["lot", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lot", "code"], name="project_type_code_once"
            ),
        ]

    def __str__(self) -> str:
        return gettext(self.title)
