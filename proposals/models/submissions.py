"""Submissions, and every attempt at one."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Call
from proposals.enums import AttemptResult
from proposals.models.proposals import Proposal


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Filters over submissions."""

    def live(self) -> Self:
        """Keep the submissions that count: not withdrawn, not replaced."""
        return self.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)


LIVE = models.Q(withdrawn_at__isnull=True, replaced_at__isnull=True)


class Submission(models.Model):
    """A frozen application: the canonical snapshot, its number and digest."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="submissions")
    call = models.ForeignKey(Call, models.PROTECT, related_name="submissions")
    number = models.CharField(_("number"), max_length=50, unique=True)
    idempotency_key = models.UUIDField()
    applicant_key = models.CharField(
        max_length=400,
        help_text=_("PIC of the applicant, else normalised name and country."),
    )
    sector_key = models.CharField(max_length=200)
    snapshot = models.TextField(
        _("snapshot"), help_text=_("Canonical JSON: the bytes that were hashed.")
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    warned_partners = models.TextField(_("partners named in the warning"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("received"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering: ClassVar = ["-received_at"]
        constraints: ClassVar = [
            # The seed: an applicant may file several proposals "as long as the
            # proposals address different sectors". The database has the last word.
            models.UniqueConstraint(
                fields=["call", "applicant_key", "sector_key"],
                condition=LIVE,
                name="submission_one_live_per_applicant_and_sector",
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=LIVE,
                name="submission_one_live_per_proposal",
            ),
            models.UniqueConstraint(
                fields=["proposal", "idempotency_key"], name="submission_press_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SubmissionNumber(models.Model):
    """Hands out numbers: a row's key is the next one on either engine.

    A key is never given twice and takes no lock that others would wait for; a refused
    submission leaves a gap, which means nothing.
    """

    class Meta:
        verbose_name = _("submission number")
        verbose_name_plural = _("submission numbers")

    def __str__(self) -> str:
        return f"{self.pk:06d}"


class SubmissionAttempt(models.Model):
    """One press of the submit button, kept as proof whatever became of it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="attempts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("received"))
    result = models.CharField(_("result"), max_length=8, choices=AttemptResult)
    reason = models.TextField(_("reason"), blank=True)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="attempts"
    )

    class Meta:
        verbose_name = _("submission attempt")
        verbose_name_plural = _("submission attempts")
        ordering: ClassVar = ["-received_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(result__in=AttemptResult.values),
                name="attempt_result_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.received_at:%Y-%m-%d %H:%M:%S}"
