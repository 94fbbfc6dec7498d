"""The application of one alliance."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance, ReferenceEdition, User
from eligibility.models import Rulebook
from proposals.enums import ColleagueRole
from proposals.models.application_forms import FormVersion


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Filters over proposals."""

    def visible_to(self, user: User) -> Self:
        """Keep the proposals that `user` coordinates, edits or reads as a whole.

        Contacts of partners see only their part: `partly_visible_to`.
        """
        # A subquery, not a join: a draft with three colleagues is still one row.
        joined = user.colleagueships.filter(ended_at__isnull=True).exclude(
            role=ColleagueRole.CONTACT
        )
        return self.filter(
            models.Q(alliance__coordinator=user)
            | models.Q(pk__in=joined.values("proposal"))
        )

    def read_by(self, user: User) -> Self:
        """Add `reads_as`, the role of `user` among the colleagues, None for others."""
        joined = user.colleagueships.filter(
            ended_at__isnull=True, proposal=models.OuterRef("pk")
        )
        return self.annotate(reads_as=models.Subquery(joined.values("role")[:1]))

    def beside_newest(self) -> Self:
        """Add what is newest of its call: versions of rules and data, and their digest.

        Most drafts pin the newest rules, and most data is in memory: as columns of a
        row that is read anyway they cost a tenth of two statements.
        """
        of_call = {"call": models.OuterRef("alliance__call")}
        rules = Rulebook.objects.filter(**of_call).order_by("-version")
        data = ReferenceEdition.objects.filter(**of_call).order_by("-version")
        return self.annotate(
            newest_rules=models.Subquery(rules.values("version")[:1]),
            newest_data=models.Subquery(data.values("version")[:1]),
            newest_digest=models.Subquery(data.values("sha256")[:1]),
        )

    def partly_visible_to(self, user: User) -> Self:
        """Keep also those in which `user` writes the part of a partner."""
        joined = user.colleagueships.filter(ended_at__isnull=True)
        return self.filter(
            models.Q(alliance__coordinator=user)
            | models.Q(pk__in=joined.values("proposal"))
        )


class Proposal(models.Model):
    """A draft and what it pins.

    `revision` grows with every change of facts or composition: submitting names the
    revision that was seen. `facts_version` grows with the facts alone, so that typing
    the grant does not collide with a colleague who adds a partner.
    """

    alliance = models.OneToOneField(Alliance, models.CASCADE, related_name="proposal")
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    form = models.ForeignKey(
        FormVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    duration_months = models.PositiveSmallIntegerField(
        _("duration in months"), null=True, blank=True
    )
    grant_requested_eur = models.DecimalField(
        _("grant requested (EUR)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    revision = models.PositiveIntegerField(default=1)
    facts_version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(
        unique=True,
        null=True,
        editable=False,
        help_text=_("One per form shown: a double click makes one copy."),
    )
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(grant_requested_eur__isnull=True)
                | models.Q(grant_requested_eur__gte=0),
                name="proposal_grant_not_negative",
                violation_error_message=_("The grant cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.alliance.acronym
