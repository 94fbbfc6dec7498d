"""Reference tables an administrator uploaded, waiting to be published."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import ReferenceTable, ReviewState, SharedTable
from alliances.models.calls import Call, Lot
from alliances.models.countries import CountryEdition
from alliances.models.nace import NaceEdition
from alliances.models.reference import ReferenceEdition
from alliances.models.reviews import Reviewed

SharedEdition = CountryEdition | NaceEdition
TABLES = (*ReferenceTable.choices, *SharedTable.choices)
OF_NO_CALL = {"call": None, "lot": None, "edition": None}


class ReferenceUploadQuerySet(models.QuerySet["ReferenceUpload"]):
    """Filters over uploaded tables."""

    def waiting(self) -> Self:
        """Keep what may still be published, what somebody asked for before the rest."""
        states = (ReviewState.KEPT, ReviewState.ASKED)
        kept = self.filter(edition=None, review_state__in=states)
        return kept.order_by("review_state", "-uploaded_at")


class ReferenceUpload(Reviewed):
    """One uploaded table: compared anew on each look, perhaps published.

    A table of a call has its `call`, and `lot` narrows a list of sectors to one Lot;
    `edition` is what it was published as. A shared table has none of the three, but
    the edition of its own kind.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    table = models.CharField(_("table"), max_length=10, choices=TABLES)
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("content"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    edition = models.ForeignKey(
        ReferenceEdition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("published as"),
    )
    country_edition = models.ForeignKey(
        CountryEdition, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    nace_edition = models.ForeignKey(
        NaceEdition, models.PROTECT, null=True, blank=True, related_name="uploads"
    )

    objects = ReferenceUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
        ordering: ClassVar = ["-uploaded_at"]
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(table__in=[value for value, _label in TABLES]),
                name="upload_table_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    table__in=ReferenceTable.values,
                    call__isnull=False,
                    country_edition=None,
                    nace_edition=None,
                )
                | models.Q(table=SharedTable.COUNTRIES, nace_edition=None, **OF_NO_CALL)
                | models.Q(table=SharedTable.NACE, country_edition=None, **OF_NO_CALL),
                name="upload_call_where_the_table_has_one",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_shared(self) -> bool:
        """Whether the table is the same for every call."""
        return self.table in SharedTable.values

    @property
    def bound_call(self) -> Call:
        """The call of a table that belongs to one; ValueError for a shared table."""
        if self.call is None:
            raise ValueError(self.table)
        return self.call

    @property
    def shared_edition(self) -> SharedEdition | None:
        """What a shared table was published as; None where it was not."""
        return self.country_edition or self.nace_edition
