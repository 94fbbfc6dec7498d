"""The call linter: may a call be opened, or is there something nobody could pass?

Pure: law, tables and a moment in, problems out. It guards opening, not history: a call
that takes no submissions may lack what it likes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Standing
from alliances.files.partners import MOST_PARTNERS
from alliances.files.tables import ReferenceTables
from eligibility import messages
from eligibility.core import Lot, ProjectType, Rulebook, Sector, unmeetable
from eligibility.snapshots import places_of
from eligibility.words import country_name, deadline_words, together

LISTED = "listed"
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class LintProblem:
    """One thing that keeps a call from being opened."""

    id: str
    """Stable, as `sector-list-empty`."""
    place: str
    """Where it is, as the rulebook's own problems name places."""
    remedy: str
    """What is wrong and what to do, in a sentence or two."""

    def __str__(self) -> str:
        return f"{self.id}: {self.place}: {self.remedy}"


CHECKS = (
    "not-established",
    "deadline-without-zone",
    "deadline-past",
    "closes-before-it-opens",
    "lot-without-type",
    "no-programme-country",
    "rates-missing",
    "sector-list-empty",
    "value-gap",
    "nobody-can-submit",
)
"""Everything that is looked at, in the order in which it is told."""

HIDING = {
    "not-established": frozenset(CHECKS) - {"not-established"},
    "deadline-without-zone": frozenset({"deadline-past", "closes-before-it-opens"}),
    "value-gap": frozenset({"nobody-can-submit"}),
}
"""What cannot be looked at, or not everywhere, while something else is wrong."""


def lint(
    rulebook: Rulebook, tables: ReferenceTables, *, now: dt.datetime
) -> tuple[LintProblem, ...]:
    """Return what keeps a call from being opened at `now`; nothing if it may be.

    That nobody could submit is shown by a consortium made up for each type of project
    and each day on which a value changes: a clause it does not meet nobody meets.
    """
    if not rulebook.is_established or not rulebook.lots:
        remedy = _("The rules are not established, so nothing could be checked.")
        return (LintProblem("not-established", "established", remedy),)
    return (
        *_deadline(rulebook, now),
        *_countries(tables),
        *(each for lot in rulebook.lots for each in _lot(rulebook, lot, tables)),
    )


def hidden_by(found: Iterable[LintProblem]) -> frozenset[str]:
    """Name the checks of which nothing is known because of what was found."""
    names = {each.id for each in found}
    hidden = (HIDING.get(each, frozenset()) for each in names)
    return frozenset[str]().union(*hidden) - names


def is_open_or_will_be(rulebook: Rulebook, now: dt.datetime) -> bool:
    """Say whether the call takes submissions and its deadline lies ahead."""
    return rulebook.takes_submissions and rulebook.deadline > now


def check_title(name: str) -> str:
    """Name a check as a heading on a list of them."""
    return {
        "not-established": _("The rules are established"),
        "deadline-without-zone": _("The deadline has a time zone"),
        "deadline-past": _("The deadline lies ahead"),
        "closes-before-it-opens": _("It opens before it closes"),
        "lot-without-type": _("Every Lot has a type of project"),
        "no-programme-country": _("There are Programme countries"),
        "rates-missing": _("Every Programme country has unit costs"),
        "sector-list-empty": _("Every list of sectors that is asked for is there"),
        "value-gap": _("Every clause has a value on every day"),
        "nobody-can-submit": _("Somebody could meet every clause"),
    }[name]


def _deadline(rulebook: Rulebook, now: dt.datetime) -> Iterator[LintProblem]:
    if rulebook.deadline.utcoffset() is None:
        remedy = _('It has no time zone. Write zone = "Europe/Brussels".')
        yield LintProblem("deadline-without-zone", "deadline.zone", remedy)
        return
    if rulebook.deadline <= now:
        remedy = _("%(deadline)s has passed. Write a later day, or leave it closed.")
        words = remedy % {"deadline": deadline_words(rulebook.deadline)}
        yield LintProblem("deadline-past", "deadline.date", words)
    if rulebook.deadline.date() < rulebook.opens:
        remedy = _("The deadline lies before the first day. Correct one of the two.")
        yield LintProblem("closes-before-it-opens", "opens.date", remedy)


