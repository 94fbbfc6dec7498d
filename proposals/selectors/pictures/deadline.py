"""The days that are left as a picture: the rungs of the ladder to the deadline."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import deadline_words
from proposals.completeness import findings_of
from proposals.enums import Rung
from proposals.selectors.drafts.masthead import countdown, weekday_words
from proposals.selectors.letters.ladder import moment_of
from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Dot,
    Drawing,
    Line,
    Mark,
    Path,
    Text,
    wrapped,
)
from proposals.selectors.pictures.picture import (
    Column,
    EqualTable,
    Ground,
    Picture,
    TableRow,
    Way,
)

KEY = "deadline"
LEFT, RAIL = 34, 12
LINE, LETTERS = 24, 21
"""From one line of a rung to the next, and its letters where they are largest."""


class Step(StrEnum):
    """Where a rung stands as of now; each has an outline of its own."""

    PASSED = "passed"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung, or the deadline itself."""

    name: str
    moment: dt.datetime
    step: Step
    due: str
    """What ends or goes out then."""
    is_deadline: bool = False

    @property
    def when(self) -> str:
        """The moment in Brussels."""
        return weekday_words(self.moment)

    @property
    def state(self) -> str:
        """The step in words."""
        return {
            Step.PASSED: _("Passed"),
            Step.NEXT: _("Next"),
            Step.AHEAD: _("To come"),
        }[self.step]


def deadline_picture(ground: Ground) -> Picture:
    """Return the ladder of a draft as of now."""
    rows = rung_rows(ground)
    public_id = ground.proposal.alliance.public_id
    return Picture(
        key=KEY,
        title=_("Until the deadline"),
        finding=_finding(ground),
        drawing=_drawing(rows),
        table=_table(rows),
        way=Way(_("What is left"), reverse("left", args=[public_id])),
    )


def rung_rows(ground: Ground) -> tuple[RungRow, ...]:
    """Return the rungs in the order of time, the deadline last."""
    deadline = ground.proposal.alliance.call.deadline
    moments = [(str(each.label), moment_of(each, deadline=deadline)) for each in Rung]
    moments.append((_("Deadline"), deadline))
    coming = [moment for _name, moment in moments if moment > ground.now]
    rows, before = [], ground.now
    for name, moment in moments:
        is_deadline = moment == deadline
        due = _due(ground, before, moment, is_deadline=is_deadline)
        step = _step(moment, ground.now, coming)
        rows.append(RungRow(name, moment, step, due, is_deadline))
        before = max(before, moment)
    return tuple(rows)


def _step(moment: dt.datetime, now: dt.datetime, coming: list[dt.datetime]) -> Step:
    if moment <= now:
        return Step.PASSED
    return Step.NEXT if moment == coming[0] else Step.AHEAD


def _due(
    ground: Ground, before: dt.datetime, moment: dt.datetime, *, is_deadline: bool
) -> str:
    """Say what a moment brings or brought: a reminder, the end of links or of all."""
    words = []
    if is_deadline:
        words.append(_end_words(is_past=moment <= ground.now))
    elif ground.proposal.alliance.call.takes_submissions:
        words.append(_reminder_words(ground, moment))
    ends = sum(
        before < each.expires_at <= moment
        for answer in ground.answers.values()
        if (each := answer.request)
    )
    if ends:
        links = ngettext(
            "%(number)d link to a partner ends by then.",
            "%(number)d links to partners end by then.",
            ends,
        )
        words.append(links % {"number": ends})
    return " ".join(words) or "–"


def _end_words(*, is_past: bool) -> str:
    if is_past:
        return _("What arrived from this second on was late.")
    return _("What arrives from this second on is late.")


def _reminder_words(ground: Ground, moment: dt.datetime) -> str:
    if moment > ground.now:
        return _("Whoever has something open gets a mail.")
    if moment < ground.proposal.alliance.created_at:
        return _("This draft began later, so nobody was reminded.")
    return _("Whoever had something open got a mail.")


def _finding(ground: Ground) -> str:
    call = ground.proposal.alliance.call
    when = {"moment": deadline_words(call.deadline)}
    if not call.takes_submissions:
        return _(
            "This call takes no submissions here, so nobody is reminded. Its deadline"
            " is %(moment)s."
        ) % {"moment": when["moment"]}
    if call.deadline <= ground.now:
        return _("The deadline was %(moment)s. The draft is read-only.") % when
    number = len(findings_of(ground.contents))
    left = countdown(call.deadline, now=ground.now)
    open_now = ngettext(
        "%(number)d point is open.", "%(number)d points are open.", number
    ) % {"number": number}
    return f"{left}. {open_now}"


def _drawing(rows: Sequence[RungRow]) -> Drawing:
    marks: list[Mark] = []
    top = 0
    for at, row in enumerate(rows):
        due = wrapped(row.due, WIDTH - LEFT, LETTERS)
        height = LINE * (2 + len(due)) + 16
        if at < len(rows) - 1:
            marks.append(Line(RAIL, top + 21, RAIL, top + height + 21, "rail"))
        marks += _row(row, due, top)
        top += height
    sentences = [f"{row.name}: {row.when}, {row.state}. {row.due}" for row in rows]
    return Drawing(top, tuple(marks), " ".join(sentences))


def _row(row: RungRow, due: Sequence[str], top: float) -> Iterator[Mark]:
    y = top + 26
    yield _node(row, y - 5)
    yield Text(LEFT, y, row.name, "strong")
    yield Text(WIDTH, y, row.state, _style(row), "end")
    yield Text(LEFT, y + LINE, row.when)
    for at, words in enumerate(due, start=2):
        yield Text(LEFT, y + LINE * at, words, "quiet")
    bottom = top + LINE * (2 + len(due)) + 15
    yield Line(LEFT, bottom, WIDTH, bottom)


def _node(row: RungRow, y: float) -> Mark:
    """Draw a rung: full when passed, a diamond when next, hollow when to come."""
    if row.step is Step.NEXT:
        return Path(f"M{RAIL} {y - 9}l9 9-9 9-9-9z", "bar")
    style = "passed" if row.step is Step.PASSED else "hollow"
    if row.is_deadline:
        return Box(RAIL - 7, y - 7, 14, 14, style)
    return Dot(RAIL, y, 7, style)


def _style(row: RungRow) -> str:
    return "strong" if row.step is Step.NEXT else "quiet"


def _table(rows: Sequence[RungRow]) -> EqualTable:
    return EqualTable(
        head=_("Rung"),
        columns=(Column(_("When")), Column(_("State")), Column(_("What then"))),
        rows=tuple(
            TableRow("", each.name, (each.when, each.state, each.due)) for each in rows
        ),
    )
