"""Answers to the questions of the form, and what each of them was before."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership, User
from proposals.enums import Use
from proposals.files.counting import MOST_CHARACTERS
from proposals.models.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Place:
    """Which answer is meant: of a proposal to a question, of a partner if asked so."""

    proposal_id: int
    question: str
    partnership: Partnership | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody saves, and when."""

    text: str
    use: str
    by: User
    at: dt.datetime


# Statements of our own, because people save all the time: Django has none that changes
# a row and says which, and wording both by the ORM costs as much as the rest of a save.
OVERWRITE = """
UPDATE proposals_answer
SET text = %s, "use" = %s, changed_by_id = %s, changed_at = %s, version = version + 1
WHERE proposal_id = %s AND question = %s AND version = %s AND partnership_id {}
RETURNING id
"""
CONTINUE = """
UPDATE proposals_answerversion SET text = %s, "use" = %s, saved_at = %s, version = %s
WHERE answer_id = %s AND by_id = %s AND version = %s AND started_at > %s
"""


def _stored(moment: dt.datetime) -> object:
    """Return a moment as this database stores it."""
    return connection.ops.adapt_datetimefield_value(moment)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Finding and changing one answer."""

    def at(self, place: Place) -> Self:
        """Keep the answer at a place, if there is one."""
        return self.filter(
            proposal=place.proposal_id,
            question=place.question,
            partnership=place.partnership,
        )

    def overwrite(self, place: Place, version: int, said: Said) -> "Answer | None":
        """Put a text over the one of `version`; None if another version stands."""
        partner = place.partnership
        statement = OVERWRITE.format("IS NULL" if partner is None else "= %s")
        values: list[Any] = [
            *(said.text, said.use, said.by.pk, _stored(said.at)),
            *(place.proposal_id, place.question, version),
            *(() if partner is None else (partner.pk,)),
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
        return None if row is None else answer_of(place, version + 1, said, key=row[0])


class AnswerVersionQuerySet(models.QuerySet["AnswerVersion"]):
    """Keeping what an answer was."""

    def carry_on(self, answer: "Answer", said: Said, since: dt.datetime) -> bool:
        """Put the answer over the version before it, if that go is by the same person.

        And began after `since`; else nothing is changed and False returned.
        """
        values: list[Any] = [
            *(said.text, said.use, _stored(said.at), answer.version),
            *(answer.pk, said.by.pk, answer.version - 1, _stored(since)),
        ]
        with connection.cursor() as cursor:
            cursor.execute(CONTINUE, values)
            return bool(cursor.rowcount > 0)


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

    objects = AnswerQuerySet.as_manager()

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


def answer_of(
    place: Place, version: int, said: Said, *, key: int | None = None
) -> Answer:
    """Return the row of what was said at a place; a stored one if it has a key."""
    answer = Answer(
        pk=key,
        proposal_id=place.proposal_id,
        question=place.question,
        partnership=place.partnership,
        text=said.text,
        use=said.use,
        version=version,
        changed_by=said.by,
        changed_at=said.at,
    )
    answer._state.adding = key is None  # noqa: SLF001  # documented for instances made by hand
    return answer


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

    objects = AnswerVersionQuerySet.as_manager()

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
