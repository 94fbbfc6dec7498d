"""The application pack as a job: the row is the truth, the queue only a messenger."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.enums import PackForm, PackState, SealTrouble
from proposals.models.proposals import Proposal
from proposals.models.submissions import Submission

STANDS_IN = models.Q(submission__isnull=False, form=PackForm.PLAIN)
"""A plain PDF of a submission, which stands in for the archival one."""


def pack_storage() -> Storage:
    """Return the private storage of packs; downloads go through a view."""
    return storages["packs"]


class ApplicationPack(models.Model):
    """One PDF pack of one frozen content.

    `digest` is the SHA-256 of everything printed; the same digest is the same pack.
    `done` of `total` counts the steps of the renderer and `step` names the present one.
    `claim` is a fresh key per worker that took the job: only its holder may finish it.
    `failure` is why it failed, in English; `stopped_by` who stopped the drawing.
    `form` is what the file is. A plain one of a submission stands in for the archival
    one, which is drawn again at `retry_at`, as is one of a submission that failed;
    `retries` counts how often it did.
    `sealed_by` is whom the certificate of its seal names, `sealed_until` when that one
    expires; `drawn_sha256` is of the bytes before the seal, which are reproducible.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="packs")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="packs"
    )
    content = models.TextField(_("content"), help_text=_("Canonical JSON."))
    digest = models.CharField("SHA-256", max_length=64)
    state = models.CharField(
        _("state"), max_length=9, choices=PackState, default=PackState.QUEUED
    )
    step = models.CharField(_("step"), max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    claim = models.UUIDField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)
    file = models.FileField(storage=pack_storage, max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    drawn_sha256 = models.CharField(max_length=64, blank=True)
    sealed_by = models.TextField(blank=True)
    sealed_until = models.DateTimeField(null=True, blank=True)
    seal_trouble = models.CharField(max_length=10, choices=SealTrouble, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    form = models.CharField(_("form"), max_length=8, choices=PackForm, blank=True)
    retries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("application pack")
        verbose_name_plural = _("application packs")
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "digest"], name="pack_digest_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PackState.values), name="pack_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(form__in=PackForm.values), name="pack_form_known"
            ),
            models.CheckConstraint(
                condition=models.Q(seal_trouble__in=SealTrouble.values),
                name="pack_seal_trouble_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.digest[:8]}"

    @property
    def stands_in(self) -> bool:
        """Whether its file is a plain PDF where an archival one should be."""
        return self.submission_id is not None and self.form == PackForm.PLAIN
