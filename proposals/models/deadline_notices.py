"""Mails that say that the deadline of a call is another one."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eligibility.models import Rulebook
from proposals.enums import LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class DeadlineNoticeQuerySet(models.QuerySet["DeadlineNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the notices to be mailed in time; who lost the account gets none."""
        return self.filter(
            letter_state=LetterState.QUEUED,
            person__is_active=True,
            deadline__gt=timezone.now(),
        )


class DeadlineNotice(Letter):
    """One mail to somebody who writes a draft, once its call has another deadline.

    `rules` is the version that brought the change: a deadline that comes back is told
    again. Who wants no such mails has a row too, which is not sent.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    rules = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    former = models.DateTimeField(_("former deadline"))
    deadline = models.DateTimeField(_("deadline"))

    objects = DeadlineNoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("mail about another deadline")
        verbose_name_plural = _("mails about other deadlines")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "person", "deadline", "rules"],
                name="deadline_notice_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.email}"
