"""The work plan as a picture: packages, tasks, results and milestones by month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import months as months_words
from proposals.files.form import SectionKind
from proposals.selectors.application_forms import section_url
from proposals.selectors.gantt import SHORTEST, YEAR, month_step
from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Drawing,
    Line,
    Mark,
    Path,
    Text,
    fitted,
)
from proposals.selectors.pictures.picture import (
    Column,
    EqualTable,
    Ground,
    Picture,
    TableRow,
    Way,
)
from proposals.selectors.work_plan_rows import PackageRow, PartRow, package_rows

KEY = "plan"
LEFT, RIGHT = 264, 632
"""Where the first month begins and the last one ends."""
HEAD, ROW, BAR = 44, 24, 12
KEY_ROW = 26
LABEL = 60
"""Room for a label before a title."""
MOST = 150
"""Rows drawn; the table has all of them."""


class Sort(StrEnum):
    """What a row is; each has a mark of its own."""

    PACKAGE = "packages"
    TASK = "tasks"
    RESULT = "results"
    MILESTONE = "milestones"


DUE = (Sort.RESULT, Sort.MILESTONE)
"""What is due in one month, and takes none."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan."""

    sort: Sort
    label: str
    title: str
    start: int | None
    end: int | None
    months: str
    lead: str

    @property
    def words(self) -> str:
        """What it is, in words."""
        return sort_words(self.sort)


def plan_picture(ground: Ground) -> Picture | None:
    """Return the plan: two queries; None where the form has none."""
    if not ground.contents.section_of(SectionKind.WORK_PLAN):
        return None
    rows = plan_rows(package_rows(ground.proposal))
    url = section_url(ground.proposal, SectionKind.WORK_PLAN)
    title = _("Work plan")
    if not rows:
        way = Way(_("Add a work package"), url)
        return Picture(KEY, title, _("There is no work package yet."), way=way)
    duration = ground.proposal.duration_months
    return Picture(
        key=KEY,
        title=title,
        finding=_finding(rows, duration),
        drawing=_drawing(rows, duration),
        table=_table(rows),
        way=Way(_("Change the work plan"), url),
    )


def plan_rows(packages: Sequence[PackageRow]) -> tuple[PlanRow, ...]:
    """Return every line: each package, then all that is in it."""
    return tuple(
        row
        for package in packages
        for row in (
            _row_of(Sort.PACKAGE, package),
            *(_row_of(Sort(each.sort), each) for each in package.parts),
        )
    )


def _row_of(sort: Sort, row: PackageRow | PartRow) -> PlanRow:
    lead = row.lead.label if row.lead else ""
    return PlanRow(sort, row.label, row.title, row.start, row.end, row.months, lead)


def sort_words(sort: Sort) -> str:
    """Name a sort of rows."""
    return {
        Sort.PACKAGE: _("Work package"),
        Sort.TASK: _("Task"),
        Sort.RESULT: _("Result"),
        Sort.MILESTONE: _("Milestone"),
    }[sort]


def _finding(rows: Sequence[PlanRow], duration: int | None) -> str:
    packages = sum(each.sort is Sort.PACKAGE for each in rows)
    words = ngettext(
        "%(number)d work package with %(parts)d tasks, results and milestones.",
        "%(number)d work packages with %(parts)d tasks, results and milestones.",
        packages,
    ) % {"number": packages, "parts": len(rows) - packages}
    if duration is None:
        return f"{words} {_no_duration()}"
    beyond = [each.label for each in rows if _last(each) > duration]
    if beyond:
        late = _("Beyond the end of the project: %s.") % ", ".join(beyond)
        return f"{words} {late}"
    within = _("All of it lies within the %(months)s of the project.")
    return f"{words} {within % {'months': months_words([duration])}}"


def _no_duration() -> str:
    return _("The duration of the project is not stated.")


def _last(row: PlanRow) -> int:
    return max(row.start or 0, row.end or 0)


