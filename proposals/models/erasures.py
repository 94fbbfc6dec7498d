"""What was erased of people: how much of which sort, and nothing of whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.models import Call
from proposals.enums import ErasureGround


class RetentionTime(models.Model):
    """How long names and addresses stay, said once by whoever runs the installation.

    `months` are counted after the deadline of a call and after the last change of a
    proposal; 0 is for ever. The newest row counts, and none is for ever too. `ran_at`
    is when what it says was last done, whether or not something was left to erase.
    """

    months = models.PositiveSmallIntegerField(_("months"))
    since = models.DateTimeField(_("said"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ran_at = models.DateTimeField(_("done last"), null=True, blank=True)

    class Meta:
        verbose_name = _("retention time")
        verbose_name_plural = _("retention times")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.months} {self.since:%Y-%m-%d}"


class Erasure(models.Model):
    """One run that erased something; `counts` is sort → number of rows.

    `call` is set where the time to keep its proposals was over, and never for a person:
    whose request it was would be a name again. `by` is the administrator who had it
    done; None for the schedule, and before that was asked.
    """

    at = models.DateTimeField(_("moment"), default=timezone.now)
    ground = models.CharField(_("ground"), max_length=6, choices=ErasureGround)
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts = models.JSONField(_("what was erased"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ground__in=ErasureGround.values),
                name="erasure_ground_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ground=ErasureGround.AGE, call__isnull=False)
                | models.Q(ground=ErasureGround.PERSON, call__isnull=True),
                name="erasure_of_a_call_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.at:%Y-%m-%d %H:%M}"


class PersonalExport(models.Model):
    """One time an administrator wrote what is held about somebody, and how much.

    Never about whom: that would be a name again.
    """

    at = models.DateTimeField(_("moment"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(_("rows"))

    class Meta:
        verbose_name = _("export of personal data")
        verbose_name_plural = _("exports of personal data")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
