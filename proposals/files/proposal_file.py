"""A whole proposal as a file: `ssa-proposal/1`, as rows that can be compared.

Pure: a proposal is rows of values, each at a place such as partner 3 or the answer to a
question. The JSON text says the same; `proposal_reader` reads it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from proposals.enums import StaffCategory

SCHEMA = "ssa-proposal/1"
NO_DAYS = "0.0"

Value = str | int | tuple[str, ...] | tuple[int, ...] | None
Values = Mapping[str, Value]


class Part(StrEnum):
    """A part of a proposal, in the order of its file and of writing it."""

    FACTS = "facts"
    PARTNERS = "partners"
    PROFILES = "profiles"
    PACKAGES = "work_packages"
    TASKS = "tasks"
    RESULTS = "results"
    MILESTONES = "milestones"
    ACTIVITIES = "activities"
    EFFORT = "effort"
    MOBILITY = "mobility"
    ANSWERS = "answers"


PLAN_PARTS = (Part.TASKS, Part.RESULTS, Part.MILESTONES)
"""What stands inside a work package."""
KEYS: Mapping[Part, tuple[str, ...]] = {
    Part.PARTNERS: ("number",),
    Part.PROFILES: ("number",),
    Part.PACKAGES: ("number",),
    Part.TASKS: ("work_package", "number"),
    Part.RESULTS: ("work_package", "number"),
    Part.MILESTONES: ("work_package", "number"),
    Part.ACTIVITIES: ("activity",),
    Part.EFFORT: ("partner", "work_package"),
    Part.MOBILITY: ("number",),
    Part.ANSWERS: ("question", "partner"),
}
"""What tells the rows of a part from each other."""
EMPTY: Mapping[Part, Values] = {
    Part.ACTIVITIES: {"work_packages": ()},
    Part.EFFORT: {each.value: NO_DAYS for each in StaffCategory},
    Part.ANSWERS: {"text": "", "use": ""},
}
"""Parts in which every row is there, and what it says while nobody said anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: a part, and its own key there, such as a number."""

    part: Part
    at: tuple[str | int, ...] = ()

    @property
    def code(self) -> str:
        """The place as one word, for forms: `partners.3`."""
        return ".".join([self.part, *(str(each) for each in self.at)])

    @property
    def order(self) -> tuple[tuple[bool, str | int], ...]:
        """What rows of one part are sorted by."""
        return tuple((isinstance(each, str), each) for each in self.at)

    def parents(self) -> tuple["Place", ...]:
        """Return the places without which this one is not there."""
        match self.part, self.at:
            case Part.EFFORT, (partner, package):
                return Place(Part.PARTNERS, (partner,)), Place(
                    Part.PACKAGES, (package,)
                )
            case Part.ANSWERS, (_question, partner):
                return (Place(Part.PARTNERS, (partner,)),)
            case ((Part.TASKS | Part.RESULTS | Part.MILESTONES), (package, _number)):
                return (Place(Part.PACKAGES, (package,)),)
            case _:
                return ()


FACTS = Place(Part.FACTS)


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """What a file states of a proposal.

    `parts` are the parts it speaks of. A `is_partial` file speaks only of the rows and
    fields it holds: what it lacks is not meant to go.
    """

    call: str
    lot: str
    rows: Mapping[Place, Values]
    parts: frozenset[Part] = frozenset(Part)
    is_partial: bool = False

    def of(self, part: Part) -> dict[Place, Values]:
        """Return the rows of a part, in order."""
        found = {place: row for place, row in self.rows.items() if place.part is part}
        return dict(sorted(found.items(), key=lambda each: each[0].order))


NOTHING: Values = MappingProxyType({})


def write_proposal(file: ProposalFile) -> bytes:
    """Return a proposal as JSON text in UTF-8; the same proposal is the same bytes."""
    text = json.dumps(document_of(file), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def document_of(file: ProposalFile) -> dict[str, Any]:
    """Return a proposal as the JSON value that `ssa-proposal/1` describes."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "call": file.call,
        "lot": file.lot,
        **file.rows.get(FACTS, NOTHING),
    }
    for part in Part:
        if part in file.parts and part in KEYS and part not in PLAN_PARTS:
            document[part.value] = list(_rows(file, part))
    for package in document.get(Part.PACKAGES, ()):
        for part in PLAN_PARTS:
            package[part.value] = list(_inside(file, part, package["number"]))
    return document


def _rows(file: ProposalFile, part: Part) -> Iterator[dict[str, Any]]:
    for place, row in file.of(part).items():
        yield _keys(place) | _written(row)


def _inside(file: ProposalFile, part: Part, package: int) -> Iterator[dict[str, Any]]:
    for place, row in file.of(part).items():
        if place.at[0] == package:
            yield {"number": place.at[1]} | _written(row)


def _keys(place: Place) -> dict[str, Any]:
    """Return the key of a row; an answer that is given once has no partner."""
    names = KEYS[place.part]
    return dict.fromkeys(names) | dict(zip(names, place.at, strict=False))


def _written(row: Values) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in row.items()
    }
