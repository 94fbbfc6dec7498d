"""How the register of organisations changes: uploads, their rows, and publications."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.enums import RegisterChangeKind, UploadState
from alliances.models.organisations import Organisation
from alliances.models.reviews import Reviewed


def upload_storage() -> Storage:
    """Return the private storage of uploads; downloads go through a view."""
    return storages["uploads"]


class Register(models.Model):
    """The register as a whole, one row: what changes it queues here.

    `revision` grows with every change of any entry.
    """

    revision = models.PositiveIntegerField(_("revision"), default=0)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")

    def __str__(self) -> str:
        return f"revision {self.revision}"


class RegisterUpload(Reviewed):
    """One uploaded file of organisations, read by a worker, then compared.

    `claim` is a fresh key per worker that took the job: only its holder may finish it.
    `problem_file` lists everything wrong with the file as CSV. While a worker publishes
    it, it holds who told it to, why, and the revision whose difference they saw; it
    `is_overtaken` where the register had moved on by then.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(storage=upload_storage, max_length=200)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    guess = models.CharField(
        _("encoding"),
        max_length=20,
        blank=True,
        help_text=_("Where nothing proves how its letters are written."),
    )
    is_whole = models.BooleanField(_("the file is the whole register"), default=False)
    state = models.CharField(
        _("state"), max_length=9, choices=UploadState, default=UploadState.WAITING
    )
    claim = models.UUIDField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    rows = models.PositiveIntegerField(_("rows read"), default=0)
    problems = models.PositiveIntegerField(_("problems"), default=0)
    problem_file = models.FileField(storage=upload_storage, max_length=200, blank=True)
    publishing_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    publishing_with = models.PositiveIntegerField(null=True)
    publishing_reason = models.TextField(blank=True)
    is_overtaken = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("uploaded register")
        verbose_name_plural = _("uploaded registers")
        ordering: ClassVar = ["-uploaded_at"]
        constraints: ClassVar = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=UploadState.values),
                name="register_upload_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class StagedOrganisation(models.Model):
    """A row of an upload that can be read, as it would stand in the register.

    Kept apart until published, thrown away with its upload. No constraint ties it and
    no index has its PIC, nor on PostgreSQL its key: rows come by the hundred thousand
    and are compared as a whole. The claim of its worker keeps a number unique.
    """

    pk = models.CompositePrimaryKey("upload_id", "number")
    upload = models.ForeignKey(
        RegisterUpload,
        models.DO_NOTHING,
        related_name="staged",
        db_constraint=False,
        db_index=False,
    )
    number = models.PositiveIntegerField()
    pic = models.CharField("PIC", max_length=9)
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country"), max_length=2)
    types = models.CharField(_("type"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("row of an upload")
        verbose_name_plural = _("rows of uploads")

    def __str__(self) -> str:
        return f"{self.number}: {self.pic}"


class RegisterPublication(models.Model):
    """A file of organisations that became part of the register: who, when and why.

    `revision` is the register's after it; the counts are what it did. It
    `is_searchable` once the names of its entries are found by each of their words.
    """

    revision = models.PositiveIntegerField(_("revision"), unique=True)
    upload = models.OneToOneField(
        RegisterUpload, models.PROTECT, related_name="publication"
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.TextField(_("reason"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), auto_now_add=True)
    added = models.PositiveIntegerField(_("added"))
    changed = models.PositiveIntegerField(_("changed"))
    ended = models.PositiveIntegerField(_("ended"))
    unchanged = models.PositiveIntegerField(_("unchanged"))
    is_searchable = models.BooleanField(_("searchable"), default=True)

    class Meta:
        verbose_name = _("publication of the register")
        verbose_name_plural = _("publications of the register")
        ordering: ClassVar = ["-revision"]

    def __str__(self) -> str:
        return f"revision {self.revision}"

    @property
    def touched(self) -> int:
        """How many entries it added, changed or ended."""
        return self.added + self.changed + self.ended


class RegisterChange(models.Model):
    """What one publication did to one entry; `before` is null for a new one."""

    pk = models.CompositePrimaryKey("publication_id", "organisation_id")
    # Written in sets from both tables by the transaction that holds the register.
    publication = models.ForeignKey(
        RegisterPublication,
        models.PROTECT,
        related_name="changes",
        db_constraint=False,
        db_index=False,
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="changes", db_constraint=False
    )
    kind = models.CharField(_("kind"), max_length=7, choices=RegisterChangeKind)
    before = models.JSONField(_("before"), null=True)

    class Meta:
        verbose_name = _("change of the register")
        verbose_name_plural = _("changes of the register")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=RegisterChangeKind.values),
                name="register_change_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.organisation_id}"
