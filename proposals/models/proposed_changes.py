"""What a partner would have otherwise about itself, field by field."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.enums import ChangedField, ChangeState
from proposals.models.confirmations import ConfirmationRequest

MOST_WORDS = 2000
MOST_REASON = 500
"""Characters of why a change is refused: a sentence or two."""


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    """Filters over proposed changes."""

    def open(self) -> Self:
        """Keep those that wait for a decision, of the question that still stands."""
        return self.filter(state=ChangeState.OPEN, request__revoked_at=None)


class ProposedChange(models.Model):
    """One field as a partner's contact would have it; never written by itself.

    `stated` is what stood when it was asked for, `proposed` what should stand instead:
    codes, for the words of the contact the text. A row is never deleted: with who
    decided and why it is the history.
    """

    request = models.ForeignKey(
        ConfirmationRequest, models.CASCADE, related_name="changes"
    )
    field = models.CharField(_("field"), max_length=7, choices=ChangedField)
    stated = models.TextField(_("what stood"), blank=True)
    proposed = models.TextField(_("proposed"), max_length=MOST_WORDS)
    state = models.CharField(
        _("state"), max_length=8, choices=ChangeState, default=ChangeState.OPEN
    )
    reason = models.CharField(_("reason"), max_length=MOST_REASON, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering: ClassVar = ["request", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "field"], name="proposed_change_once"
            ),
            models.CheckConstraint(
                condition=models.Q(field__in=ChangedField.values),
                name="proposed_change_field_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=ChangeState.OPEN, decided_at=None, decided_by=None
                )
                | models.Q(
                    state__in=[ChangeState.ACCEPTED, ChangeState.REFUSED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="proposed_change_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.proposed}"
