"""News: what happened and whom it concerns, and the mails that tell it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.enums import LetterState, MailKind, Rhythm
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class MailChoice(models.Model):
    """When one person wants mails of one kind, where it is not the usual."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind)
    rhythm = models.CharField(_("when"), max_length=7, choices=Rhythm)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="mail_choice_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MailKind.values),
                name="mail_choice_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(rhythm__in=Rhythm.values),
                name="mail_choice_rhythm_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.rhythm}"


class NewsCursor(models.Model):
    """How far the log of a proposal was told to whom it concerns."""

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="news_cursor"
    )
    number = models.PositiveIntegerField(_("number in the log"), default=0)

    class Meta:
        verbose_name = _("cursor of news")
        verbose_name_plural = _("cursors of news")

    def __str__(self) -> str:
        return str(self.number)


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """Filters over bulletins."""

    def waiting(self) -> Self:
        """Keep the letters to be sent; who closed the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class Bulletin(Letter):
    """One mail with news to one person: at once, or the daily one of a `day`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"), null=True, blank=True)

    objects = BulletinQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("mail with news")
        verbose_name_plural = _("mails with news")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=models.Q(day__isnull=False),
                name="bulletin_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class News(models.Model):
    """One thing that happened in one proposal, for one person it concerns.

    `event` is what happened, `kind` what sort of mail tells it, `source` where it comes
    from: nobody is told the same twice. `place` is the code of a section or question,
    `partner` a number. No word of a proposal, and no name: `by` is whoever did it,
    None for a partner's contact. Without a `bulletin` it waits for the daily one.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind)
    event = models.CharField(_("event"), max_length=40)
    partner = models.PositiveIntegerField(_("partner"), null=True)
    place = models.CharField(_("place"), max_length=60, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("happened"))
    source = models.CharField(_("source"), max_length=60)
    bulletin = models.ForeignKey(
        Bulletin, models.CASCADE, null=True, related_name="news"
    )

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering: ClassVar = ["happened_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "source"], name="news_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MailKind.values), name="news_kind_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "happened_at"],
                condition=models.Q(bulletin=None),
                name="news_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.event
