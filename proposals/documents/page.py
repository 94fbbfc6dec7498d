"""What the pages of a pack are given: frozen, already in words, nothing to compute."""

from collections.abc import Mapping
from dataclasses import dataclass

from proposals.documents.application_page import AnswersPart, BudgetPart, PlanPart
from proposals.documents.composition_page import Matrix, PackMap
from proposals.documents.package_page import OfficialPackage
from proposals.documents.part_a_page import PartARow
from proposals.documents.verdict_page import Verdict
from proposals.documents.verify_mark import PrintedMark


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clause's value comes from."""

    mark: str
    """`found` is drawn as a filled dot, `unverified` as a ring."""
    word: str
    """The confidence in words."""
    line: str
    """Title, place and day of the last check."""
    quote: str
    """One sentence word for word, empty when no text was read."""
    note: str
    """The product's own remark on the value, or empty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading's answer to one clause."""

    verdict: Verdict
    figure: str
    """Found of needed, as on the panel."""
    is_long: bool
    """Whether the figure must be set smaller to fit its column."""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the eligibility report."""

    number: int
    norm: str
    """The rule in our own words."""
    people: tuple[str, ...]
    """Who counts, who does not and why, by partner number."""
    is_crowded: bool
    """Whether the row may break over a page: it would leave half of one empty."""
    source: Source
    answers: tuple[Answer, Answer]
    """As planned, as confirmed."""


@dataclass(frozen=True, slots=True)
class ClauseSection:
    """Clauses of one kind under one heading."""

    slug: str
    title: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The overall result of one reading."""

    reading: str
    basis: str
    """How many organisations the reading takes as certain."""
    met: int
    not_met: int
    unknown: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation as stated in the alliance."""

    label: str
    name: str
    country: str
    """The code of the European institutions, or a dash while unknown."""
    type: str
    pic: str
    confirmation: str
    stated: str
    """What the imported file stated, where that differs; or empty."""
    given: str
    """Who confirmed, in which function and when; empty without an answer by link."""
    signed: str
    """Its signed copy with the beginning of its digest; empty where none stood."""
    added_value: str
    """What it brings from a Partner country; empty elsewhere, or if nobody said."""


@dataclass(frozen=True, slots=True)
class OrganisationSection:
    """Organisations of one role."""

    title: str
    count: int
    note: str
    """What the role means for the minima, or empty."""
    rows: tuple[OrganisationRow, ...]


@dataclass(frozen=True, slots=True)
class LossRow:
    """An organisation, or a pair, without which something is met no longer."""

    label: str
    """The partner number; empty for a pair, whose names carry theirs."""
    names: str
    breaks: str
    """The clauses, by their titles."""


@dataclass(frozen=True, slots=True)
class WithdrawalSection:
    """What the consortium loses if organisations leave."""

    headline: str
    singles: tuple[LossRow, ...]
    pairs: tuple[LossRow, ...]
    pairs_words: str
    """How many pairs there are, and whether all were tried."""
    digest: str
    """Of the content without this section, in groups of eight."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the cover."""

    label: str
    lines: tuple[str, ...]
    codes: str = ""
    """Country codes, set in spaced capitals."""
    verdicts: tuple[tuple[str, Verdict, str], ...] = ()
    """Reading, verdict and tally, for the line of eligibility."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    call: str
    reference: str
    """The call's official reference."""
    lot: str
    acronym: str
    acronym_size: str
    """A long acronym is set smaller: `large`, `medium` or `small`."""
    title: str
    is_crowded: bool
    """Whether the title is so long that the page must be set tighter."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What surrounds the pages: the file's own facts and the running lines."""

    language: str
    title: str
    author: str
    created: str
    """The day of the content as a W3C date: the file must not know the clock."""
    is_draft: bool
    watermark: str
    """A `data:` address of the word behind a draft, or empty."""
    acronym: str
    running: str
    """The submission's number or that there is none, on every page."""
    foot: str
    """The running line below: call, rules and the digest's first group."""
    of: str
    """The word between a page's number and how many there are."""
    digest: str
    """SHA-256 of the content in groups of eight."""
    renderer: str
    """Which renderer drew the pack."""
    stands_in: bool = False
    """Whether it is a plain PDF where an archival one should be."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One section of the pack in its contents."""

    number: int
    slug: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()
    """Place and title of what is in it, where a reader looks for that."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file inside the document."""

    name: str
    description: str
    size: str
    digest: str
    """SHA-256 of the file in groups of eight."""


@dataclass(frozen=True, slots=True)
class PackPage:
    """Everything a pack prints."""

    sheet: Sheet
    cover: Cover
    contents: tuple[ContentsEntry, ...]
    numbers: Mapping[str, int]
    """The number of each section by its slug: sections refer to each other."""
    intro: str
    """One sentence on the rules and the day they were applied."""
    results: tuple[ResultRow, ResultRow]
    sections: tuple[ClauseSection, ...]
    organisations: tuple[OrganisationSection, ...]
    part_a: tuple[PartARow, ...]
    """Part A of who works; empty in contents from before it was asked."""
    has_stated_answers: bool
    """Whether the reader needs the note on what a file stated."""
    matrix: Matrix
    map: PackMap
    answers: AnswersPart | None
    """None where the content holds no form."""
    plan: PlanPart | None
    """None where the form asks for no work plan."""
    budget: BudgetPart | None
    """None where the form asks for no budget."""
    mobility: BudgetPart | None
    """None where the form asks for no mobility."""
    package: OfficialPackage
    """The official documents, and the figures they share."""
    undecided: tuple[tuple[str, str], ...]
    """What no rule decides: a heading and a sentence each."""
    withdrawals: WithdrawalSection | None
    """None where the coordinator did not choose to print it."""
    footnotes: tuple[str, ...]
    """Notes on designations, where a country needs one."""
    files: tuple[FileRow, ...]
    """What lies inside the document; nothing in a draft."""
    left_out: tuple[str, ...]
    """Signed copies that are named in the content and not among the files."""
    verify: PrintedMark | None = None
    """How to check it; None for a draft."""
