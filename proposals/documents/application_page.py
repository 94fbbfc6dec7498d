"""What the pages on the application itself are given: answers, plan and budget."""

from dataclasses import dataclass

from proposals.selectors.plan.gantt import Gantt, GanttRow


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a table as it is written."""

    words: str
    is_number: bool
    is_quiet: bool = False
    """Whether it stands for nothing, or for something that is not counted."""


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """The head of a column."""

    heading: str
    is_number: bool
    slug: str
    """Its width in the style sheet: text, days, money or share."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One line of a table."""

    label: str
    name: str
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table; `foot` is the line of sums."""

    slug: str
    title: str
    head: str
    """Names the first column."""
    has_labels: bool
    """Whether lines carry a label such as P1 beside their name."""
    is_short: bool
    """Whether it is kept on one page."""
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    foot: PrintedRow | None
    notes: tuple[str, ...] = ()
    """Said below it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is printed."""

    paragraphs: tuple[tuple[str, ...], ...]
    """Each as its lines; none where no text was written."""
    missing: str
    """That nothing was answered, in words; empty where something was."""
    notes: tuple[str, ...]
    """Beside it: the use of an instrument, work packages, a text too long."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question and, where it is asked once, its reply."""

    title: str
    help: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class PartnerReplies:
    """What one partner answered to the questions asked of it."""

    label: str
    name: str
    replies: tuple[tuple[str, Reply], ...]
    """Each with the title of its question; none where nothing was answered at all."""
    missing: str
    """That nothing was answered, in words; empty where something was."""


@dataclass(frozen=True, slots=True)
class AnswersSection:
    """One section of the form."""

    slug: str
    """Its place in the document."""
    title: str
    help: str
    elsewhere: str
    """Where in the pack the rest of it stands, in a sentence; or empty."""
    overview: PrintedTable | None
    """Activities or instruments at a glance."""
    questions: tuple[AskedQuestion, ...]
    asked: tuple[tuple[str, str], ...]
    """Title and help of what each partner is asked, said once."""
    partners: tuple[PartnerReplies, ...]
    nobody: str
    """That nobody takes part who would be asked; empty otherwise."""

    @property
    def is_written(self) -> bool:
        """Whether it holds more than the word where it stands."""
        return bool(self.overview or self.questions or self.asked)


@dataclass(frozen=True, slots=True)
class AnswersPart:
    """The form with its answers."""

    lead: str
    sections: tuple[AnswersSection, ...]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A task, a result or a milestone."""

    label: str
    title: str
    months: str
    detail: str
    """The lead of a task, or kind and level of a result."""


@dataclass(frozen=True, slots=True)
class PlanPackage:
    """One work package."""

    label: str
    title: str
    notes: tuple[str, ...]
    """Beside it: type, months, days, lead."""
    paragraphs: tuple[tuple[str, ...], ...]
    """The description, each paragraph as its lines."""
    items: tuple[tuple[str, tuple[PlanItem, ...]], ...]
    """Tasks, results and milestones under their headings; empty ones left out."""
    is_long: bool
    """Whether it may break over a page: it would leave half of one empty."""
    is_listed_whole: bool
    """Whether the list of what is in it is kept on one page."""


@dataclass(frozen=True, slots=True)
class PlanBar:
    """One row of the picture, as print paints it."""

    row: GanttRow
    title: str
    """Shortened to what fits before the first month."""
    is_core: bool
    """Whether it is of the type implementation."""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The work plan."""

    lead: str
    gantt: Gantt | None
    """None without work packages."""
    bars: tuple[PlanBar, ...]
    """The rows of the picture."""
    packages: tuple[PlanPackage, ...]
    notes: tuple[str, ...]
    """What the plan lacks or contradicts, a sentence each."""
    effort: tuple[PrintedTable, ...]
    """Days by partner, so many work packages to a table."""


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """The budget, or the mobility in it."""

    lead: str
    facts: tuple[tuple[str, str, str], ...]
    """Name, amount and where it comes from."""
    notes: tuple[str, ...]
    """What does not fit, a sentence each."""
    tables: tuple[PrintedTable, ...]
    rates: tuple[tuple[str, str, bool, str], ...] = ()
    """Of mobility: what for, amount, whether its source was read, and the source."""
