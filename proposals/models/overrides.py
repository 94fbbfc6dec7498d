"""What an administrator allowed a draft to be submitted in spite of."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class OverrideQuerySet(models.QuerySet["Override"]):
    """Filters over overrides."""

    def standing(self) -> Self:
        """Keep those that were not taken back or replaced."""
        return self.filter(ended_at__isnull=True)


class Override(models.Model):
    """A written leave to submit one draft although named clauses are not met.

    `clauses` are their identifiers: another that is not met refuses as before. With
    `allows_pending` partners may be missing a confirmation. Neither the deadline nor
    the places of applicants and organisations are anybody's to override.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="overrides")
    clauses = models.JSONField(_("clauses"), default=list)
    allows_pending = models.BooleanField(_("unconfirmed partners"), default=False)
    reason = models.TextField(_("reason"), max_length=2000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    ended_at = models.DateTimeField(_("taken back or replaced"), null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(ended_at__isnull=True),
                name="override_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {', '.join(self.clauses)}"