def _countries(tables: ReferenceTables) -> Iterator[LintProblem]:
    """Ask for Programme countries, each with rates; territories have none."""
    rated = {each.country for each in tables.rates}
    own = [
        each.code
        for each in tables.countries
        if each.standing == Standing.PROGRAMME and not each.counts_as
    ]
    if not own:
        remedy = _("No country has this status. Load the countries of the call.")
        yield LintProblem("no-programme-country", _("table of countries"), remedy)
    if missing := [country_name(each) for each in own if each not in rated]:
        named = missing[:MOST_NAMED]
        if len(missing) > MOST_NAMED:
            rest = len(missing) - MOST_NAMED
            named.append(_("%(number)d more") % {"number": rest})
        remedy = _("No unit costs for %(countries)s. Load the rates of the call.")
        words = remedy % {"countries": together(named)}
        yield LintProblem("rates-missing", _("table of rates"), words)


def _lot(
    rulebook: Rulebook, lot: Lot, tables: ReferenceTables
) -> Iterator[LintProblem]:
    place = f"lots[{lot.code}]"
    if not lot.project_types:
        remedy = _("A Lot needs a type of project, or nobody can start in it.")
        yield LintProblem("lot-without-type", place, remedy)
    sectors = tuple(
        Sector(each.slug, each.title) for each in tables.sectors if each.lot == lot.code
    )
    for kind in lot.project_types:
        at = f"{place}.project_types[{kind.code}]"
        is_listed = any(each.clause.check == LISTED for each in kind.clauses)
        if is_listed and not sectors:
            remedy = _("A clause asks for a sector of the list, which is empty.")
            yield LintProblem("sector-list-empty", at, remedy)
        gaps = [each.clause for each in kind.clauses if _has_gap(rulebook, each.values)]
        for clause in gaps:
            remedy = _("%(clause)s has no value on the first day of the call.")
            words = remedy % {"clause": messages.clause_title(clause)}
            yield LintProblem("value-gap", f"{at}, clauses[{clause.id}]", words)
        if not gaps:
            yield from _unmeetable(rulebook, lot, kind, tables, sectors)


def _has_gap(rulebook: Rulebook, values: tuple[object, ...]) -> bool:
    first = values[0] if values else None
    return first is None or getattr(first, "since", rulebook.opens) > rulebook.opens


def _unmeetable(
    rulebook: Rulebook,
    lot: Lot,
    kind: ProjectType,
    tables: ReferenceTables,
    sectors: tuple[Sector, ...],
) -> Iterator[LintProblem]:
    """Name each clause that nobody meets on some day, once."""
    titles = {e.clause.id: messages.clause_title(e.clause) for e in kind.clauses}
    clauses = {
        clause: None
        for day in _days(rulebook, kind)
        for clause in unmeetable(
            rulebook,
            lot=lot.code,
            project_type=kind.code,
            on=day,
            places=places_of(tables.countries),
            sectors=sectors,
            most=MOST_PARTNERS,
        )
    }
    for clause in clauses:
        remedy = _(
            "%(clause)s: no consortium can meet this with the countries and lists of"
            " the call. Correct its value, or load what is missing."
        ) % {"clause": titles[clause]}
        place = f"lots[{lot.code}].project_types[{kind.code}], clauses[{clause}]"
        yield LintProblem("nobody-can-submit", place, remedy)


def _days(rulebook: Rulebook, kind: ProjectType) -> list[dt.date]:
    """Return the days of the call on which something else may hold."""
    last = rulebook.deadline.date()
    changes = {value.since for each in kind.clauses for value in each.values}
    return sorted(
        {
            rulebook.opens,
            max(last, rulebook.opens),
            *(day for day in changes if rulebook.opens < day <= last),
        }
    )