def _drawing(rows: Sequence[PlanRow], duration: int | None) -> Drawing:
    drawn = rows[:MOST]
    last = max(duration or SHORTEST, *(_last(each) for each in rows))
    unit = (RIGHT - LEFT) / last
    floor = HEAD + ROW * len(drawn)
    marks: list[Mark] = [*_months(last, unit, floor)]
    for at, row in enumerate(drawn):
        marks += _row(row, HEAD + ROW * at, unit)
    marks.append(Line(0, floor, WIDTH, floor, "rule"))
    if duration is not None and last > duration:
        marks += _end(LEFT + unit * duration, floor)
    marks += _key(rows, floor + 36)
    if more := len(rows) - len(drawn):
        words = _("%(number)d more lines stand in the table.") % {"number": more}
        marks.append(Text(0, floor + 36 + 2 * KEY_ROW, words, "quiet"))
    height = floor + 48 + KEY_ROW * (2 if more else 1)
    return Drawing(height, tuple(marks), _in_words(drawn))


def _in_words(rows: Sequence[PlanRow]) -> str:
    return " ".join(f"{each.label} {each.title}: {each.months}." for each in rows)


def _months(last: int, unit: float, floor: float) -> Iterator[Mark]:
    for number, month in enumerate(range(1, last + 1, YEAR), start=1):
        x = round(LEFT + unit * (month - 1), 1)
        words = _("Year %(number)d") % {"number": number}
        yield Text(x, 14, words, "quiet-wide")
    for month in range(1, last + 1, month_step(last)):
        x = round(LEFT + unit * (month - 1), 1)
        yield Text(x, 36, str(month), "quiet")
        yield Line(x, HEAD, x, floor)
    yield Text(0, 36, _("Month"), "quiet")
    yield Line(0, HEAD, WIDTH, HEAD, "rule")


def _row(row: PlanRow, top: float, unit: float) -> Iterator[Mark]:
    y = top + 17
    is_package = row.sort is Sort.PACKAGE
    yield Text(0, y, row.label, "strong" if is_package else "text")
    # Semibold letters are a tenth wider.
    room = (LEFT - LABEL - 12) * (0.9 if is_package else 1)
    yield Text(LABEL, y, fitted(row.title, room), _title_style(row))
    yield from _mark(row, y - 11, unit)
    yield Line(0, top + ROW, WIDTH, top + ROW)


def _title_style(row: PlanRow) -> str:
    return "strong-wide" if row.sort is Sort.PACKAGE else "quiet-wide"


def _mark(row: PlanRow, y: float, unit: float) -> Iterator[Mark]:
    """Draw a span as a bar, and what is due in one month at the end of it."""
    end = round(LEFT + unit * (row.end or 0), 1)
    if row.sort in DUE and row.end is not None:
        yield _due(row.sort, end, y)
    elif row.start is not None and row.end is not None:
        start = round(LEFT + unit * (row.start - 1), 1)
        yield _bar(row.sort, start, y, max(round(end - start, 1), 2))
    else:
        yield Text(LEFT + 4, y + 11, row.months, "quiet")


def _due(sort: Sort, x: float, y: float) -> Mark:
    if sort is Sort.RESULT:
        return Box(x - 10, y + 1, 10, 10, "ink")
    return Path(f"M{x} {y - 1}l7 7-7 7-7-7z", "hollow")


def _bar(sort: Sort, x: float, y: float, width: float) -> Mark:
    return Box(x, y, width, BAR, "bar" if sort is Sort.PACKAGE else "lines")


def _end(x: float, floor: float) -> Iterator[Mark]:
    x = round(x, 1)
    yield Line(x, HEAD, x, floor, "end")
    yield Text(x, floor + 14, _("End of the project"), "beyond", "middle")


def _key(rows: Sequence[PlanRow], floor: float) -> Iterator[Mark]:
    shown = [sort for sort in Sort if any(each.sort is sort for each in rows)]
    for at, sort in enumerate(shown):
        x, y = WIDTH / 2 * (at % 2), floor + KEY_ROW * (at // 2)
        if sort in DUE:
            yield _due(sort, x + (16 if sort is Sort.RESULT else 11), y - 11)
        else:
            yield _bar(sort, x, y - 11, 22)
        yield Text(x + 30, y, sort_words(sort))


def _table(rows: Sequence[PlanRow]) -> EqualTable:
    return EqualTable(
        head=_("Title"),
        columns=(Column(_("What")), Column(_("Months")), Column(_("Lead"))),
        rows=tuple(
            TableRow(
                each.label, each.title, (each.words, each.months, each.lead or "–")
            )
            for each in rows
        ),
    )
