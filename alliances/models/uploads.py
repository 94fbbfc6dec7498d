"""Reference tables an administrator uploaded, waiting to be published."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import ReferenceTable, ReviewState
from alliances.models.calls import Call, Lot
from alliances.models.reference import ReferenceEdition
from alliances.models.reviews import Reviewed


class ReferenceUploadQuerySet(models.QuerySet["ReferenceUpload"]):
    """Filters over uploaded tables."""

    def waiting(self) -> Self:
        """Keep what may still be published, what somebody asked for before the rest."""
        states = (ReviewState.KEPT, ReviewState.ASKED)
        kept = self.filter(edition=None, review_state__in=states)
        return kept.order_by("review_state", "-uploaded_at")


class ReferenceUpload(Reviewed):
    """One uploaded table of a call: compared anew on each look, perhaps published.

    `lot` narrows a list of sectors to one Lot; `edition` is what it was published as.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    table = models.CharField(_("table"), max_length=10, choices=ReferenceTable)
    call = models.ForeignKey(Call, models.PROTECT, related_name="uploads")
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

    objects = ReferenceUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
        ordering: ClassVar = ["-uploaded_at"]
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(table__in=ReferenceTable.values),
                name="upload_table_known",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
