"""How far confirmations have come, as a picture: one ruled bar for each state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alliances.models import Partnership
from proposals.selectors.asking.stages import Stage
from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Drawing,
    Line,
    Mark,
    Text,
    width_of,
)
from proposals.selectors.pictures.picture import (
    Column,
    EqualTable,
    Ground,
    Picture,
    TableRow,
    Way,
)

KEY = "confirmations"
LEFT, RIGHT = 356, 596
"""Where bars begin, and where one of everybody would end."""
ROW, BAR = 30, 16
RULED = 5
"""The narrowest place of one partner in a bar that still gets a line of its own."""
NOTHING = "–"


class State(Enum):
    """What a partner's answer is to who waits for all of them; in order of lists."""

    CONFIRMED = "bar"
    ASKED = "lines"
    CHANGE = "dots change"
    DECIDED = "dots decided"
    EARLIER = "dots earlier"
    DECLINED = "dots declined"
    LOST = "dots lost"
    WRONG = "dots wrong"
    ENDED = "dots ended"
    NOT_ASKED = "hollow"

    @property
    def style(self) -> str:
        """The filling: full is there, hatched waits, dotted needs somebody here."""
        return self.value.split()[0]


WORDS: dict[State, Promise] = {
    State.CONFIRMED: _lazy("Confirmed"),
    State.ASKED: _lazy("Asked, no answer yet"),
    State.CHANGE: _lazy("Asked for a change"),
    State.DECIDED: _lazy("Change decided"),
    State.EARLIER: _lazy("Confirmed an earlier version"),
    State.DECLINED: _lazy("Declined or withdrawn"),
    State.LOST: _lazy("Mail did not arrive"),
    State.WRONG: _lazy("Wrong address"),
    State.ENDED: _lazy("Link ended"),
    State.NOT_ASKED: _lazy("Not asked yet"),
}
OF_STAGE = {
    Stage.CONFIRMED: State.CONFIRMED,
    **dict.fromkeys((Stage.INVITED, Stage.QUEUED, Stage.WAITING), State.ASKED),
    Stage.CHANGE: State.CHANGE,
    Stage.DECIDED: State.DECIDED,
    Stage.EARLIER: State.EARLIER,
    **dict.fromkeys((Stage.DECLINED, Stage.WITHDRAWN), State.DECLINED),
    **dict.fromkeys((Stage.BOUNCED, Stage.UNSENT), State.LOST),
    Stage.WRONG: State.WRONG,
    **dict.fromkeys((Stage.EXPIRED, Stage.REVOKED), State.ENDED),
    **dict.fromkeys((Stage.NOT_ASKED, Stage.STATED), State.NOT_ASKED),
}


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state and the partners in it."""

    state: State
    partners: tuple[Partnership, ...]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.partners)

    @property
    def words(self) -> str:
        """The state in words."""
        return str(WORDS[self.state])

    @property
    def labels(self) -> str:
        """Who they are, by number."""
        return ", ".join(each.label for each in self.partners) or NOTHING


def confirmations_picture(ground: Ground) -> Picture:
    """Return how far all partners but the applicant are."""
    rows = state_rows(ground)
    asking = reverse("partner-invitations", args=[ground.proposal.alliance.public_id])
    title, number = _("Confirmations"), sum(each.number for each in rows)
    if not number:
        empty = _("There is no partner to ask yet.")
        return Picture(KEY, title, empty)
    return Picture(
        key=KEY,
        title=title,
        finding=_finding(rows, number),
        drawing=_drawing(rows, number),
        table=_table(rows, number),
        way=Way(_("Ask partners to confirm"), asking),
    )


def state_rows(ground: Ground) -> tuple[StateRow, ...]:
    """Return every state with the partners in it, also states nobody is in."""
    answers = ground.answers
    return tuple(
        StateRow(
            state,
            tuple(
                each
                for each in ground.asked
                if OF_STAGE[answers[each.pk].stage] is state
            ),
        )
        for state in State
    )


def _finding(rows: Sequence[StateRow], number: int) -> str:
    found = {each.state: each.number for each in rows}
    sentence = ngettext(
        "%(confirmed)d of %(number)d partner has confirmed.",
        "%(confirmed)d of %(number)d partners have confirmed.",
        number,
    ) % {"confirmed": found[State.CONFIRMED], "number": number}
    acting = sum(each.number for each in rows if each.state.style == "dots")
    if not acting:
        return sentence
    more = ngettext(
        "%(number)d needs something from you.",
        "%(number)d need something from you.",
        acting,
    ) % {"number": acting}
    return f"{sentence} {more}"


def _drawing(rows: Sequence[StateRow], number: int) -> Drawing:
    place = (RIGHT - LEFT) / number
    marks: list[Mark] = [Line(0, 1, WIDTH, 1, "rule")]
    for at, row in enumerate(rows):
        marks += _row(row, ROW * at, place)
    floor = ROW * len(rows)
    marks.append(Line(0, floor + 1, WIDTH, floor + 1, "rule"))
    sentences = [f"{row.words}: {row.number}." for row in rows]
    return Drawing(floor + 8, tuple(marks), " ".join(sentences))


def _row(row: StateRow, top: float, place: float) -> Iterator[Mark]:
    y = top + 20
    yield Text(0, y, row.words, "text" if row.number else "quiet")
    yield Text(WIDTH, y, str(row.number), "strong" if row.number else "quiet", "end")
    end = LEFT + place * row.number
    if row.number:
        yield Box(LEFT, y - 13, end - LEFT, BAR, row.state.style)
        yield from _ruled(row, y - 13, place)
    if row.number and width_of(row.labels) < RIGHT - end - 16:
        yield Text(end + 8, y, row.labels, "quiet-wide")
    yield Line(0, top + ROW, WIDTH, top + ROW)


def _ruled(row: StateRow, top: float, place: float) -> Iterator[Mark]:
    """Rule a bar, so that its partners can be counted."""
    style = "grid" if row.state.style == "hollow" else "cut"
    for each in range(1, row.number if place >= RULED else 1):
        x = LEFT + place * each
        yield Line(x, top, x, top + BAR, style)


def _table(rows: Sequence[StateRow], number: int) -> EqualTable:
    return EqualTable(
        head=_("State"),
        columns=(Column(_("Partners")), Column(_("How many"), is_number=True)),
        rows=tuple(
            TableRow("", each.words, (each.labels, str(each.number))) for each in rows
        ),
        foot=(TableRow("", _("Total"), ("", str(number))),),
    )
