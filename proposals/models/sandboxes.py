"""Sandboxes: what somebody imagines of a draft, kept as changes and never as a copy."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import Role
from alliances.models import Country, Partnership, ProjectType
from alliances.models.organisations import TYPE_SEPARATOR
from proposals.models.proposals import Proposal

KEPT = dt.timedelta(days=30)
"""How long a sandbox stays after its last change."""


class SandboxQuerySet(models.QuerySet["Sandbox"]):
    """Filters over sandboxes."""

    def expired(self, now: dt.datetime) -> Self:
        """Keep those that nobody changed for too long."""
        return self.filter(changed_at__lte=now - KEPT)


class Sandbox(models.Model):
    """One person's scratch changes of one draft; nobody else sees them.

    An empty fact is as in the draft. `seen_facts_version` is what the facts were when
    one was imagined. `state` names what the sandbox holds: it is another one after
    every change, so that applying names what was seen. `applied_state` is the last one
    that was applied, so that a second press does nothing.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    project_type = models.ForeignKey(
        ProjectType, models.PROTECT, null=True, related_name="+"
    )
    duration_months = models.PositiveSmallIntegerField(null=True)
    grant_requested_eur = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        validators=[MinValueValidator(0)],
    )
    seen_facts_version = models.PositiveIntegerField(default=0)
    state = models.UUIDField(default=uuid.uuid4)
    applied_state = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    objects = SandboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("sandbox")
        verbose_name_plural = _("sandboxes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "owner"], name="sandbox_one_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(grant_requested_eur__isnull=True)
                | models.Q(grant_requested_eur__gte=0),
                name="sandbox_grant_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} ({self.owner_id})"

    def has_expired(self, now: dt.datetime) -> bool:
        """Say whether nobody changed it for too long."""
        return self.changed_at <= now - KEPT

    @property
    def expires_at(self) -> dt.datetime:
        """When it ends unless it is changed before."""
        return self.changed_at + KEPT

    @property
    def has_facts(self) -> bool:
        """Whether a fact is imagined, the type of project included."""
        stated = (self.project_type_id, self.duration_months, self.grant_requested_eur)
        return any(each is not None for each in stated)


class SandboxPartner(models.Model):
    """What is imagined of one partner, or a newcomer that the draft does not have.

    Of a partner an empty role or type is as in the draft, and `seen_version` is the
    version of the row it was imagined of. A newcomer has no `partnership`; its
    `request_key` makes a double press imagine one.
    """

    sandbox = models.ForeignKey(Sandbox, models.CASCADE, related_name="partners")
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, related_name="+"
    )
    seen_version = models.PositiveIntegerField(default=0)
    is_out = models.BooleanField(default=False)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    types = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("imagined partner")
        verbose_name_plural = _("imagined partners")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sandbox", "partnership"], name="sandbox_partner_once"
            ),
            models.UniqueConstraint(
                fields=["sandbox", "request_key"], name="sandbox_newcomer_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["", *Role.values]),
                name="sandbox_role_known",
            ),
            # A newcomer is somebody: it has a role and cannot be out.
            models.CheckConstraint(
                condition=models.Q(partnership__isnull=False)
                | (models.Q(is_out=False) & ~models.Q(role="")),
                name="sandbox_newcomer_has_a_role",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type_list(self) -> list[str]:
        """The imagined types; none where they are as in the draft, or unknown."""
        return self.types.split(TYPE_SEPARATOR) if self.types else []

    @property
    def is_nothing(self) -> bool:
        """Whether it imagines a partner exactly as in the draft."""
        is_as_stated = not (self.is_out or self.role or self.types)
        return self.partnership_id is not None and is_as_stated

    @property
    def has_moved(self) -> bool:
        """Whether the draft's partner is no longer the one it was imagined of."""
        row = self.partnership
        return row is not None and (
            row.version != self.seen_version or row.removed_at is not None
        )
