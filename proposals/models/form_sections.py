"""What people say of a section of the form: whose it is, and that it is complete."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.models.proposals import Proposal


class FormSection(models.Model):
    """One section of one draft, or the part of it that is one partner's own.

    Its answers say how far it is, never this row. A part is nobody's to be assigned:
    the contact of its partner says that it is done.

    `version` grows with every assignment and is the precondition of the next one.
    `completed_at` holds that somebody said it is complete; whether that still holds is
    computed from the answers whenever it is shown.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="form_sections")
    code = models.SlugField(_("section"), max_length=60)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("section of a draft")
        verbose_name_plural = _("sections of drafts")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "code"],
                condition=models.Q(partnership=None),
                name="form_section_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "code", "partnership"], name="form_part_once"
            ),
            models.CheckConstraint(
                condition=models.Q(partnership=None) | models.Q(assigned_to=None),
                name="form_part_unassigned",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_at=None, completed_by=None)
                | models.Q(completed_at__isnull=False, completed_by__isnull=False),
                name="form_section_completed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.code
