"""What people report about the rules: read by administrators."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from eligibility.models import Rulebook


class RuleReport(models.Model):
    """Somebody thinks that a clause of a published rulebook is wrong."""

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    clause = models.CharField(_("clause"), max_length=100)
    text = models.TextField(_("what is wrong"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    contact = models.EmailField(_("e-mail address"), blank=True)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a wrong rule")
        verbose_name_plural = _("reports of wrong rules")
        ordering: ClassVar = ["-reported_at"]

    def __str__(self) -> str:
        return f"{self.rulebook}: {self.clause}"
