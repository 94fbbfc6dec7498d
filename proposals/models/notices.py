"""Letters that tell coordinators which of their verdicts an edition flipped."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import ReferenceEdition
from proposals.enums import LetterState
from proposals.models.letters import Letter


class VerdictNoticeQuerySet(models.QuerySet["VerdictNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the notices to be mailed; who lost the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class VerdictNotice(Letter):
    """One letter to one coordinator about one edition.

    `flips` is what is told, draft by draft: alliance (its public id), acronym, and the
    verdicts before and after in both readings, as codes.
    """

    edition = models.ForeignKey(
        ReferenceEdition, models.PROTECT, related_name="notices"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    flips = models.JSONField(_("verdicts that flipped"))

    objects = VerdictNoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("notice of flipped verdicts")
        verbose_name_plural = _("notices of flipped verdicts")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["edition", "person"], name="verdict_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.email}"
