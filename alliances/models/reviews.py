"""What two people look at before it counts: one asks, another publishes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import ReviewState


class Reviewed(models.Model):
    """A row that somebody asks to publish, with a reason, and somebody else decides on.

    Where one person may publish alone (FOUR_EYES=0), both are the same. The figures are
    what each of them saw of its effects: counts, and a digest of what they summarise.
    """

    review_state = models.CharField(
        _("review"), max_length=9, choices=ReviewState, default=ReviewState.KEPT
    )
    reason = models.TextField(_("reason"), blank=True)
    refusal = models.TextField(_("why it was refused"), blank=True)
    asked_figures = models.JSONField(_("seen when asked for"), default=dict, blank=True)
    decided_figures = models.JSONField(_("seen when decided"), default=dict, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(review_state__in=ReviewState.values),
                name="%(class)s_review_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(review_state=ReviewState.KEPT)
                | models.Q(asked_by__isnull=False, asked_at__isnull=False)
                & ~models.Q(reason=""),
                name="%(class)s_asked_with_reason",
            ),
        ]
