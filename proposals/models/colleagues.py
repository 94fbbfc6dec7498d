"""Colleagues who write a proposal together with its coordinator."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import ColleagueRole
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class ColleagueQuerySet(models.QuerySet["Colleague"]):
    """Filters over colleagues."""

    def current(self) -> Self:
        """Keep those who were not removed and did not leave."""
        return self.filter(ended_at__isnull=True)


class Colleague(Letter):
    """A person invited, by address, to edit or read one proposal, or for a partner.

    Nobody joins without an account whose proven address is the invited one, so the mail
    carries no secret. `person` is set when that account joins. `ended_by` says whether
    the coordinator removed them, which can be undone, or they left by themselves.
    """

    role = models.CharField(
        _("role"),
        max_length=8,
        choices=ColleagueRole,
        default=ColleagueRole.EDITOR,
    )
    partnership = models.ForeignKey(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="colleagues",
        verbose_name=_("partner whose contact this is"),
    )
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="colleagues")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="colleagueships",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("removed or left"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )

    objects = ColleagueQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        ordering: ClassVar = ["invited_at"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                "proposal",
                Lower("email"),
                condition=models.Q(ended_at__isnull=True),
                name="colleague_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=ColleagueRole.values),
                name="colleague_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    role=ColleagueRole.CONTACT, partnership__isnull=False
                )
                | (
                    ~models.Q(role=ColleagueRole.CONTACT)
                    & models.Q(partnership__isnull=True)
                ),
                name="colleague_contact_of_a_partner",
            ),
        ]

    def __str__(self) -> str:
        return self.email
