"""Who is on which section at the moment."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class Presence(models.Model):
    """Where somebody was last in one draft: one row per person, so it never grows.

    A table, not the cache: the embedded default has no cache that processes share.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    section = models.SlugField(_("section"), max_length=60)
    partner = models.PositiveIntegerField(null=True, blank=True)
    question = models.SlugField(_("question"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="presence_once"
            ),
        ]

    def __str__(self) -> str:
        return self.section
