"""What a table changes, row by row and side by side, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import Confidence, MobilityKind, Standing
from alliances.files.countries import shipped_countries
from alliances.files.diff import Diff
from alliances.files.mobility import MobilityRow
from alliances.files.nace import NaceRow
from alliances.files.tables import CountryRow, RateRow, RegisteredCountry, SectorRow
from alliances.words import country_words

AnyRow = CountryRow | SectorRow | RateRow | MobilityRow | RegisteredCountry | NaceRow
KINDS = ("added", "changed", "removed")
EU_CODES = {"GR": "EL", "GB": "UK"}
KOSOVO = "XK"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what a row says; changed pieces stand out."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Used:
    """In how many drafts what a row names is used, and where they are listed."""

    drafts: int
    """Open ones."""
    address: str
    """Empty where there is none."""
    submitted: int = 0
    """Those whose submission stands and that may be submitted again."""
    submitted_address: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row that comes, changes or goes; a side it is not on is empty."""

    kind: str
    sign: str
    word: str
    code: str
    name: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    key: str = ""
    """What tells the row apart; empty where nobody asks."""
    used: Used | None = None
    """None where no drafts are counted."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two tables."""

    id: str
    """What a page calls its heading."""
    added: int
    changed: int
    removed: int
    unchanged: int
    rows: tuple[ChangeRow, ...]
    shown: str
    """The kind of change the rows are limited to; empty for all."""
    has_kosovo: bool
    """Whether a row names Kosovo, which takes a footnote."""
    has_uses: bool = False
    """Whether each row says in how many drafts it is used."""


def changes_of(
    difference: Diff[Any], *, name: str = "changes", kind: str = ""
) -> Changes:
    """Return a difference as it is shown; `kind` limits the rows to one."""
    shown = kind if kind in KINDS else ""
    rows = [each for each in _rows(difference) if shown in ("", each.kind)]
    return Changes(
        id=name,
        added=len(difference.added),
        changed=len(difference.changed),
        removed=len(difference.removed),
        unchanged=len(difference.unchanged),
        rows=tuple(rows),
        shown=shown,
        has_kosovo=any(each.code == KOSOVO for each in rows),
    )


def _rows(difference: Diff[Any]) -> Iterator[ChangeRow]:
    for each in difference.added:
        yield _row("added", "+", _("Added"), each, (), _plain(each))
    for before, after in difference.changed:
        old, new = _sides(before, after)
        yield _row("changed", "~", _("Changed"), after, old, new)
    for each in difference.removed:
        yield _row("removed", "–", _("Removed"), each, _plain(each), ())


def _row(
    kind: str,
    sign: str,
    word: str,
    row: Any,  # noqa: ANN401  # any of the three rows
    before: tuple[Part, ...],
    after: tuple[Part, ...],
) -> ChangeRow:
    code, name = _name(row)
    return ChangeRow(kind, sign, word, code, name, before, after, key=row.key)


def _name(row: Any) -> tuple[str, str]:  # noqa: ANN401  # any of the three rows
    if isinstance(row, SectorRow):
        return row.lot, row.title
    if isinstance(row, MobilityRow):
        return str(MobilityKind(row.kind).label), _band(row)
    if isinstance(row, RegisteredCountry):
        return row.code, row.name
    if isinstance(row, NaceRow):
        return row.code, row.title
    listed = shipped_countries().get(row.key, "")
    name = country_words(row.key, listed) if listed else ""
    return EU_CODES.get(row.key, row.key), name


def _plain(row: Any) -> tuple[Part, ...]:  # noqa: ANN401  # any of the three rows
    return tuple(Part(text, is_changed=False) for text in _words(row) if text)


def _sides(before: Any, after: Any) -> tuple[tuple[Part, ...], tuple[Part, ...]]:  # noqa: ANN401  # any of the three rows
    """Return both sides; what was dropped is said on the new one, not left out."""
    old, new = [], []
    for was, becomes in zip_longest(_words(before), _words(after), fillvalue=""):
        is_changed = was != becomes
        if was:
            old.append(Part(was, is_changed=False))
        if becomes or is_changed:
            text = becomes or _("no longer: %(was)s") % {"was": was}
            new.append(Part(text, is_changed))
    return tuple(old), tuple(new)


def _words(row: AnyRow) -> list[str]:
    """Say a row's columns in one order; an empty text where one says nothing."""
    if isinstance(row, RegisteredCountry | NaceRow):
        return _shared_words(row)
    if isinstance(row, CountryRow):
        return [
            str(Standing(row.standing).label),
            _("EU Member State") if row.is_eu_member else "",
            _("counts as %(code)s") % {"code": row.counts_as} if row.counts_as else "",
            _("region %(region)s") % {"region": row.region} if row.region else "",
        ]
    if isinstance(row, SectorRow):
        return [row.title, row.slug]
    if isinstance(row, MobilityRow):
        confidence = str(Confidence(row.confidence).label)
        return [f"EUR {_amount(row.amount)}", _band(row), confidence, row.source]
    amounts = (row.manager, row.teacher, row.technician, row.administrative)
    return [
        _("group %(group)s") % {"group": row.group},
        " / ".join(_amount(each) for each in amounts),
    ]


def _shared_words(row: RegisteredCountry | NaceRow) -> list[str]:
    if isinstance(row, RegisteredCountry):
        return [row.name, _("EU code %(code)s") % {"code": row.eu_code}]
    above = _("part of %(code)s") % {"code": row.parent} if row.parent else ""
    return [row.title, above]


def _amount(amount: Decimal) -> str:
    """Write an amount as people do: 88, and 74.50 where there are cents."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def _band(row: MobilityRow) -> str:
    """Say which kilometres or days a rate is for."""
    words = {"first": row.first, "last": row.last}
    is_travel = row.kind == MobilityKind.TRAVEL
    if row.last is None:
        return (
            _("from %(first)d km") if is_travel else _("from day %(first)d")
        ) % words
    return (
        _("%(first)d to %(last)d km") if is_travel else _("days %(first)d to %(last)d")
    ) % words
