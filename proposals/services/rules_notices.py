"""Newer rules that a draft fails under: who writes it is told, once for each version.

Rules are published below this app, which knows nothing of drafts: they are found here
afterwards, as other deadlines are.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from alliances.models import User
from eligibility.models import Rulebook
from proposals.enums import LetterState, MailKind
from proposals.models import News, Proposal, RulesNotice
from proposals.selectors.drafts.teams import team_of
from proposals.selectors.law.newer_rules import is_worse, report_if_asked
from proposals.services.drafts import hold_draft
from proposals.services.news import queue_or_wait
from proposals.snapshots import kept_drafts, take

TELL_WITHIN = dt.timedelta(days=7)
"""Rules that were published longer ago are told to nobody."""
MOST_AT_ONCE = 100
"""Drafts one run looks at; the next run is seconds away."""


def tell_of_rules(*, now: dt.datetime) -> int:
    """Store what the newest rules do to drafts that pin older ones, once a version.

    Who writes a draft that fails or cannot be told any more gets a letter, also where a
    submission of it stands and may be replaced. Returns how many letters there are.
    Nothing of calls that take none. Twice at once is once.
    """
    letters = 0
    fresh = Rulebook.objects.newest().filter(
        published_at__gt=now - TELL_WITHIN,
        call__takes_submissions=True,
        call__deadline__gt=now,
    )
    for rules in fresh.select_related("call"):
        told = RulesNotice.objects.filter(proposal=OuterRef("pk"), rules=rules)
        drafts = kept_drafts(rules.call).filter(
            ~Exists(told),
            rulebook__version__lt=rules.version,
        )
        for draft in drafts.order_by("pk")[:MOST_AT_ONCE]:
            letters += _tell(draft, rules, now)
    return letters


def _tell(draft: Proposal, rules: Rulebook, now: dt.datetime) -> int:
    """Look at one draft; whoever comes at the same time waits, then stops."""
    with transaction.atomic():
        held = hold_draft(proposal=draft)
        if RulesNotice.objects.filter(proposal=held, rules=rules).exists():
            return 0
        fails = _is_worse(held, rules, now)
        state = LetterState.QUEUED if fails else LetterState.UNSENT
        writers = User.objects.filter(pk__in=team_of(held.pk).writers)
        notices = RulesNotice.objects.bulk_create(
            RulesNotice(
                proposal=held,
                person=each,
                email=each.email,
                rules=rules,
                letter_state=state,
            )
            for each in writers.order_by("pk")
        )
        if not fails:
            return 0
        for notice in notices:
            queue_or_wait(letter=notice, news=[_news(notice)])
    return len(notices)


def _is_worse(draft: Proposal, rules: Rulebook, now: dt.datetime) -> bool:
    """Say whether a draft fails under rules and did not under those told of before."""
    snapshot = take(draft)
    before, after = (
        report_if_asked(each, draft, snapshot, now=now)
        for each in (_known(draft), rules)
    )
    return is_worse(before, after)


def _known(draft: Proposal) -> Rulebook:
    """Return the newest rules its writers know: those told of, else those it pins."""
    told = RulesNotice.objects.filter(
        proposal=draft, rules__version__gt=draft.rulebook.version
    )
    newest = told.select_related("rules").order_by("-rules__version").first()
    return newest.rules if newest else draft.rulebook


def _news(notice: RulesNotice) -> News:
    return News(
        person_id=notice.person_id,
        proposal_id=notice.proposal_id,
        kind=MailKind.VERDICT,
        event=MailKind.VERDICT,
    )
