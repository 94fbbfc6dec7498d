"""What the pages of a pack are given: frozen, already in words, nothing to compute."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome as shape and word."""

    mark: str
    """The shape: `met` circle, `not_met` square, `unknown` diamond."""
    word: str
    """The word beside it; colour and shape never speak alone."""


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
class MatrixEntry:
    """One organisation in a cell of the matrix."""

    label: str
    name: str
    mark: str
    """Why it is in neither group, or empty."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country of the matrix."""

    code: str
    name: str
    standing: str
    """Said of a country that is no Programme country, else empty."""
    cells: tuple[tuple[MatrixEntry, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries against the groups of the rules."""

    is_named: bool
    """Whether the cells carry names, or only partner numbers."""
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    footer: tuple[str, ...]
    """Found and needed: the countries, then one entry per column."""
    total: int


@dataclass(frozen=True, slots=True)
class MapFigure:
    """How many countries one reading counts; no verdict where no clause asks."""

    reading: str
    verdict: Verdict | None
    words: str


@dataclass(frozen=True, slots=True)
class MapShape:
    """One country on the map, and its label on a plate `width` wide."""

    state: str
    path: str
    words: str
    x: float
    y: float
    left: float
    top: float
    width: float
    mark: tuple[float, float] | None
    """Where a dot stands for a state too small to be seen."""


@dataclass(frozen=True, slots=True)
class MapState:
    """The countries of one state: a line of the key and a row of the table."""

    slug: str
    title: str
    countries: str
    """Names and partner numbers."""
    number: int


@dataclass(frozen=True, slots=True)
class PackMap:
    """Where the partners are."""

    width: int
    height: int
    alternative: str
    """The picture in words."""
    figures: tuple[MapFigure, ...]
    land: str
    """The outline of all countries that have no part in it."""
    shapes: tuple[MapShape, ...]
    states: tuple[MapState, ...]
    beside: str
    """What the map does not reach, in a sentence, or empty."""


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
    digest: str
    """SHA-256 of the content in groups of eight."""
    renderer: str
    """Which renderer drew the pack."""


@dataclass(frozen=True, slots=True)
class PackPage:
    """Everything a pack prints."""

    sheet: Sheet
    cover: Cover
    intro: str
    """One sentence on the rules and the day they were applied."""
    results: tuple[ResultRow, ResultRow]
    sections: tuple[ClauseSection, ...]
    organisations: tuple[OrganisationSection, ...]
    has_stated_answers: bool
    """Whether the reader needs the note on what a file stated."""
    matrix: Matrix
    map: PackMap
    undecided: tuple[tuple[str, str], ...]
    """What no rule decides: a heading and a sentence each."""
    withdrawals: WithdrawalSection | None
    """None where the coordinator did not choose to print it."""
    footnotes: tuple[str, ...]
    """Notes on designations, where a country needs one."""
