"""One picture of a consortium: what it shows in a sentence, drawn, and as a table."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from alliances.models import Partnership
from eligibility.core import ConsortiumSnapshot, Report
from proposals.completeness import Contents
from proposals.models import Proposal
from proposals.selectors.asking.answers import Answer, answers_of
from proposals.selectors.pictures.drawing import Drawing


@dataclass(frozen=True)
class Ground:
    """A draft as it was read once for all pictures; answers only where asked for."""

    proposal: Proposal
    now: dt.datetime
    snapshot: ConsortiumSnapshot
    report: Report
    contents: Contents

    @cached_property
    def asked(self) -> list[Partnership]:
        """All partners that are asked to confirm, also who declined: one query."""
        rows = Partnership.objects.current().filter(alliance=self.proposal.alliance_id)
        return [each for each in rows.order_by("number") if each.is_asked]

    @cached_property
    def answers(self) -> Mapping[int, Answer]:
        """How far the answer of each is, by its key: two queries at most."""
        alliance = self.proposal.alliance_id
        return answers_of(self.asked, alliance=alliance, now=self.now)


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; figures stand to the right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: a label such as P1, its name, and words for each column."""

    label: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EqualTable:
    """All that a drawing shows, in words and figures, and nothing else."""

    head: str
    """Of the first column."""
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    foot: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Where a page leads from a picture, above all from one of nothing."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    key: str
    """Names it in addresses and files."""
    title: str
    finding: str
    """What it shows at present, in a sentence; what is missing where it is empty."""
    drawing: Drawing | None = None
    """None while there is nothing to draw."""
    table: EqualTable | None = None
    """None together with the drawing."""
    way: Way | None = None
    note: str = ""
    """What has to be said below it; empty for most."""
    is_narrow: bool = True
    """Whether it can be read on a phone; else its table takes its place there."""
