"""After a call has closed: what was still typed, and the mails that say so."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.enums import LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class LateText(models.Model):
    """What somebody sent to a draft after its call had closed; no part of it.

    `place` is the address it was sent to, `typed` the fields of the form by name. The
    newest from one person to one address takes the place of the one before, as a text
    that is saved again does.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="late_texts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    place = models.CharField(_("address"), max_length=300)
    typed = models.JSONField(_("what was typed"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("late text")
        verbose_name_plural = _("late texts")
        ordering: ClassVar = ["sent_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "person", "place"], name="late_text_once"
            ),
        ]

    def __str__(self) -> str:
        return self.place


class ClosingNoticeQuerySet(models.QuerySet["ClosingNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the notices to be mailed; who lost the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class ClosingNotice(Letter):
    """One mail to somebody who reads a draft, once its call has closed.

    Another deadline of the call closes it another time.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    deadline = models.DateTimeField(_("deadline"))

    objects = ClosingNoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("mail about a closed call")
        verbose_name_plural = _("mails about closed calls")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "person", "deadline"], name="closing_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.email}"
