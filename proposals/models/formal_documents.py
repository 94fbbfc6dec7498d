"""What is drawn to be signed, and the signed copies that came back."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import CopyKind, DocumentKind
from proposals.models.confirmations import ConfirmationRequest
from proposals.models.packs import pack_storage

MOST_ATTEMPTS = 3
"""Drawings after which a document is given up until somebody asks again."""


def copy_storage() -> Storage:
    """Return the private storage of signed copies; downloads go through a view."""
    return storages["uploads"]


class FormalDocument(models.Model):
    """A mandate or a declaration as it was drawn once, from stored words alone.

    `covered` is what a signature on it stands for, `covered_digest` its SHA-256: the
    first eight characters are printed as the code, by which a signed copy is known to
    be of this version. `digest` covers all that is printed; the same is the same file.
    Whoever draws it counts `attempts` up first; without a file it waits for a worker.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="formal_documents"
    )
    kind = models.CharField(_("kind"), max_length=11, choices=DocumentKind)
    content = models.TextField(_("content"), help_text=_("Canonical JSON."))
    digest = models.CharField("SHA-256", max_length=64)
    covered = models.TextField(_("what is signed"))
    covered_digest = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(storage=pack_storage, max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)

    class Meta:
        verbose_name = _("mandate or declaration")
        verbose_name_plural = _("mandates and declarations")
        ordering: ClassVar = ["-requested_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "digest"],
                name="formal_document_digest_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=DocumentKind.values),
                name="formal_document_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.partnership} {self.code}"

    @property
    def code(self) -> str:
        """The short code printed on every page."""
        return self.covered_digest[:8].upper()

    @property
    def has_failed(self) -> bool:
        """Whether drawing it was given up."""
        return not self.file and self.attempts >= MOST_ATTEMPTS


class SignedCopy(models.Model):
    """A signed scan or file somebody uploaded for a partner.

    One stands for each partner and kind; replaced or removed ones stay as a record with
    who, when and digest. `document` is the version that was signed, None where nobody
    could tell. `uploaded_by` is None for a partner's contact, whose question is
    `request`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="signed_copies"
    )
    kind = models.CharField(_("kind"), max_length=11, choices=DocumentKind)
    document = models.ForeignKey(
        FormalDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="signed_copies",
    )
    file = models.FileField(storage=copy_storage, max_length=200, blank=True)
    file_kind = models.CharField(_("file type"), max_length=4, choices=CopyKind)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    pages = models.PositiveIntegerField(_("pages"))
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    request = models.ForeignKey(
        ConfirmationRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_copies",
    )
    ended_at = models.DateTimeField(_("replaced or removed"), null=True, blank=True)
    is_removed = models.BooleanField(_("removed"), default=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("signed copy")
        verbose_name_plural = _("signed copies")
        ordering: ClassVar = ["-uploaded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="signed_copy_one_standing",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=DocumentKind.values),
                name="signed_copy_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(file_kind__in=CopyKind.values),
                name="signed_copy_file_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.partnership} {self.sha256[:8]}"
