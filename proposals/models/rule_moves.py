"""Who moved a draft from one version of the rules to the next, and when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from eligibility.models import Rulebook
from proposals.models.proposals import Proposal


class RuleMove(models.Model):
    """One draft went over from one published version of the rules to another."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rule_moves")
    before = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    after = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    moved_at = models.DateTimeField(_("moved"), auto_now_add=True)

    class Meta:
        verbose_name = _("move to newer rules")
        verbose_name_plural = _("moves to newer rules")
        ordering: ClassVar = ["-moved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.before} → {self.after}"
