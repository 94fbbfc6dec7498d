"""Files with text or tables of a proposal, waiting for a look at what they change."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class ProposalUpload(models.Model):
    """What an uploaded file states of a proposal, until everything wanted is taken.

    `stated` is what was read, never the file itself: nothing hostile is opened twice.
    `unmapped` lists what in the file belongs to no field. `target` is the draft it is
    compared with; a whole proposal for a new draft has none until the draft is opened.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    file_name = models.CharField(_("file"), max_length=200)
    stated = models.JSONField(_("stated in the file"))
    unmapped = models.JSONField(_("belongs to no field"), default=list)
    target = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of proposals")
        ordering: ClassVar = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
