"""Telling contacts what became of the figures they proposed, once each."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from alliances.models import User
from eligibility.words import BRUSSELS
from proposals.enums import FigureNews, MailKind
from proposals.models import FigureNotice, News, ProposedFigure
from proposals.services.news import queue_or_wait


def tell_proposers(
    *, rows: Iterable[ProposedFigure], news: FigureNews, by: User
) -> None:
    """Queue one letter for each contact whose figures these are, but `by`.

    All rows are of one partner. It is called in the transaction of the act, under the
    lock of the draft: an act without its letter would never be told. Who was told today
    of a change under figures that wait is not told again.
    """
    found = [each for each in rows if each.proposed_by_id != by.pk]
    counted = Counter(each.proposed_by_id for each in found)
    people = User.objects.filter(is_active=True).in_bulk(counted)
    with transaction.atomic():
        for key, person in sorted(people.items()):
            _tell(found[0], person, counted[key], news, by)


def _tell(
    row: ProposedFigure, person: User, number: int, news: FigureNews, by: User
) -> None:
    place = {
        "proposal_id": row.proposal_id,
        "partnership_id": row.partnership_id,
        "person": person,
        "news": news,
        "day": timezone.now().astimezone(BRUSSELS).date(),
    }
    about = {"number": number, "by": by, "email": person.email}
    if news is FigureNews.CHANGED:
        notice, is_new = FigureNotice.objects.get_or_create(**place, defaults=about)
    else:
        notice, is_new = FigureNotice.objects.create(**place, **about), True
    if is_new:
        told = News(
            person=person,
            proposal_id=row.proposal_id,
            kind=MailKind.FIGURES_DECIDED,
            event=MailKind.FIGURES_DECIDED,
            by=by,
        )
        queue_or_wait(letter=notice, news=[told])
