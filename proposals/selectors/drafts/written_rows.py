"""What is written and said in a draft, and who is with it, from one query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from proposals.completeness import OpenComments, Representative, Said, Written
from proposals.enums import ColleagueRole
from proposals.models import Proposal
from proposals.selectors.drafts.written_union import written_union
from proposals.selectors.form.answer_sizes import limits_of


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """What is written and said in a draft, and who is with it."""

    answers: Mapping[tuple[str, int | None], Written]
    comments: OpenComments
    said: Mapping[str, Said]
    """Section → what is said of it."""
    parts: Mapping[tuple[str, int], Said]
    """Section and number of the partner → who said that its part is done."""
    carried: Mapping[str, frozenset[int]]
    proposed: Mapping[int, int]
    """Number of the partner → how many of its proposed figures wait."""
    editors: int
    """Colleagues who joined and edit."""
    others: int
    """Colleagues who joined and read, or write one partner's part."""
    invited: int
    is_live: bool
    """Whether a submission of it stands."""
    is_edited: bool
    """Whether anything was changed after that one was received, perhaps also back."""
    is_withdrawn: bool
    """Whether it was submitted, and nothing of that stands."""
    is_overridden: bool
    """Whether an administrator's leave to submit stands."""
    is_tried: bool
    """Whether anybody ever pressed the button, submitted or not."""
    represented: Mapping[int, Representative]
    """Number of the applicant → who legally represents it; empty where nobody said."""


class _Written(NamedTuple):
    kind: str
    code: str
    number: int | None
    size: int
    use: str
    who: str
    by: str
    moment: dt.datetime | None


_NEVER = _Written("submissions", "", 0, 0, "", "", "", None)


def written_rows(proposal: Proposal) -> WrittenRows:
    """Return what is written in a draft: one query."""
    found: dict[str, list[_Written]] = defaultdict(list)
    alliance = proposal.alliance
    asked = written_union(limits_of(proposal))
    for row in asked(proposal.pk, alliance.pk, alliance.coordinator_id):
        each = _Written(*row)
        found[each.kind].append(each)
    carried: dict[str, set[int]] = defaultdict(set)
    for each in found["carried"]:
        carried[each.code].add(each.number or 0)
    (submitted,) = found["submissions"] or (_NEVER,)
    people = {each.code: each for each in found["colleagues"]}
    joined = {role: each.number or 0 for role, each in people.items()}
    editors = joined.get(ColleagueRole.EDITOR, 0)
    return WrittenRows(
        answers={
            (each.code, each.number): Written(each.size, each.use)
            for each in found["answer"]
        },
        comments={(e.code, e.number): e.size for e in found["comments"]},
        said={each.code: _said(each) for each in found["said"]},
        parts={(e.code, e.number or 0): _said_of_part(e) for e in found["part"]},
        carried={code: frozenset(numbers) for code, numbers in carried.items()},
        proposed={each.number or 0: each.size for each in found["proposed"]},
        editors=editors,
        others=sum(joined.values()) - editors,
        invited=sum(each.size - joined[role] for role, each in people.items()),
        is_live=bool(submitted.number),
        is_edited=any(
            each.moment and submitted.moment and each.moment > submitted.moment
            for each in found["edits"]
        ),
        is_withdrawn=bool(submitted.size and not submitted.number),
        is_overridden=bool(found["overridden"]),
        is_tried=bool(found["tried"]),
        represented={
            each.number or 0: Representative(each.code, each.use, each.by)
            for each in found["represented"]
        },
    )


def _said(row: _Written) -> Said:
    return Said(
        who=row.who,
        who_key=row.number,
        version=row.size,
        completed_at=row.moment,
        completed_by=row.by,
    )


def _said_of_part(row: _Written) -> Said:
    return Said(completed_at=row.moment, completed_by=row.by)
