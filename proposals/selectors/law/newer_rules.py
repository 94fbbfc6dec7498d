"""Whether the rules changed since a draft was checked, and what that does to it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.worded import Worded
from alliances.words import day_words
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    ConsortiumSnapshot,
    Outcome,
    Report,
    Severity,
    UnknownLot,
    UnknownProjectType,
)
from eligibility.messages import clause_title
from eligibility.models import Rulebook
from eligibility.words import BRUSSELS, deadline_words
from proposals.models import Proposal
from proposals.selectors.standing.verdicts import report_under


@dataclass(frozen=True, slots=True)
class NewerRules:
    """A version of the rules that is newer than the one a draft pins."""

    public_id: uuid.UUID
    before: int
    """The version the draft pins."""
    after: int
    """The newest version."""
    since: str
    """The day it was published."""
    sentence: str
    """That the rules changed, when, and what that does to this draft."""
    is_worse: bool
    """Whether a clause fails or cannot be told any more, or the type is gone."""
    can_move: bool
    """Whether the newest version still has the type of project."""
    must_move: bool
    """Whether a submission waits for the move: the newest asks something else."""
    waits: str
    """What a submission waits for, and what stands meanwhile; empty where none does."""


@dataclass(frozen=True, slots=True)
class WorseClauses:
    """The clauses that decide against a draft and did not before, by their titles."""

    failing: tuple[str, ...]
    open: tuple[str, ...]
    """Not to be told, and met before or not asked."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How many clauses that decide change their outcome, as planned."""

    failing: int
    open: int
    """Met before, or not asked, and not to be told now."""
    mended: int

    @property
    def is_worse(self) -> bool:
        """Whether something decides against the draft that did not before."""
        return bool(self.failing or self.open)


def rules_beside(proposal: Proposal) -> Mapping[str, Rulebook]:
    """Return the newest version of the rules of a draft's call, for a page to tell of.

    No query where `access` found the draft and it pins them: that was read with it.
    """
    pinned = proposal.rulebook
    if getattr(proposal, "newest_rules", None) == pinned.version:
        return {pinned.call_id: pinned}
    return newest_rules([proposal])


def newest_rules(proposals: Iterable[Proposal]) -> Mapping[str, Rulebook]:
    """Return the newest version of the rules of each call; one query."""
    calls = {each.alliance.call_id for each in proposals}
    if len(calls) == 1:
        return {row.call_id: row for row in _newest(*calls)}
    rows = Rulebook.objects.newest().filter(call__in=calls).defer("text")
    return {row.call_id: row for row in rows}


@Worded
def _newest(call: str) -> QuerySet[Rulebook]:
    rows = Rulebook.objects.filter(call=call).defer("text")
    return rows.order_by("-version")[:1]


def rules_ahead(proposal: Proposal) -> tuple[Rulebook, ...]:
    """Return every version newer than the one a draft pins, in order; one query."""
    rows = Rulebook.objects.filter(
        call=proposal.alliance.call_id, version__gt=proposal.rulebook.version
    )
    return tuple(rows.defer("text").order_by("version"))


def newer_rules(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    newest: Mapping[str, Rulebook],
    *,
    now: dt.datetime,
    is_submitted: bool,
) -> NewerRules | None:
    """Return what newer rules do to a draft, None if it pins the newest; no query.

    `is_submitted` says whether a submission of it stands.
    """
    rules = newest[proposal.alliance.call_id]
    if rules.version == proposal.rulebook.version:
        return None
    new = report_if_asked(rules, proposal, snapshot, now=now)
    effect = effect_of(report, new) if new else None
    must = must_move(proposal.rulebook, rules)
    since = day_words(rules.published_at.astimezone(BRUSSELS).date())
    return NewerRules(
        public_id=proposal.alliance.public_id,
        before=proposal.rulebook.version,
        after=rules.version,
        since=since,
        sentence=_("The rules changed on %(day)s: %(effect)s.")
        % {"day": since, "effect": _effect_words(effect, _deadline(proposal, rules))},
        is_worse=effect is None or effect.is_worse,
        can_move=effect is not None,
        must_move=must,
        waits=_waits(is_submitted=is_submitted)
        if must and _takes_submissions(proposal, now)
        else "",
    )


