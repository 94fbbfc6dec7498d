"""Telling coordinators, once each, which of their verdicts a new edition flipped."""

from collections import defaultdict

from alliances.models import ReferenceEdition, User
from proposals.enums import MailKind
from proposals.models import News, VerdictNotice
from proposals.selectors.law.impact import DraftImpact, Impact
from proposals.services.news import queue_or_wait


def tell_coordinators(*, edition: ReferenceEdition, impact: Impact) -> int:
    """Queue one letter per coordinator with a flip; return how many there are now.

    Call it in the transaction that publishes: the letters leave after it commits, and
    not if it does not. Twice is once. Accounts that were closed get none.
    """
    by_person: defaultdict[int, list[DraftImpact]] = defaultdict(list)
    for each in impact.flips:
        by_person[each.coordinator].append(each)
    people = User.objects.filter(pk__in=by_person, is_active=True)
    notices = VerdictNotice.objects.filter(edition=edition)
    told = set(notices.values_list("person_id", flat=True))
    letters = [
        VerdictNotice(
            edition=edition,
            person=person,
            email=person.email,
            flips=[_told(each) for each in by_person[person.pk]],
        )
        for person in people.order_by("pk")
        if person.pk not in told
    ]
    for letter in VerdictNotice.objects.bulk_create(letters):
        flips = [_news(each) for each in by_person[letter.person_id]]
        queue_or_wait(letter=letter, news=flips)
    return len(told) + len(letters)


def _news(flip: DraftImpact) -> News:
    return News(
        person_id=flip.coordinator,
        proposal_id=flip.proposal,
        kind=MailKind.VERDICT,
        event=MailKind.VERDICT,
    )


def _told(flip: DraftImpact) -> dict[str, object]:
    return {
        "alliance": str(flip.public_id),
        "acronym": flip.acronym,
        "planned": [flip.planned.before, flip.planned.after],
        "confirmed": [flip.confirmed.before, flip.confirmed.after],
        "is_submitted": flip.is_submitted,
    }
