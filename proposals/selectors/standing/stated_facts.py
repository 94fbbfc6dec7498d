"""The single facts a clause asks for: what is stated, and what is allowed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from alliances.words import own_words
from eligibility.core import ConsortiumSnapshot, Finding
from eligibility.words import money, months


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table: a name and what stands there."""

    name: str
    value: str


def stated_facts(finding: Finding, snapshot: ConsortiumSnapshot) -> Iterator[Fact]:
    """Return the facts behind a clause on duration, sector or grant, else none."""
    yield from {
        "value-in": _duration,
        "listed": _sector,
        "at-most": _grant,
    }.get(finding.clause.check, _none)(finding, snapshot)


def _none(_finding: Finding, _snapshot: ConsortiumSnapshot) -> Iterator[Fact]:
    yield from ()


def _duration(finding: Finding, snapshot: ConsortiumSnapshot) -> Iterator[Fact]:
    yield Fact(_("Duration stated"), _months(snapshot))
    allowed = finding.value.value
    if isinstance(allowed, tuple):
        yield Fact(_("Allowed"), months(allowed))


def _sector(_finding: Finding, snapshot: ConsortiumSnapshot) -> Iterator[Fact]:
    stated = (snapshot.sector or "").strip()
    named = [
        own_words(each.title) for each in snapshot.sectors if each.is_named(stated)
    ]
    yield Fact(_("Sector stated"), (named or [stated])[0] or _("not stated"))
    yield Fact(
        _("On the list"), ", ".join(own_words(each.title) for each in snapshot.sectors)
    )


def _grant(finding: Finding, snapshot: ConsortiumSnapshot) -> Iterator[Fact]:
    grant = snapshot.grant_requested
    yield Fact(
        _("Grant stated"), _("not stated") if grant is None else money(Decimal(grant))
    )
    yield Fact(_("Duration stated"), _months(snapshot))
    ceilings = finding.value.value
    for duration, ceiling in ceilings.items() if isinstance(ceilings, Mapping) else ():
        name = _("Ceiling for %(months)s") % {"months": months([duration])}
        yield Fact(name, money(ceiling))


def _months(snapshot: ConsortiumSnapshot) -> str:
    duration = snapshot.duration_months
    return months([duration]) if duration else _("not stated")
