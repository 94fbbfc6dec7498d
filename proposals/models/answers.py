"""Answers to the questions of the form, and what each of them was before."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import Use
from proposals.files.counting import MOST_CHARACTERS
from proposals.models.proposals import Proposal


class Answer(models.Model):
    """What a proposal says to one question, of a partner where it is asked per partner.

    `version` grows with every save and is the precondition of the next one, so nobody's
    save erases another's. `text` is composed (see `files.counting`) and may be longer
    than the question asks for: people paste first and shorten then.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    question = models.SlugField(_("question"), max_length=60)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="answers"
    )
    text = models.TextField(_("text"), blank=True)
    use = models.CharField(
        _("use of the instrument"), max_length=12, choices=Use, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("last change"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering: ClassVar = ["question", "partnership"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "question"],
                condition=models.Q(partnership__isnull=True),
                name="answer_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "question", "partnership"],
                name="answer_once_per_partner",
            ),
            models.CheckConstraint(
                condition=models.Q(use__in=Use.values), name="answer_use_known"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MOST_CHARACTERS),
                name="answer_not_endless",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class AnswerVersion(models.Model):
    """An answer as somebody left it: what they saved in one go is one row.

    `version` is that of the last save in it. Restoring one is an ordinary save.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(_("text"), blank=True)
    use = models.CharField(max_length=12, choices=Use, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("begun"))
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("version of an answer")
        verbose_name_plural = _("versions of answers")
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["answer", "version"], name="answer_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.version}"
