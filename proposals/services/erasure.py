"""Forgetting people: what is known of them in clear is erased, what was frozen stays.

Names and addresses go from the logs, from questions to partners, from invitations,
letters and reports, from Part A of organisations, sessions with where they began, and
what people sent to a draft after its call had closed. The chains of the logs hold. A
submission is evidence of what was applied for and with whose word: its frozen content,
and the packs drawn from it, keep the names they were made with. Accounts are closed
elsewhere.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q, QuerySet

from alliances.models import Call, User
from proposals.enums import ErasureGround
from proposals.models import (
    ActivityPerson,
    Erasure,
    LateText,
    PartA,
    Proposal,
    RetentionTime,
    RuleReport,
    Submission,
)
from proposals.selectors.letters.letter_kinds import KINDS
from proposals.selectors.log.due_erasures import months_before, untouched_since
from proposals.selectors.log.erasures import (
    CONTACTS,
    LATE,
    LOG,
    REPORTS,
    REPRESENTATIVES,
    SESSIONS,
)
from proposals.services.erased_rows import (
    IN_PART_A,
    QUESTIONS,
    Counts,
    erase_rows,
    hold_drafts,
    rows_left,
)

log = structlog.get_logger(__name__)

CLOCK = "clock"
"""Who erases, in the log, where no account had it done."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is erased, and who has it done."""

    why: ErasureGround
    by: User | None
    """None for the schedule."""
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, or would be in a rehearsal."""

    counts: Counts
    submissions: int
    """Frozen applications that keep the names they were made with."""
    call: str = ""
    """The call whose time was over; empty for a person."""


def forget_person(
    *, email: str, by: User | None = None, is_rehearsal: bool = False
) -> Forgotten:
    """Erase an address and the names beside it, wherever it stands in clear.

    Questions that wait for an answer of this address are taken back, invitations end. A
    second time finds nothing. With `is_rehearsal` nothing is written. `by` is the
    administrator who has it done.
    """
    email = email.strip()
    with transaction.atomic():
        parts = parts_about(email=email, accounts=accounts_of(email=email))
        alliances = parts[QUESTIONS].values("partnership__alliance")
        asked = Submission.objects.filter(proposal__alliance__in=alliances)
        kept = asked.count()
        ground = Ground(ErasureGround.PERSON, by)
        counts = _erased(parts, ground, is_rehearsal=is_rehearsal)
    forgotten = Forgotten(counts, kept)
    _log(forgotten, by, is_rehearsal=is_rehearsal)
    return forgotten


def parts_about(
    *, email: str, accounts: Iterable[int], every: bool = False
) -> dict[str, QuerySet[Any]]:
    """Return where an address and its accounts stand, by sort: what is to be erased.

    With `every` also the invitations that give access, which stay as long as it does.
    """
    at = Q(email__iexact=email)
    kinds = {each.name: each.every() if every else each.of_people() for each in KINDS}
    return {
        LOG: ActivityPerson.objects.filter(at),
        **{name: letters.filter(at) for name, letters in kinds.items()},
        REPORTS: RuleReport.objects.filter(contact__iexact=email),
        **_in_part_a(email),
        SESSIONS: UserSession.objects.filter(user__in=accounts),
        LATE: LateText.objects.filter(Q(person__in=accounts) | _typed(email)),
    }


def accounts_of(*, email: str) -> QuerySet[EmailAddress, int]:
    """Return the accounts that have proven an address."""
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    owners: QuerySet[EmailAddress, int] = proven.values_list("user", flat=True)
    return owners


def forget_old_calls(
    *,
    months: int,
    now: dt.datetime,
    is_rehearsal: bool = False,
    by: User | None = None,
) -> list[Forgotten]:
    """Erase what is known of people in proposals nobody has touched for so long.

    That is `months` after the deadline of the call and after the last change of the
    proposal: people practise in calls of the past. One transaction and one `Forgotten`
    for each call of which something was left to erase. A second time finds nothing.
    `by` is the administrator who has it done, None for the schedule.
    """
    limit = months_before(now=now, months=months)
    found = []
    for call in Call.objects.filter(deadline__lt=limit).order_by("code"):
        with transaction.atomic():
            ground = Ground(ErasureGround.AGE, by, call)
            forgotten = _forget_call(ground, call, limit, is_rehearsal=is_rehearsal)
        if any(forgotten.counts.values()):
            found.append(forgotten)
            _log(forgotten, by, is_rehearsal=is_rehearsal)
    return found


def keep_for(*, months: int, by: User | None = None) -> None:
    """Have names and addresses erased daily after so many months; 0: never."""
    RetentionTime.objects.create(months=months, by=by)


def months_kept() -> int:
    """Return after how many months names and addresses are erased; 0: never."""
    newest = RetentionTime.objects.first()
    return newest.months if newest else 0


def forget_by_the_clock(*, now: dt.datetime) -> list[Forgotten]:
    """Erase what is older than it was said to stay; nothing where nothing was said."""
    months = months_kept()
    if not months:
        return []
    found = forget_old_calls(months=months, now=now)
    newest = RetentionTime.objects.latest("pk")
    RetentionTime.objects.filter(pk=newest.pk).update(ran_at=now)
    return found


def _forget_call(
    ground: Ground, call: Call, limit: dt.datetime, *, is_rehearsal: bool
) -> Forgotten:
    drafts = untouched_since(limit).filter(alliance__call=call)
    parts = {
        LOG: ActivityPerson.objects.filter(proposal__in=drafts),
        **{each.name: each.of_old(drafts, call, limit) for each in KINDS},
        **dict.fromkeys(IN_PART_A, _part_a_of(drafts)),
        LATE: LateText.objects.filter(proposal__in=drafts),
    }
    kept = Submission.objects.filter(proposal__in=drafts).count()
    counts = _erased(parts, ground, is_rehearsal=is_rehearsal)
    return Forgotten(counts, kept, call.code)


def _in_part_a(email: str) -> dict[str, QuerySet[PartA]]:
    """Return where an address stands in Part A, as whose."""
    return {
        CONTACTS: PartA.objects.filter(contact_email__iexact=email),
        REPRESENTATIVES: PartA.objects.filter(representative_email__iexact=email),
    }


def _part_a_of(drafts: QuerySet[Proposal]) -> QuerySet[PartA]:
    return PartA.objects.filter(partnership__alliance__proposal__in=drafts)


def _typed(email: str) -> Q:
    """Return which late texts have an address typed into a field, as Part A asks it."""
    # One engine stores what is not ASCII escaped, the other as it is.
    written = (json.dumps(email, ensure_ascii=each) for each in (True, False))
    escaped, plain = (Q(typed__icontains=each) for each in written)
    return escaped | plain


def _log(forgotten: Forgotten, by: User | None, *, is_rehearsal: bool) -> None:
    """Say what ran and how much it took; of whom would be a name again."""
    rows = sum(forgotten.counts.values())
    if rows and not is_rehearsal:
        who = by.pk if by else CLOCK
        log.info("people_erased", by=who, call=forgotten.call, rows=rows)


def _erased(
    parts: Mapping[str, QuerySet[Any]], ground: Ground, *, is_rehearsal: bool
) -> Counts:
    """Erase and keep how much it was, or say how much it would be."""
    if not is_rehearsal:
        hold_drafts(parts=parts)
    rows = rows_left(parts=parts)
    counts = {name: each.count() for name, each in rows.items()}
    if any(counts.values()) and not is_rehearsal:
        erase_rows(rows=rows)
        Erasure.objects.create(
            ground=ground.why, call=ground.call, counts=counts, by=ground.by
        )
    return counts
