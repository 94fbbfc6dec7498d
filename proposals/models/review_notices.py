"""Mails that ask an administrator to look at what another one wants published."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliances.models import ReferenceUpload, RegisterUpload
from eligibility.models import RulebookUpload
from proposals.models.letters import Letter

Upload = RulebookUpload | ReferenceUpload | RegisterUpload
ABOUT = ("rules", "table", "register")
"""The columns of which each letter has one: what it is about."""


def _one_of_them() -> Q:
    found = Q()
    for name in ABOUT:
        found |= Q(**{f"{each}__isnull": each != name for each in ABOUT})
    return found


class ReviewNotice(Letter):
    """One letter to one administrator about one upload that another asks to publish."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    rules = models.ForeignKey(
        RulebookUpload, models.CASCADE, null=True, related_name="+"
    )
    table = models.ForeignKey(
        ReferenceUpload, models.CASCADE, null=True, related_name="+"
    )
    register = models.ForeignKey(
        RegisterUpload, models.CASCADE, null=True, related_name="+"
    )

    class Meta(Letter.Meta):
        verbose_name = _("mail about something to publish")
        verbose_name_plural = _("mails about something to publish")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.CheckConstraint(
                condition=_one_of_them(), name="review_notice_about_one"
            ),
            *(
                models.UniqueConstraint(
                    fields=[name, "person"], name=f"review_notice_{name}_once"
                )
                for name in ABOUT
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload}: {self.email}"

    @property
    def upload(self) -> Upload | None:
        """What is to be published; None before it is stored, see the constraint."""
        return self.rules or self.table or self.register
