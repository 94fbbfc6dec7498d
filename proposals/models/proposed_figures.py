"""Figures a partner's contact proposes: kept beside the budget, never in it."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import FigureKind, FigureState, StaffCategory, Traveller
from proposals.models.mobility import MobilityLine
from proposals.models.proposals import Proposal
from proposals.models.work_plan import WorkPackage

MOST_CHARACTERS = 500
"""Of a note or a reason: one sentence or two."""


class ProposedFigureQuerySet(models.QuerySet["ProposedFigure"]):
    """Filters over proposed figures."""

    def open(self) -> Self:
        """Keep those that wait for a decision, and whose place is still there."""
        return self.filter(
            models.Q(work_package=None)
            | models.Q(work_package__removed_at=None)
            | models.Q(kind=FigureKind.JOURNEY),
            models.Q(line=None) | models.Q(line__removed_at=None),
            state=FigureState.OPEN,
            partnership__in=Partnership.objects.taking_part(),
        )

    def decided(self) -> Self:
        """Keep those somebody approved or refused."""
        return self.filter(state__in=[FigureState.APPROVED, FigureState.REFUSED])


class ProposedFigure(models.Model):
    """Days of one cell, or one mobility line, as a partner would have them.

    `before` is what stood when it was proposed, column by column, as text, and
    `base_version` the version of that; 0 where nothing stood. A line that is proposed
    anew has no `line`. `version` is the precondition of whoever decides, and of whoever
    proposes something else. A row is never deleted: decided ones are the history.
    """

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="proposed_figures"
    )
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    work_package = models.ForeignKey(
        WorkPackage, models.CASCADE, null=True, blank=True, related_name="+"
    )
    line = models.ForeignKey(
        MobilityLine, models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=FigureKind)
    category = models.CharField(
        _("category"), max_length=14, choices=StaffCategory, blank=True
    )
    days = models.DecimalField(
        _("days"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    traveller = models.CharField(_("who"), max_length=7, choices=Traveller, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    distance_km = models.PositiveIntegerField(
        _("kilometres one way"), null=True, blank=True
    )
    is_removal = models.BooleanField(_("line goes"), default=False)
    before = models.JSONField(_("what stood"), default=dict, blank=True)
    base_version = models.PositiveIntegerField(default=0)
    note = models.CharField(_("note"), max_length=MOST_CHARACTERS, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=FigureState, default=FigureState.OPEN
    )
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(default=uuid.uuid4, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=MOST_CHARACTERS, blank=True)

    objects = ProposedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed figure")
        verbose_name_plural = _("proposed figures")
        ordering: ClassVar = ["partnership", "work_package", "category", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "work_package", "category"],
                condition=models.Q(kind=FigureKind.DAYS, state=FigureState.OPEN),
                name="proposed_days_once",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state=FigureState.OPEN),
                name="proposed_line_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "request_key"], name="proposed_figure_request_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=FigureKind.JOURNEY)
                | models.Q(
                    kind=FigureKind.DAYS,
                    category__in=StaffCategory.values,
                    work_package__isnull=False,
                    days__gte=0,
                ),
                name="proposed_figure_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=FigureState.values),
                name="proposed_figure_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True)
                | ~models.Q(state=FigureState.OPEN),
                name="proposed_figure_open_undecided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
