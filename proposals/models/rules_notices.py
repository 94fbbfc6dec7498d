"""Mails that say that a draft fails under newer rules of its call."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from eligibility.models import Rulebook
from proposals.enums import LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class RulesNoticeQuerySet(models.QuerySet["RulesNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the notices to be mailed; who lost the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class RulesNotice(Letter):
    """What a version of the rules does to one draft, for one person who writes it.

    Every draft that the version found has its rows, which say that it was looked at;
    mailed are those of drafts that fail under it and did not before.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    rules = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")

    objects = RulesNoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("mail about newer rules")
        verbose_name_plural = _("mails about newer rules")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "person", "rules"], name="rules_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}, {self.rules}: {self.email}"
