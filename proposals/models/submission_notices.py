"""Mails that tell whoever takes part that a proposal was submitted or withdrawn."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import NoticeStanding, SubmissionEvent
from proposals.models.letters import Letter
from proposals.models.submissions import Submission


class SubmissionNotice(Letter):
    """One mail to one address about what became of a submission.

    It is stored in the transaction of the act. `standing` is as what the address is
    told, `partnership` the partner it stands for, None for who has no partner. What it
    says is read from the submission when it is sent.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notices")
    event = models.CharField(_("event"), max_length=9, choices=SubmissionEvent)
    standing = models.CharField(_("told as"), max_length=14, choices=NoticeStanding)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=12, blank=True)

    class Meta(Letter.Meta):
        verbose_name = _("mail about a submission")
        verbose_name_plural = _("mails about submissions")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                "submission",
                "event",
                Lower("email"),
                condition=~models.Q(email=""),
                name="submission_notice_once",
            ),
            models.CheckConstraint(
                condition=models.Q(event__in=SubmissionEvent.values),
                name="submission_notice_event_known",
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=NoticeStanding.values),
                name="submission_notice_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.email}"
