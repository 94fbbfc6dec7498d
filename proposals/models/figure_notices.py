"""Letters to contacts about figures they proposed."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models import Partnership
from proposals.enums import FigureNews, LetterState
from proposals.models.letters import Letter
from proposals.models.proposals import Proposal


class FigureNoticeQuerySet(models.QuerySet["FigureNotice"]):
    """Filters over notices."""

    def waiting(self) -> Self:
        """Keep the letters to be sent; who closed the account gets none."""
        return self.filter(letter_state=LetterState.QUEUED, person__is_active=True)


class FigureNotice(Letter):
    """One letter to one contact: its figures were approved, refused or overtaken.

    `number` is how many figures it is about, no more is told of them. Changes under
    figures that wait are told once a day, Brussels time.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    news = models.CharField(_("news"), max_length=8, choices=FigureNews)
    number = models.PositiveIntegerField(_("figures"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))

    objects = FigureNoticeQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("notice about figures")
        verbose_name_plural = _("notices about figures")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "person", "day"],
                condition=models.Q(news=FigureNews.CHANGED),
                name="figures_changed_told_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(news__in=FigureNews.values),
                name="figure_news_known",
            ),
        ]

    def __str__(self) -> str:
        return self.email
