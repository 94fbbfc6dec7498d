"""What is written and said in a draft, counted in one union of its tables."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Count, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Length

from proposals.completeness import OpenComments, Written
from proposals.enums import ColleagueRole
from proposals.models import (
    ActivityCoverage,
    Answer,
    CommentThread,
    Proposal,
    Submission,
)

NO_NUMBER = Cast(Value(None), IntegerField())
NO_WORDS = Value("", CharField())


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """What is written and said in a draft, and who is with it."""

    answers: Mapping[tuple[str, int | None], Written]
    comments: OpenComments
    carried: Mapping[str, frozenset[int]]
    editors: int
    """Colleagues who joined and edit."""
    others: int
    """Colleagues who joined and read, or write one partner's part."""
    invited: int
    is_live: bool
    """Whether a submission of it stands."""


class _Written(NamedTuple):
    kind: str
    code: str
    number: int | None
    size: int
    use: str


def written_rows(proposal: Proposal) -> WrittenRows:
    """Return what is written in a draft: one query."""
    found: dict[str, list[_Written]] = defaultdict(list)
    for row in _written(proposal):
        each = _Written(*row)
        found[each.kind].append(each)
    carried: dict[str, set[int]] = defaultdict(set)
    for each in found["carried"]:
        carried[each.code].add(each.number or 0)
    people = {each.code: each for each in found["colleagues"]}
    joined = {role: each.number or 0 for role, each in people.items()}
    editors = joined.get(ColleagueRole.EDITOR, 0)
    return WrittenRows(
        answers={
            (each.code, each.number): Written(each.size, each.use)
            for each in found["answer"]
        },
        comments={(e.code, e.number): e.size for e in found["comments"]},
        carried={code: frozenset(numbers) for code, numbers in carried.items()},
        editors=editors,
        others=sum(joined.values()) - editors,
        invited=sum(each.size - joined[role] for role, each in people.items()),
        is_live=bool(found["live"]),
    )


def _written(proposal: Proposal) -> QuerySet[Any, Any]:
    answers = Answer.objects.filter(proposal=proposal).order_by()
    threads = CommentThread.objects.filter(proposal=proposal, resolved_at=None)
    carried = ActivityCoverage.objects.filter(
        proposal=proposal, work_package__removed_at__isnull=True
    )
    colleagues = proposal.colleagues.filter(ended_at__isnull=True)
    live = Submission.objects.live().filter(proposal=proposal)
    one = Value(1, IntegerField())
    return answers.values_list(
        _kind("answer"), "question", "partnership__number", Length("text"), "use"
    ).union(
        threads.order_by()
        .values("question", "partnership__number")
        .annotate(size=Count("pk"))
        .values_list(
            _kind("comments"), "question", "partnership__number", "size", NO_WORDS
        ),
        carried.order_by().values_list(
            _kind("carried"), "activity", "work_package__number", one, NO_WORDS
        ),
        colleagues.order_by()
        .values("role")
        .annotate(joined=Count("joined_at"), size=Count("pk"))
        .values_list(_kind("colleagues"), "role", "joined", "size", NO_WORDS),
        live.order_by().values_list(_kind("live"), NO_WORDS, NO_NUMBER, one, NO_WORDS),
        all=True,
    )


def _kind(name: str) -> Value:
    return Value(name, CharField())
