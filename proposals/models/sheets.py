"""Partner lists somebody uploaded, waiting for a look before anything is written."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class PartnerSheet(models.Model):
    """An uploaded CSV or XLSX list: its mapping is checked, then it is imported once.

    `target` is the draft it is to be added to, None for a new alliance; `imported_into`
    is the draft it went into, so that a second click leads there instead of importing
    twice.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("content"))
    stated = models.JSONField(
        _("stated beside the file"),
        default=dict,
        help_text=_("Call, Lot, project type and acronym of a new alliance."),
    )
    target = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="+"
    )
    imported_into = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("partner list")
        verbose_name_plural = _("partner lists")
        ordering: ClassVar = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
