"""The rates of mobility in words, with how sure each of them is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility.core import Confidence
from eligibility.words import figure, money_alike
from proposals.budget import Band, BandKind


@dataclass(frozen=True, slots=True)
class BandLine:
    """A rate and what it is for."""

    words: str
    amount: str
    is_found: bool
    source: str


def band_lines(bands: Iterable[Band]) -> tuple[BandLine, ...]:
    """Return rates as lines of a table, travel first."""
    order = list(BandKind)
    ordered = sorted(bands, key=lambda each: (order.index(each.kind), each.first))
    write = money_alike(*(each.amount for each in ordered))
    return tuple(_line(each, write(each.amount)) for each in ordered)


def _line(band: Band, amount: str) -> BandLine:
    first, last = figure(band.first), figure(band.last or 0)
    kinds = {
        BandKind.TRAVEL: _("Return trip, one way %(range)s km"),
        BandKind.STAFF: _("Staff, days %(range)s, per day"),
        BandKind.LEARNER: _("Learners, days %(range)s, per day"),
    }
    span = f"{first}–{last}" if band.last is not None else _("%s and more") % first
    return BandLine(
        words=kinds[band.kind] % {"range": span},
        amount=amount,
        is_found=band.confidence is Confidence.FOUND,
        source=band.source,
    )
