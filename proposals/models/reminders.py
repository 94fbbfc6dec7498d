"""Reminders: what is still open before the deadline of a call, told rung by rung."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.enums import LetterState, Rung
from proposals.models.confirmations import ConfirmationRequest
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class LadderCursor(models.Model):
    """How far one proposal has come down the ladder to one deadline.

    `rung` is the newest that was taken, 0 before the first. Another deadline of the
    call begins a new ladder, in which what has passed is not told again.
    """

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="ladder"
    )
    deadline = models.DateTimeField(_("deadline"))
    rung = models.PositiveSmallIntegerField(_("rung"), default=0)

    class Meta:
        verbose_name = _("cursor of reminders")
        verbose_name_plural = _("cursors of reminders")

    def __str__(self) -> str:
        return f"{self.deadline}: {self.rung}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Filters over reminders."""

    def waiting(self) -> Self:
        """Keep the letters to be sent in time; who closed the account gets none."""
        able = models.Q(person=None) | models.Q(person__is_active=True)
        return self.filter(
            able, letter_state=LetterState.QUEUED, deadline__gt=timezone.now()
        )

    def overdue(self) -> Self:
        """Keep the letters that wait although the deadline has passed."""
        return self.filter(
            letter_state=LetterState.QUEUED, deadline__lte=timezone.now()
        )


class Reminder(Letter):
    """One letter before one deadline: to a person with an account, or about a question.

    It says what is open when it is written, so the row holds nothing of it.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    request = models.ForeignKey(
        ConfirmationRequest, models.CASCADE, null=True, related_name="reminders"
    )
    rung = models.PositiveSmallIntegerField(_("rung"), choices=Rung)
    deadline = models.DateTimeField(_("deadline"))

    objects = ReminderQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "person", "deadline", "rung"],
                condition=models.Q(person__isnull=False),
                name="reminder_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["request", "deadline", "rung"],
                condition=models.Q(request__isnull=False),
                name="reminder_once_a_question",
            ),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(request=None),
                name="reminder_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(rung__in=Rung.values), name="reminder_rung_known"
            ),
        ]

    def __str__(self) -> str:
        return self.email
