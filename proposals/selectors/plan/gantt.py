"""The work plan as a picture: where bars, diamonds and lines stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import months as months_words
from proposals.selectors.plan.work_plan_rows import PackageRow, PartRow

LEFT, RIGHT, WIDTH = 276.0, 888.0, 960
"""Where the first month begins and the last one ends; the width of the box."""
HEAD, ROW = 44, 32
"""Height of the heading and of a work package, in the units of the box."""
SHORTEST = 12
"""Months drawn at least, so that a plan of two months is no wall."""
LETTERS = 31
"""Characters of a title that fit before the first month."""
UNDRAWABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may contain, whichever way it is written: pasted texts hold some."""
YEAR = 12
STEPS = ((24, 3), (60, 6))
"""Up to so many months one line every so many; beyond that, one a year."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at the beginning of a month, with what stands above it."""

    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone at the end of its month."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One work package."""

    label: str
    title: str
    """Shortened where it is long: the table has the whole one."""
    lead: str
    """P-number of the lead, empty while there is none."""
    months: str
    y: int
    """Base line of the words."""
    top: int
    """Upper edge of the bar."""
    rule: int
    """The line below."""
    x: str
    """Where the bar begins; empty while a month is open, so there is no bar."""
    width: str
    diamonds: tuple[Diamond, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The picture. The table holds the same and can be edited."""

    width: int
    height: int
    floor: int
    """Where the lines of months end."""
    title: str
    description: str
    """What the picture shows, in a sentence for each work package."""
    years: tuple[Tick, ...]
    months: tuple[Tick, ...]
    rows: tuple[GanttRow, ...]
    end: Tick | None
    """The end of the project where something lies beyond it."""


def gantt_of(packages: Sequence[PackageRow], *, duration: int | None) -> Gantt | None:
    """Draw a plan over a project of so many months; None without work packages."""
    if not packages:
        return None
    last = _last_month(packages)
    drawn = max(duration or SHORTEST, last)
    floor = HEAD + ROW * len(packages)
    is_beyond = duration is not None and last > duration
    return Gantt(
        width=WIDTH,
        height=floor + 12,
        floor=floor,
        title=_("Work plan over %(months)s") % {"months": months_words([drawn])},
        description=_drawable(" ".join(_sentence(each) for each in packages)),
        years=tuple(
            Tick(_x(month, drawn), _("Year %(number)d") % {"number": number})
            for number, month in enumerate(range(1, drawn + 1, YEAR), start=1)
        ),
        months=tuple(
            Tick(_x(month, drawn), str(month))
            for month in range(1, drawn + 1, month_step(drawn))
        ),
        rows=tuple(_row(each, at, drawn) for at, each in enumerate(packages)),
        end=Tick(_x((duration or 0) + 1, drawn), _("End of the project"))
        if is_beyond
        else None,
    )


def _last_month(packages: Sequence[PackageRow]) -> int:
    drawn: list[PackageRow | PartRow] = [*packages]
    drawn += [each for package in packages for each in package.milestones]
    return max(max(each.start or 0, each.end or 0) for each in drawn)


def month_step(drawn: int) -> int:
    """Return every how many months one is marked, so that their numbers have room."""
    return next((step for most, step in STEPS if drawn <= most), YEAR)


def _x(month: int, drawn: int) -> str:
    """Return where a month begins; the month after the last ends it."""
    return f"{LEFT + (RIGHT - LEFT) * (month - 1) / drawn:.1f}"


def _row(package: PackageRow, at: int, drawn: int) -> GanttRow:
    top = HEAD + ROW * at + 9
    start, end = package.start, package.end
    is_drawn = start is not None and end is not None
    width = (RIGHT - LEFT) * ((end or 0) - (start or 0) + 1) / drawn
    return GanttRow(
        label=package.label,
        title=_shortened(package.title, LETTERS - len(package.label)),
        lead=package.lead.label if package.lead else "",
        months=package.months,
        y=top + 12,
        top=top,
        rule=HEAD + ROW * (at + 1),
        x=_x(start or 1, drawn) if is_drawn else "",
        width=f"{width:.1f}",
        diamonds=tuple(
            Diamond(
                _diamond(each.end, top, drawn), f"{each.label} {_drawable(each.title)}"
            )
            for each in package.milestones
            if each.end is not None
        ),
    )


def _diamond(month: int, top: int, drawn: int) -> str:
    return f"M{_x(month + 1, drawn)} {top - 2}l9 9-9 9-9-9z"


def _drawable(text: str) -> str:
    """Return a text without the characters that no XML may contain."""
    return UNDRAWABLE.sub("", text)


def _shortened(title: str, letters: int) -> str:
    title = _drawable(title)
    return title if len(title) <= letters else f"{title[: letters - 1].rstrip()}…"


def _sentence(package: PackageRow) -> str:
    """Say one work package as somebody would read the picture aloud."""
    words = {
        "label": package.label,
        "title": package.title,
        "months": package.months,
    }
    dated = [each for each in package.milestones if each.end is not None]
    if not dated:
        return _("%(label)s %(title)s: %(months)s.") % words
    marks = ", ".join(f"{each.title} {each.months}" for each in dated)
    sentence = ngettext(
        "%(label)s %(title)s: %(months)s, milestone %(marks)s.",
        "%(label)s %(title)s: %(months)s, milestones %(marks)s.",
        len(dated),
    )
    return sentence % {**words, "marks": marks}
