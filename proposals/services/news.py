"""News: taking from the logs what concerns whom, once each.

Nothing here is called by the acts themselves: their rows are the truth, a cursor says
how far each log was told, and what a dead worker left is told by the next one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from alliances.models import User
from proposals.enums import LetterState, MailKind, Rhythm
from proposals.models import (
    Activity,
    ActivityPerson,
    Bulletin,
    Colleague,
    ConfirmationRequest,
    News,
    NewsCursor,
    Proposal,
)
from proposals.models.letters import Letter
from proposals.selectors.drafts.teams import TOLD, concerned, team_of
from proposals.selectors.letters.letter_kinds import kind_of
from proposals.selectors.letters.mail_choices import rhythm_of, rhythms_of
from proposals.services.dispatch import queue_letter

FRESH = dt.timedelta(days=7)
"""What is older is told to nobody: a log may be older than this, or than its cursor."""


def tell_news() -> int:
    """Tell what was added to each log since the last time; return how many logs."""
    ahead = Activity.objects.filter(
        proposal=OuterRef("pk"),
        number__gt=Coalesce(OuterRef("told"), 0),
    )
    proposals = Proposal.objects.annotate(told=F("news_cursor__number"))
    keys = list(proposals.filter(Exists(ahead)).values_list("pk", flat=True))
    for key in keys:
        _tell(key)
    return len(keys)


def tell_bounces() -> int:
    """Tell coordinators which mails came back; return how many news there were."""
    since = timezone.now() - FRESH
    news = [*_bounced_requests(since), *_bounced_invitations(since)]
    known = News.objects.filter(source__in=[each.source for each in news])
    told = set(known.values_list("source", flat=True))
    new = [each for each in news if each.source not in told]
    if new:
        # A worker that is faster has told all of it: one of us is undone whole.
        spread(news=new)
    return len(new)


def spread(*, news: Sequence[News]) -> None:
    """Store news: a mail at once for who wants it, or waiting for the daily one.

    What somebody never wants is not stored. IntegrityError, and nothing is stored, if
    one of them was told before.
    """
    people = {each.person_id for each in news}
    rhythms = rhythms_of(people, MailKind)
    wanted = [each for each in news if rhythms[_of(each)] != Rhythm.NEVER]
    now: defaultdict[int, list[News]] = defaultdict(list)
    later: list[News] = []
    for each in wanted:
        if rhythms[_of(each)] == Rhythm.AT_ONCE:
            now[each.person_id].append(each)
        elif rhythms[each.person_id, MailKind.DIGEST] != Rhythm.NEVER:
            later.append(each)
    with transaction.atomic():
        _send(now)
        News.objects.bulk_create(later)


def queue_or_wait(*, letter: Letter, news: Sequence[News]) -> None:
    """Queue a letter that was just stored, or do as its person chose instead.

    `news` is what the daily mail says in its place; all of one person and kind.
    """
    rhythm = rhythm_of(news[0].person_id, MailKind(news[0].kind))
    if rhythm == Rhythm.AT_ONCE:
        queue_letter(letter=letter)
        return
    letter.letter_state = LetterState.UNSENT
    letter.save(update_fields=["letter_state"])
    source = f"{kind_of(letter).name}:{letter.pk}"
    for each in news:
        each.happened_at = timezone.now()
        each.source = f"{source}:{each.proposal_id}"
    spread(news=news)


def _tell(key: int) -> None:
    """Tell one log from its cursor on; whoever comes at the same time waits."""
    NewsCursor.objects.get_or_create(proposal_id=key)
    with transaction.atomic():
        cursor = NewsCursor.objects.select_for_update().get(proposal=key)
        rows = Activity.objects.filter(proposal=key, number__gt=cursor.number)
        head = rows.order_by("-number").values_list("number", flat=True).first()
        if head is None:
            return
        told = rows.filter(kind__in=TOLD, at__gt=timezone.now() - FRESH)
        news = _news(key, list(told.order_by("number")))
        if news:
            spread(news=news)
        NewsCursor.objects.filter(pk=cursor.pk).update(number=head)


def _news(key: int, rows: Sequence[Activity]) -> list[News]:
    if not rows:
        return []
    team = team_of(key)
    named = {each.who for each in rows} | {each.whom for each in rows}
    people = ActivityPerson.objects.filter(proposal=key, commitment__in=named)
    accounts = dict(people.values_list("commitment", "account"))
    return [
        News(
            person_id=person,
            proposal_id=key,
            kind=kind,
            event=row.kind,
            partner=row.partner,
            place=row.fact("section"),
            by_id=accounts.get(row.who),
            happened_at=row.at,
            source=f"log:{key}:{row.number}",
        )
        for row in rows
        for person, kind in concerned(row, team, accounts)
    ]


def _bounced_requests(since: dt.datetime) -> Iterable[News]:
    rows = ConfirmationRequest.objects.filter(
        letter_state=LetterState.BOUNCED, problem_at__gt=since, revoked_at=None
    )
    for each in rows.select_related("partnership__alliance__proposal"):
        proposal = each.partnership.alliance.proposal
        yield _bounce(proposal, each, partner=each.partnership.number)


def _bounced_invitations(since: dt.datetime) -> Iterable[News]:
    rows = Colleague.objects.current().filter(
        letter_state=LetterState.BOUNCED, problem_at__gt=since
    )
    for each in rows.select_related("proposal__alliance"):
        yield _bounce(each.proposal, each)


def _bounce(proposal: Proposal, letter: Letter, partner: int | None = None) -> News:
    return News(
        person_id=proposal.alliance.coordinator_id,
        proposal=proposal,
        kind=MailKind.BOUNCED,
        event=MailKind.BOUNCED,
        partner=partner,
        happened_at=letter.problem_at or timezone.now(),
        source=f"bounced:{type(letter).__name__}:{letter.mail_digest}"[:60],
    )


def _of(news: News) -> tuple[int, MailKind]:
    return news.person_id, MailKind(news.kind)


def _send(by_person: dict[int, list[News]]) -> None:
    people = User.objects.in_bulk(by_person)
    for key, person in sorted(people.items()):
        bulletin = Bulletin.objects.create(person=person, email=person.email)
        for each in by_person[key]:
            each.bulletin = bulletin
        News.objects.bulk_create(by_person[key])
        queue_letter(letter=bulletin)
