"""An alliance and the partnerships it is made of."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from alliances.enums import Confirmation, Role, StatedAnswer
from alliances.files.partners import LONGEST_ADDED_VALUE
from alliances.models.calls import Call, Lot, ProjectType
from alliances.models.organisations import TYPE_SEPARATOR, Organisation
from alliances.models.reference import Country
from alliances.partner import Partner

ASKED = frozenset([each.value for each in Role if each.is_asked])
"""The roles that are asked to confirm."""
GONE = (Confirmation.DECLINED, Confirmation.WITHDRAWN)
"""Answers of those who take no part; the core drops the same rows before it counts."""
UNANSWERED = (Confirmation.NOT_INVITED, Confirmation.INVITED)
"""While a partner has given no answer that counts."""


class Alliance(models.Model):
    """A consortium for one Lot of one call, in one sector."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    acronym = models.CharField(_("acronym"), max_length=50)
    title = models.CharField(_("title"), max_length=400, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="alliances")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    project_type = models.ForeignKey(ProjectType, models.PROTECT, related_name="+")
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alliances"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    archived_at = models.DateTimeField(
        _("archived"),
        null=True,
        blank=True,
        help_text=_("Put away from the list; nothing else changes."),
    )

    class Meta:
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.acronym


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Filters over partnerships."""

    def current(self) -> Self:
        """Keep the rows that were not removed."""
        return self.filter(removed_at__isnull=True)

    def taking_part(self) -> Self:
        """Keep the current rows that have not declined or withdrawn."""
        return self.current().exclude(confirmation__in=GONE)


def is_taking_part(removed_at: dt.datetime | None, confirmation: str) -> bool:
    """Say whether a partner is current and has not declined or withdrawn."""
    return removed_at is None and confirmation not in GONE


class StatedPartner:
    """What follows from the columns of a partner, read as a row or without one."""

    __slots__ = ()

    @property
    def label(self: Partner) -> str:
        """The number a colleague would say: P1, P2."""
        return f"P{self.number}"

    @property
    def takes_part(self: Partner) -> bool:
        """Whether it is current and has not declined or withdrawn."""
        return is_taking_part(self.removed_at, self.confirmation)

    @property
    def is_asked(self: Partner) -> bool:
        """Whether it is asked to confirm."""
        return self.role in ASKED

    @property
    def type_list(self: Partner) -> list[str]:
        """The stated types: none while unknown, several while open."""
        return self.types.split(TYPE_SEPARATOR) if self.types else []


class Partnership(StatedPartner, models.Model):
    """An organisation's place in one alliance, as stated there.

    Name, country, PIC and type are this alliance's own statement: a change in the
    register must not flip another coordinator's verdict.
    """

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    number = models.PositiveIntegerField(_("partner number"))
    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pic = models.CharField("PIC", max_length=9, blank=True)
    types = models.CharField(
        _("type"),
        max_length=300,
        blank=True,
        help_text=_("Empty: unknown. Several, joined by |: open between these."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    added_value = models.TextField(
        _("essential added value"),
        blank=True,
        help_text=_("Asked of an organisation in a Partner country, in its own words."),
    )
    confirmation = models.CharField(
        _("confirmation"),
        max_length=12,
        choices=Confirmation,
        default=Confirmation.NOT_INVITED,
    )
    stated_answer = models.CharField(
        _("stated in the file"), max_length=9, choices=StatedAnswer, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(
        default=uuid.uuid4,
        help_text=_("One per form shown: a double click adds one partner."),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alliance"],
                condition=models.Q(role=Role.APPLICANT, removed_at__isnull=True)
                & ~models.Q(confirmation__in=GONE),
                name="partnership_one_applicant",
                violation_error_code="applicant_taken",
                violation_error_message=_("This alliance has an applicant already."),
            ),
            models.UniqueConstraint(
                fields=["alliance", "organisation"],
                condition=models.Q(removed_at__isnull=True),
                name="partnership_organisation_once",
                violation_error_code="organisation_twice",
                violation_error_message=_(
                    "This organisation is in the alliance already."
                ),
            ),
            models.UniqueConstraint(
                fields=["alliance", "number"], name="partnership_number_once"
            ),
            models.UniqueConstraint(
                fields=["alliance", "request_key"], name="partnership_request_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="partnership_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values),
                name="partnership_confirmation_known",
            ),
            models.CheckConstraint(
                condition=models.Q(stated_answer__in=StatedAnswer.values),
                name="partnership_stated_answer_known",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("added_value"), LONGEST_ADDED_VALUE),
                name="partnership_added_value_length",
                violation_error_code="added_value_long",
            ),
        ]

    def __str__(self) -> str:
        return self.name
