"""Asking a partner's contact to confirm, by a link that needs no account."""

import hashlib
import uuid
from typing import ClassVar, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import PartnerAnswer
from proposals.models.letters import Letter


class ConfirmationRequestQuerySet(models.QuerySet["ConfirmationRequest"]):
    """Filters over requests."""

    def standing(self) -> Self:
        """Keep the requests that were not revoked or replaced by a newer one."""
        return self.filter(revoked_at__isnull=True)

    def open(self) -> Self:
        """Keep the standing requests that nobody has answered."""
        return self.standing().filter(answer=PartnerAnswer.NONE)

    def mailed_to(self, addresses: models.QuerySet[EmailAddress, str]) -> Self:
        """Keep what was sent to one of these addresses, given in small letters."""
        small = self.annotate(small=Lower("email"))
        return small.filter(small__in=addresses, mailed_at__isnull=False)

    def by_token(self, token: str) -> Self:
        """Keep the request of a token from its newest mails or made for an account."""
        return self.by_digest(digest_of(token))

    def by_digest(self, digest: str) -> Self:
        """Keep the request of the token with this digest."""
        return self.filter(
            models.Q(token_digest=digest)
            | models.Q(account_digest=digest)
            | models.Q(reminder_digest=digest)
        )

    def with_answer_before(self) -> Self:
        """Note of each which question to the same partner was answered before it."""
        before = self.model.objects.filter(
            partnership=models.OuterRef("partnership"), pk__lt=models.OuterRef("pk")
        )
        answered = before.exclude(answer=PartnerAnswer.NONE).order_by("-pk")
        return self.annotate(answered_before=models.Subquery(answered.values("pk")[:1]))


def digest_of(token: str) -> str:
    """Return what is stored of a token; `token` may be anything somebody typed."""
    return hashlib.sha256(token.encode()).hexdigest()


class ConfirmationRequest(Letter):
    """One question to one contact of a partnership, and the answer.

    `token_digest` is the SHA-256 of the link's 256 random bits, made when the mail is
    sent; the token itself is stored nowhere. `account_digest` is that of another token,
    made when the owner of the address opens the question from an account, and
    `reminder_digest` that of the link in the newest reminder.
    `covered_text` is what the page showed when it was confirmed and `covered_digest`
    its SHA-256: a later change that is material asks anew. Of answers before there was
    a text only the digest was kept. What a contact would have otherwise is a
    `ProposedChange` each.
    """

    answered_before: int | None = None
    """The key of the question answered before this; see `with_answer_before`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="confirmation_requests"
    )
    token_digest = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )
    account_digest = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )
    reminder_digest = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("asked"), auto_now_add=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked or replaced"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    muted_at = models.DateTimeField(_("reminders stopped"), null=True, blank=True)
    answer = models.CharField(
        _("answer"), max_length=9, choices=PartnerAnswer, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_name = models.CharField(_("name"), max_length=200, blank=True)
    answered_function = models.CharField(_("function"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    covered_digest = models.CharField(max_length=64, blank=True)
    covered_text = models.TextField(blank=True, editable=False)

    objects = ConfirmationRequestQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("confirmation request")
        verbose_name_plural = _("confirmation requests")
        ordering: ClassVar = ["-requested_at"]
        indexes: ClassVar = [
            models.Index(Lower("email"), name="confirmation_request_email")
        ]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(revoked_at__isnull=True),
                name="confirmation_request_one_standing",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=PartnerAnswer.values),
                name="confirmation_request_answer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.email}"
