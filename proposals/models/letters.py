"""What every mail of ours is: a job whose row is the truth."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.enums import LetterState, MailProblem

MOST_ATTEMPTS = 3


class Letter(models.Model):
    """A row that stands for one mail to one address.

    The worker takes it by a conditional UPDATE of `claimed_at` and writes the text only
    then: links and codes are made at sending and never stored. `queued_at` is when its
    message was last put on the queue, which tells the sweeper what got lost.

    `mail_digest` is the SHA-256 of the random identifier in the Message-ID of the
    newest mail. Only a delivery report that carries the identifier is about it.
    """

    most_attempts: ClassVar[int] = MOST_ATTEMPTS

    email = models.EmailField(_("e-mail address"))
    letter_state = models.CharField(
        _("mail"), max_length=7, choices=LetterState, default=LetterState.QUEUED
    )
    letter_attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    mail_digest = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )
    problem = models.CharField(
        _("what a delivery report says"),
        max_length=10,
        choices=MailProblem,
        blank=True,
        default=MailProblem.NONE,
    )
    problem_at = models.DateTimeField(_("report read"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(letter_state__in=LetterState.values),
                name="%(class)s_letter_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(problem__in=MailProblem.values),
                name="%(class)s_problem_known",
            ),
        ]
