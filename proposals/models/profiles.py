"""Occupational profiles of a proposal, and what each of them was before."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.files.occupations import LONGEST_CODE
from proposals.models.proposals import Proposal
from proposals.models.work_plan import Removable, RemovableQuerySet

LEVELS = range(1, 9)
"""The levels of the European Qualifications Framework."""


class OccupationalProfile(Removable):
    """An occupation the training is made for. Its number is given once and never again.

    `code` is ISCO-08 or ESCO as `files.occupations` keeps it, empty while it is open;
    `level` is that of the EQF, None while it is open.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="profiles")
    code = models.CharField(_("ESCO or ISCO code"), max_length=LONGEST_CODE, blank=True)
    level = models.PositiveSmallIntegerField(_("EQF level"), null=True, blank=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = RemovableQuerySet["OccupationalProfile"].as_manager()

    class Meta:
        verbose_name = _("occupational profile")
        verbose_name_plural = _("occupational profiles")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="profile_number_once"
            ),
            models.UniqueConstraint(
                fields=["proposal", "request_key"], name="profile_request_once"
            ),
            models.CheckConstraint(
                condition=models.Q(level__isnull=True)
                | models.Q(level__gte=LEVELS[0], level__lte=LEVELS[-1]),
                name="profile_level_known",
                violation_error_code="level_unknown",
            ),
        ]

    @property
    def label(self) -> str:
        """What a colleague would call it."""
        return self.title


class ProfileVersion(models.Model):
    """A profile as somebody left it; `is_removed` while it was put aside."""

    profile = models.ForeignKey(
        OccupationalProfile, models.CASCADE, related_name="versions"
    )
    version = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    code = models.CharField(max_length=LONGEST_CODE, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    is_removed = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a profile")
        verbose_name_plural = _("versions of profiles")
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "version"], name="profile_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