def _waits(*, is_submitted: bool) -> str:
    if is_submitted:
        return _(
            "Your submission stays valid under the rules it was made under. Only"
            " submitting again waits until this alliance is moved."
        )
    return _("Submit waits until this alliance is moved.")


def must_move(pinned: Rulebook, newest: Rulebook) -> bool:
    """Whether a draft has to move to the newest version before it is submitted."""
    return not published_rulebook(pinned).asks_the_same_as(published_rulebook(newest))


def report_if_asked(
    rules: Rulebook,
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    *,
    now: dt.datetime,
) -> Report | None:
    """Assess a draft under a version; None if that has not its type of project."""
    try:
        return report_under(rules, proposal, snapshot, now=now)
    except (UnknownLot, UnknownProjectType):
        return None


def effect_of(before: Report, after: Report) -> Effect:
    """Count the clauses that decide and whose outcome as planned is another one."""
    old, new = _outcomes(before), _outcomes(after)
    moves = [
        (old.get(key, Outcome.MET), new.get(key, Outcome.MET)) for key in {**old, **new}
    ]
    return Effect(
        failing=sum(a is not b is Outcome.NOT_MET for a, b in moves),
        open=sum((a, b) == (Outcome.MET, Outcome.UNKNOWN) for a, b in moves),
        mended=sum(a is not b is Outcome.MET for a, b in moves),
    )


def is_worse(before: Report | None, after: Report | None) -> bool:
    """Say whether something decides against a draft that did not before.

    None: those rules have not its type of project.
    """
    if before is None or after is None:
        return before is not None
    return effect_of(before, after).is_worse


def worse_clauses(before: Report, after: Report) -> WorseClauses:
    """Return what of a draft fails or is open after, and was not before."""
    old = _outcomes(before)
    moves = [
        (
            clause_title(each.clause),
            (old.get(each.clause.id, Outcome.MET), each.planned.outcome),
        )
        for each in after.findings
        if each.clause.severity is Severity.BLOCKING
    ]
    return WorseClauses(
        failing=tuple(
            [title for title, (a, b) in moves if a is not b is Outcome.NOT_MET]
        ),
        open=tuple([e for e, move in moves if move == (Outcome.MET, Outcome.UNKNOWN)]),
    )


def _outcomes(report: Report) -> dict[str, Outcome]:
    return {
        each.clause.id: each.planned.outcome
        for each in report.findings
        if each.clause.severity is Severity.BLOCKING
    }


def _takes_submissions(proposal: Proposal, now: dt.datetime) -> bool:
    call = proposal.alliance.call
    return call.takes_submissions and not call.has_closed_at(now)


def _deadline(proposal: Proposal, rules: Rulebook) -> str:
    """Say the deadline where it is another one than before; else nothing."""
    deadline = published_rulebook(rules).deadline
    if deadline == published_rulebook(proposal.rulebook).deadline:
        return ""
    return _("the deadline is now %(deadline)s") % {
        "deadline": deadline_words(deadline)
    }


def _effect_words(effect: Effect | None, deadline: str) -> str:
    if effect is None:
        gone = _("they do not have this type of project any more")
        return ", ".join(filter(None, [deadline, gone]))
    parts = [
        words % {"number": number}
        for number, words in (
            (
                effect.failing,
                ngettext(
                    "%(number)d clause now fails",
                    "%(number)d clauses now fail",
                    effect.failing,
                ),
            ),
            (
                effect.open,
                ngettext(
                    "%(number)d clause cannot be told any more",
                    "%(number)d clauses cannot be told any more",
                    effect.open,
                ),
            ),
            (
                effect.mended,
                ngettext(
                    "%(number)d clause no longer fails",
                    "%(number)d clauses no longer fail",
                    effect.mended,
                ),
            ),
        )
        if number
    ]
    parts = parts or [_("no verdict on this alliance changes")]
    return ", ".join(filter(None, [deadline, *parts]))
