"""What an edition flipped: letters to coordinators, lines in the workspace."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import ReferenceEdition
from proposals.enums import LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class VerdictNoticeQuerySet(models.QuerySet["VerdictNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the notices to be mailed; who lost the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class VerdictNotice(Letter):
    """One letter to one coordinator about one edition.

    `flips` is what is told, draft by draft: alliance (its public id), acronym, whether
    its submission stands, and the verdicts before and after in both readings, as codes.
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


class VerdictChange(models.Model):
    """What one edition did to the verdict of one draft, until each reader knows it.

    `told` is before and after as codes in both readings, and by clause the name and the
    figures, as they were when the edition was published. Kept also where no letter
    went: colleagues read it in the workspace, and each puts it away for oneself.
    """

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="verdict_changes"
    )
    edition = models.ForeignKey(ReferenceEdition, models.PROTECT, related_name="+")
    told = models.JSONField(_("verdict before and after"))
    read_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True
    )

    class Meta:
        verbose_name = _("change of a verdict")
        verbose_name_plural = _("changes of verdicts")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "edition"], name="verdict_change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.edition}"
