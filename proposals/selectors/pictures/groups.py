"""Countries against the groups of the rules as a picture: found, and needed."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import messages
from eligibility.core import Outcome, Reading
from eligibility.words import together
from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Drawing,
    Line,
    Mark,
    Text,
    fitted,
    verdict_marks,
    width_of,
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
from proposals.selectors.standing.matrix import Cell, Matrix, Total, matrix_of
from proposals.selectors.standing.verdicts import MARKS

KEY = "groups"
LEFT = 160
"""Where the first group begins; before it stand the countries."""
ROW, HEAD = 26, 18
"""Height of a row, and of a line of the heads."""
FIGURE = 18
"""Where a figure begins, behind the mark of its verdict."""
GAP = 16
"""Between the words of one head and those of the next."""
SEMIBOLD = 1.1
"""How much wider semibold letters are."""
Places = Sequence[tuple[float, float]]
"""Where each column begins, and how wide it is."""
NOTHING = "–"
OUTCOMES = {mark: outcome for outcome, mark in MARKS.items()}


def groups_picture(ground: Ground) -> Picture:
    """Return who covers what; no query."""
    matrix = matrix_of(ground.snapshot, ground.report)
    add = reverse("partner-add", args=[ground.proposal.alliance.public_id])
    title = _("Countries and groups")
    if not matrix.rows:
        empty = _("No organisation takes part yet, so there is nothing to count.")
        return Picture(KEY, title, empty, way=Way(_("Add a partner"), add))
    wanted = next((each for each in _planned(matrix) if each.missing), None)
    return Picture(
        key=KEY,
        title=title,
        is_narrow=False,
        note=_("* counts towards no minimum") if matrix.has_uncounted else "",
        finding=_finding(matrix),
        drawing=_drawing(matrix),
        table=_table(matrix),
        way=Way(_("Add a partner to a group that lacks one"), f"{add}?{wanted.query}")
        if wanted
        else None,
    )


def _planned(matrix: Matrix) -> list[Total]:
    return [_of(totals, Reading.PLANNED) for totals in matrix.totals]


def _of(totals: tuple[Total, ...], reading: Reading) -> Total:
    return next(each for each in totals if each.reading == reading.value)


def _finding(matrix: Matrix) -> str:
    number = sum(len(cell.entries) for row in matrix.rows for cell in row.cells)
    words = ngettext(
        "%(number)d organisation takes part.",
        "%(number)d organisations take part.",
        number,
    ) % {"number": number}
    return f"{words} {_filled(matrix)}"


def _filled(matrix: Matrix) -> str:
    """Say in a sentence whether every group has enough, as planned."""
    if not matrix.totals:
        return _("The rules count no groups here.")
    lacking = [
        _("%(group)s (%(number)d more)") % {"group": title, "number": total.missing}
        for title, total in zip(matrix.columns, _planned(matrix), strict=False)
        if total.missing
    ]
    if lacking:
        return _("As planned these groups lack organisations: %s.") % together(lacking)
    # What cannot be told yet lacks nobody for certain, and is not filled either.
    if all(OUTCOMES[each.mark] is Outcome.MET for each in _planned(matrix)):
        return _("As planned every group has what it needs.")
    return _("As planned it cannot be told yet whether groups are filled.")


def _drawing(matrix: Matrix) -> Drawing:
    places = _places(matrix)
    heads = [
        wrapped(title, (width - GAP) / SEMIBOLD)
        for title, (_x, width) in zip(matrix.columns, places, strict=True)
    ]
    top = HEAD * max(len(each) for each in heads) + 8
    floor = top + ROW * len(matrix.rows)
    return Drawing(
        height=floor + (ROW * len(Reading) if matrix.totals else 0) + 8,
        marks=(
            *_heads(heads, places, top),
            *_rows(matrix, places, top),
            Line(0, floor, WIDTH, floor, "rule"),
            *_totals(matrix, places, floor),
        ),
        words=_in_words(matrix),
    )


def _places(matrix: Matrix) -> Places:
    """Give each column room for its longest word or figure, the rest to all alike."""
    needs = [
        GAP + max((width_of(each) * SEMIBOLD for each in title.split()), default=0)
        for title in matrix.columns
    ]
    for at, totals in enumerate(matrix.totals):
        for each in totals:
            figure = width_of(each.figure) * SEMIBOLD + FIGURE + GAP
            needs[at] = max(needs[at], figure)
    spare = (WIDTH - LEFT - sum(needs)) / len(needs)
    widths = [each + spare for each in needs]
    return [(LEFT + sum(widths[:at]), width) for at, width in enumerate(widths)]


def _heads(heads: list[tuple[str, ...]], places: Places, top: float) -> Iterator[Mark]:
    yield Text(0, top - 10, _("Country"), "quiet-wide")
    for (x, _width), lines in zip(places, heads, strict=True):
        first = top - 10 - HEAD * (len(lines) - 1)
        for line, words in enumerate(lines):
            yield Text(x, first + HEAD * line, words, "head")
    yield Line(0, top, WIDTH, top, "rule")


def _rows(matrix: Matrix, places: Places, top: float) -> Iterator[Mark]:
    for at, row in enumerate(matrix.rows):
        y = top + ROW * at + 18
        name = fitted(row.country, LEFT - 40)
        yield Text(0, y, row.code, "strong", more=name)
        for (x, width), cell in zip(places, row.cells, strict=True):
            yield from _cell(cell, x, y, width)
        yield Line(0, y + 8, WIDTH, y + 8)


def _cell(cell: Cell, x: float, y: float, width: float) -> Iterator[Mark]:
    """Draw how many there are as a plate with the figure, and who they are."""
    if not cell.entries:
        yield Text(x + 4, y, NOTHING, "quiet")
        return
    yield Box(x, y - 15, 26, 20, "tint")
    yield Text(x + 13, y, str(len(cell.entries)), "strong", "middle")
    yield Text(x + 34, y, fitted(_labels(cell), width - 42), "quiet-wide")


def _labels(cell: Cell) -> str:
    return ", ".join(
        f"{each.label}{'' if each.counts else '*'}" for each in cell.entries
    )


def _totals(matrix: Matrix, places: Places, floor: float) -> Iterator[Mark]:
    for at, reading in enumerate(Reading if matrix.totals else ()):
        y = floor + ROW * at + 18
        yield Text(0, y, _reading_words(reading), "text-small")
        for (x, _width), totals in zip(places, matrix.totals, strict=False):
            total = _of(totals, reading)
            yield from verdict_marks(total.mark, x + 6, y)
            yield Text(x + FIGURE, y, total.figure, "strong")


def _reading_words(reading: Reading) -> str:
    return _("As planned") if reading is Reading.PLANNED else _("As confirmed")


def _total_words(total: Total) -> str:
    """Write a figure with its verdict: "6 of 5, met"."""
    words = {
        "figure": total.figure,
        "verdict": messages.outcome_word(OUTCOMES[total.mark]).lower(),
    }
    return _("%(figure)s, %(verdict)s") % words


def _in_words(matrix: Matrix) -> str:
    sentences = [
        f"{_reading_words(reading)}: "
        + ", ".join(
            f"{title} {_total_words(_of(totals, reading))}"
            for title, totals in zip(matrix.columns, matrix.totals, strict=False)
        )
        for reading in (Reading if matrix.totals else ())
    ]
    return ". ".join([_finding(matrix), *sentences])


def _table(matrix: Matrix) -> EqualTable:
    return EqualTable(
        head=_("Country"),
        columns=tuple(Column(each) for each in matrix.columns),
        rows=tuple(
            TableRow(
                row.code,
                f"{row.country}, {row.note}" if row.note else row.country,
                tuple(_cell_words(each) for each in row.cells),
            )
            for row in matrix.rows
        ),
        foot=tuple(
            TableRow(
                "",
                _reading_words(reading),
                (
                    *(_total_words(_of(each, reading)) for each in matrix.totals),
                    str(matrix.neither or NOTHING),
                ),
            )
            for reading in (Reading if matrix.totals else ())
        ),
    )


def _cell_words(cell: Cell) -> str:
    """Write how many and who: "3: P1, P4, P9"."""
    if not cell.entries:
        return NOTHING
    return f"{len(cell.entries)}: {_labels(cell)}"
