"""The texts of a draft with the submission that stands, in one union of tables."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from alliances.models import Partnership
from alliances.worded import Worded
from proposals.models import Answer, PartA, Proposal, Result, Submission, WorkPackage
from proposals.models.part_a import FIELDS
from proposals.snapshots import FrozenPartA

NO_NUMBER = Cast(Value(None), IntegerField())
NO_WORDS = Value("", CharField())
MOST_KEPT = 16
"""Contents kept in memory as they were read last, of a quarter of a megabyte each."""


class _Content(NamedTuple):
    """What was submitted, with the digest by which it was received."""

    text: str
    sha256: str


NOTHING = _Content("", "")
_kept: dict[int, _Content] = {}
"""By proposal. It is sent again only where another one stands by now."""


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """What a draft says at length."""

    answers: Mapping[tuple[str, int | None], tuple[str, str]]
    """Text and use, by question and number of the partner; empty where not asked."""
    descriptions: Mapping[int, str]
    """Of work packages, by number."""
    results: Mapping[tuple[int, int], tuple[str, str]]
    """Type and dissemination level, by number of the work package and its own."""
    added_values: Mapping[int, str]
    """What partners bring from a Partner country, by number."""
    parts_a: Mapping[int, FrozenPartA]
    """Address and people of organisations, by number, where any were given."""
    submitted: str
    """The content of the submission that stands; empty where none does."""


def draft_texts(proposal: Proposal, *, with_answers: bool = True) -> DraftTexts:
    """Return the texts of a draft: one query."""
    found: dict[str, list[tuple[str, int, tuple[str, ...]]]] = defaultdict(list)
    ask = _all_texts if with_answers else _texts
    kept = _kept.get(proposal.pk, NOTHING)
    for sort, code, number, *texts in ask(
        proposal.pk, proposal.alliance_id, kept.sha256
    ):
        found[sort].append((code, number, tuple(texts)))
    return DraftTexts(
        answers={
            (code, n): (text, use) for code, n, (text, use, *_) in found["answer"]
        },
        descriptions={number: texts[0] for _code, number, texts in found["package"]},
        results={
            (package, int(number)): (kind, level)
            for kind, package, (level, number, *_) in found["result"]
        },
        added_values={number: texts[0] for _code, number, texts in found["value"]},
        parts_a={
            number: FrozenPartA(*texts) for _code, number, texts in found["part a"]
        },
        submitted=next(
            (
                _content(proposal.pk, kept, _Content(*texts[:2]))
                for _code, _n, texts in found["submission"]
            ),
            "",
        ),
    )


def _content(proposal: int, kept: _Content, read: _Content) -> str:
    """Return what was submitted: as it was kept, or as it was read now."""
    if read.sha256 == kept.sha256:
        return kept.text
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[proposal] = read
    return read.text


@Worded
def _all_texts(proposal: int, alliance: int, known: str) -> QuerySet[Any, Any]:
    answers = Answer.objects.filter(proposal=proposal).order_by()
    rows = answers.values_list(
        *_key("answer", "question", F("partnership__number")), *_filled("text", "use")
    )
    return rows.union(*_others(proposal, alliance, known), all=True)


@Worded
def _texts(proposal: int, alliance: int, known: str) -> QuerySet[Any, Any]:
    first, *others = _others(proposal, alliance, known)
    return first.union(*others, all=True)


def _others(proposal: int, alliance: int, known: str) -> list[QuerySet[Any, Any]]:
    packages = WorkPackage.objects.current().filter(proposal=proposal).order_by()
    results = Result.objects.current().filter(
        work_package__proposal=proposal, work_package__removed_at__isnull=True
    )
    current = Partnership.objects.current().filter(alliance=alliance)
    valued = current.exclude(added_value="").order_by()
    given = PartA.objects.filter(partnership__in=current).order_by()
    standing = Submission.objects.live().filter(proposal=proposal).order_by()
    is_known = When(sha256=known, then=NO_WORDS)
    content = Case(is_known, default=F("snapshot"), output_field=CharField())
    return [
        packages.values_list(
            *_key("package", NO_WORDS, F("number")), *_filled("description")
        ),
        results.order_by().values_list(
            *_key("result", "kind", F("work_package__number")),
            *_filled("level", Cast("number", CharField())),
        ),
        valued.values_list(
            *_key("value", NO_WORDS, F("number")), *_filled("added_value")
        ),
        given.values_list(*_key("part a", NO_WORDS, F("partnership__number")), *FIELDS),
        standing.values_list(
            *_key("submission", NO_WORDS, NO_NUMBER), *_filled(content, "sha256")
        ),
    ]


def _key(sort: str, code: Any, number: Any) -> tuple[Any, ...]:  # noqa: ANN401  # columns
    return Value(sort, CharField()), code, number


def _filled(*columns: Any) -> tuple[Any, ...]:  # noqa: ANN401  # columns
    """Return so many columns as Part A has; those it has no use for are empty."""
    return (*columns, *[NO_WORDS] * (len(FIELDS) - len(columns)))
