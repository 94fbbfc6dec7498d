"""How a work plan is drawn: packages, tasks, results and milestones by month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Drawing,
    Line,
    Mark,
    Path,
    Text,
    names,
    taller,
)
from proposals.selectors.plan.gantt import SHORTEST, YEAR, month_step
from proposals.selectors.plan.work_plan_rows import PackageRow, PartRow

LEFT, RIGHT = 264, 632
"""Where the first month begins and the last one ends."""
HEAD, ROW, BAR = 44, 24, 12
KEY_ROW = 26
LABEL = 60
"""Room for a label before a title."""
MARKED = 14
"""What a row grows by where marks stand below its bar."""
NOTHING = "–"


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
    def last(self) -> int:
        """The last month it is about; 0 while none is stated."""
        return max(self.start or 0, self.end or 0)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return sort_words(self.sort)


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


def plan_drawing(rows: Sequence[PlanRow], duration: int | None) -> Drawing:
    """Draw a line for each row."""
    last = max(duration or SHORTEST, *(each.last for each in rows), 0)
    unit = (RIGHT - LEFT) / last
    floor, marks = float(HEAD), list[Mark]()
    for each in rows:
        title = _title(each, floor)
        marks += [*title, *_row(each, floor, unit)]
        floor += ROW + taller(title)
        marks.append(Line(0, floor, WIDTH, floor))
    return _framed(rows, marks, floor, (last, duration))


def overview_drawing(packages: Sequence[PackageRow], duration: int | None) -> Drawing:
    """Draw a line for each package, with what is due in it below its bar."""
    rows = plan_rows(packages)
    last = max(duration or SHORTEST, *(each.last for each in rows), 0)
    unit = (RIGHT - LEFT) / last
    floor, marks = float(HEAD), list[Mark]()
    for package in packages:
        own, *parts = plan_rows([package])
        title = _title(own, floor)
        marks += [*title, *_row(own, floor, unit)]
        due = sorted({(e.sort, e.end) for e in parts if e.sort in DUE and e.end})
        marks += [
            _due(sort, round(LEFT + unit * month, 1), floor + 20) for sort, month in due
        ]
        floor += ROW + max(taller(title), MARKED if due else 0)
        marks.append(Line(0, floor, WIDTH, floor))
    shown = [each for each in rows if each.sort is not Sort.TASK]
    return _framed(shown, marks, floor, (last, duration))


def _framed(
    rows: Sequence[PlanRow],
    marks: Sequence[Mark],
    floor: float,
    months: tuple[int, int | None],
) -> Drawing:
    """Put the months above and behind marks, and the key below."""
    last, duration = months
    unit = (RIGHT - LEFT) / last
    frame = [*_months(last, unit, floor), *marks, Line(0, floor, WIDTH, floor, "rule")]
    if duration is not None and last > duration:
        frame += _end(LEFT + unit * duration, floor)
    frame += _key(rows, floor + 36)
    return Drawing(floor + 48 + 2 * KEY_ROW, tuple(frame), _in_words(rows))


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


def _title(row: PlanRow, top: float) -> tuple[Text, ...]:
    is_package = row.sort is Sort.PACKAGE
    # Semibold letters are a tenth wider.
    room = (LEFT - LABEL - 12) * (0.9 if is_package else 1)
    return names(LABEL, top + 17, row.title, room, _title_style(row))


def _row(row: PlanRow, top: float, unit: float) -> Iterator[Mark]:
    y = top + 17
    yield Text(0, y, row.label, "strong" if row.sort is Sort.PACKAGE else "text")
    yield _mark(row, y - 11, unit)


def _title_style(row: PlanRow) -> str:
    return "strong-wide" if row.sort is Sort.PACKAGE else "quiet-wide"


def _mark(row: PlanRow, y: float, unit: float) -> Mark:
    """Draw a span as a bar, and what is due in one month at the end of it."""
    end = round(LEFT + unit * (row.end or 0), 1)
    if row.sort in DUE and row.end is not None:
        return _due(row.sort, end, y)
    if row.start is not None and row.end is not None:
        start = round(LEFT + unit * (row.start - 1), 1)
        return _bar(row.sort, start, y, max(round(end - start, 1), 2))
    return Text(LEFT + 4, y + 11, row.months, "quiet")


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
