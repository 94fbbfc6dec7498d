"""The register of organisations, changed by administrators only."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType
from alliances.models.reference import Country

TYPE_SEPARATOR = "|"

PIC_PATTERN = r"^[0-9]{9}$"
LONGEST_TAIL = 80
"""Bytes; more than anybody types before choosing."""
AFTER_ALL_LETTERS = b"\xff"
"""No byte of UTF-8 is as great."""


def validate_types(types: str) -> None:
    """Refuse what is no list of known types joined by |; ValidationError."""
    if unknown := sorted(set(types.split(TYPE_SEPARATOR)) - set(PartnerType.values)):
        raise ValidationError(
            _("No type of organisation: %(words)s."),
            params={"words": ", ".join(unknown)},
        )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Filters over the register."""

    def in_force(self) -> Self:
        """Keep the entries that have not ended."""
        return self.filter(ended_on__isnull=True)


class Organisation(models.Model):
    """A register entry; alliances state their own data and may link here.

    An entry that ended is kept, since partnerships point at it, but offered no more.
    """

    pic = models.CharField(
        "PIC",
        max_length=9,
        null=True,  # unique when present: NULL is not "", several may lack one
        blank=True,
        unique=True,
        validators=[RegexValidator(PIC_PATTERN, _("A PIC has exactly nine digits."))],
    )
    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="organisations", verbose_name=_("country")
    )
    types = models.CharField(
        _("type"),
        max_length=300,
        blank=True,
        validators=[validate_types],
        help_text=_("Empty: unknown. Several, joined by |: open between these."),
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    ended_on = models.DateField(
        _("ended"),
        null=True,
        blank=True,
        help_text=_("Since when the register no longer has it; it is not offered."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def type_list(self) -> list[str]:
        """The types: none while unknown, several while open."""
        return self.types.split(TYPE_SEPARATOR) if self.types else []


class NameTailQuerySet(models.QuerySet["NameTail"]):
    """Filters over name tails."""

    def beginning(self, text: str) -> Self:
        """Keep the tails that begin with `text`, as `searchable` writes it."""
        first = text.encode()
        return self.filter(text__gte=first, text__lt=first + AFTER_ALL_LETTERS)


class NameTail(models.Model):
    """A name of the register from one of its words on, as it is searched.

    "Universitat de Barcelona" has the tails "universitat de barcelona", "de barcelona"
    and "barcelona". Bytes compare alike on every database, whatever its collation, so
    that one index finds a beginning and gives the order.
    """

    # A million rows that follow from the names: checking each against the register, and
    # a second index on the same column, would cost more than writing them.
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="name_tails",
        db_constraint=False,
        db_index=False,
    )
    text = models.BinaryField(max_length=LONGEST_TAIL)
    is_whole = models.BooleanField()

    objects = NameTailQuerySet.as_manager()

    class Meta:
        verbose_name = _("name tail")
        verbose_name_plural = _("name tails")
        indexes: ClassVar = [
            models.Index(fields=["text"], name="name_tail_by_text"),
            models.Index(
                fields=["text"],
                condition=models.Q(is_whole=True),
                name="name_tail_whole_by_text",
            ),
            models.Index(fields=["organisation", "text"], name="name_tail_of_one"),
        ]

    def __str__(self) -> str:
        return bytes(self.text).decode(errors="ignore")
