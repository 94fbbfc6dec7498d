"""Money as bars: who or what has how much of the budget, the largest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import locale
from eligibility.words import Writer, money_alike
from proposals.budget import Grant, share_of
from proposals.selectors.pictures.drawing import (
    WIDTH,
    Box,
    Drawing,
    Line,
    Mark,
    Text,
    names,
    taller,
)
from proposals.selectors.pictures.picture import Column, EqualTable, TableRow

LEFT, RIGHT, SHARE = 260, 456, 522
"""Where bars begin and the longest one ends; where shares end."""
ROW, BAR, BASE = 28, 16, 19
"""Height of a row with one line of a name, of its bar, and where its words stand."""
LABEL = 48
"""Room for a label before a name."""
MOST = 60
"""Bars drawn; the rest stands together below them, and the table has each."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Share:
    """One partner, country or work package and its money, EUR."""

    label: str
    name: str
    grant: Grant
    is_uncounted: bool = False
    """Whether it has days that no rate turns into money."""

    @property
    def total(self) -> Decimal:
        """All of its money."""
        return self.grant.total


def by_size(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Return them the largest first; equal ones stay as they were."""
    return tuple(sorted(shares, key=lambda each: -each.total))


def money_words(share: Share, write: Writer) -> str:
    """Write its money; nothing is a dash, and unknown is not nothing."""
    if share.total:
        return write(share.total)
    return _("not counted") if share.is_uncounted else NOTHING


def share_words(part: Decimal, whole: Decimal) -> str:
    """Write a share in per cent: "12.5%"."""
    return format_decimal(share_of(part, whole), "0.0", locale=locale()) + "%"


def shares_drawing(shares: Sequence[Share], whole: Decimal) -> Drawing:
    """Draw one bar for each of `shares`, which are in the order of size."""
    drawn = list(shares[:MOST])
    if rest := shares[MOST:]:
        drawn.append(_together(rest))
    most = max(each.total for each in drawn)
    write = money_alike(whole, *(each.total for each in drawn))
    marks: list[Mark] = [Line(0, 1, WIDTH, 1, "rule")]
    floor = 0.0
    for each in drawn:
        name = names(LABEL, floor + BASE, each.name, LEFT - LABEL - 12, "text-wide")
        marks += [*name, *_row(each, floor + BASE, (most, whole), write)]
        floor += ROW + taller(name)
        marks.append(Line(0, floor, WIDTH, floor))
    marks.append(Line(0, floor + 1, WIDTH, floor + 1, "rule"))
    marks += _foot(write(whole), floor + 20)
    has_mobility = any(each.grant.mobility for each in drawn)
    if has_mobility:
        marks += _key(floor + 20 + ROW)
    words = " ".join(
        f"{each.label} {each.name}: {money_words(each, write)}." for each in drawn
    )
    return Drawing(floor + ROW * (2 if has_mobility else 1) + 8, tuple(marks), words)


def _together(rest: Sequence[Share]) -> Share:
    words = ngettext("%(number)d more", "%(number)d more together", len(rest))
    name = words % {"number": len(rest)}
    return Share("+", name, sum_of(each.grant for each in rest))


def sum_of(grants: Iterable[Grant]) -> Grant:
    """Add grants up, kind by kind."""
    those = list(grants)
    return Grant(
        _sum(each.implementation for each in those),
        _sum(each.travel for each in those),
        _sum(each.subsistence for each in those),
    )


def _row(
    share: Share, y: float, scale: tuple[Decimal, Decimal], write: Writer
) -> Iterator[Mark]:
    most, whole = scale
    yield Text(0, y, share.label or NOTHING, "strong")
    unit = float((RIGHT - LEFT) / most) if most else 0
    days = round(float(share.grant.implementation) * unit, 1)
    journeys = round(float(share.grant.mobility) * unit, 1)
    if days:
        yield Box(LEFT, y - 13, days, BAR, "bar")
    if journeys:
        yield Box(LEFT + days, y - 13, journeys, BAR, "lines")
    if share.total:
        yield Text(SHARE, y, share_words(share.total, whole), "quiet-wide", "end")
    yield Text(
        WIDTH, y, money_words(share, write), "text" if share.total else "quiet", "end"
    )


def _foot(whole: str, y: float) -> Iterator[Mark]:
    yield Text(0, y, _("Total"), "strong")
    yield Text(WIDTH, y, whole, "strong", "end")


def _key(y: float) -> Iterator[Mark]:
    yield Box(1, y - 12, 24, 14, "bar")
    yield Text(34, y, _("Implementation"))
    yield Box(LEFT, y - 12, 24, 14, "lines")
    yield Text(LEFT + 34, y, _("Mobility"))


def shares_table(head: str, shares: Sequence[Share], whole: Decimal) -> EqualTable:
    """Write all of `shares`, also those that a drawing puts together."""
    grants = [each.grant for each in shares]
    days, away = (
        money_alike(*(each.implementation for each in grants)),
        money_alike(*(each.mobility for each in grants)),
    )
    total, sums = money_alike(whole, *(each.total for each in grants)), sum_of(grants)
    return EqualTable(
        head=head,
        columns=tuple(
            Column(each, is_number=True)
            for each in (_("Implementation"), _("Mobility"), _("Total"), _("Share"))
        ),
        rows=tuple(
            TableRow(
                each.label,
                each.name,
                (
                    _amount(each.grant.implementation, days),
                    _amount(each.grant.mobility, away),
                    money_words(each, total),
                    share_words(each.total, whole) if each.total else NOTHING,
                ),
            )
            for each in shares
        ),
        foot=(
            TableRow(
                "",
                _("Total"),
                (
                    _amount(sums.implementation, days),
                    _amount(sums.mobility, away),
                    total(whole),
                    share_words(whole, whole),
                ),
            ),
        ),
    )


def _amount(amount: Decimal, write: Writer) -> str:
    return write(amount) if amount else NOTHING


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
