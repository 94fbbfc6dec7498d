"""Two versions of the law of one call: its days, Lots, types of project and clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility.core import Lot, ProjectType, Rulebook
from eligibility.selectors.rule_changes import ClauseChange, clause_changes
from eligibility.selectors.rules import lot_title
from eligibility.words import deadline_words

Kinds = Mapping[tuple[str, str], tuple[Lot, ProjectType]]


@dataclass(frozen=True, slots=True)
class FactChange:
    """Something the law says of the whole call that is another thing now."""

    name: str
    before: str
    """Empty where it is new."""
    after: str
    """Empty where it is gone."""


@dataclass(frozen=True, slots=True)
class ClauseMove:
    """One clause that is not what it was, alike for some types of project."""

    change: ClauseChange
    kinds: tuple[str, ...]
    """The Lots and types of project it binds, by name."""


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What differs between two versions; both lists are empty where nothing does."""

    facts: tuple[FactChange, ...]
    clauses: tuple[ClauseMove, ...]
    """In the order of the law; what binds several types alike stands once."""

    @property
    def is_nothing(self) -> bool:
        """Whether only remarks, order or the writing of the text differ."""
        return not self.facts and not self.clauses


def version_changes(before: Rulebook | None, after: Rulebook) -> VersionChanges:
    """Compare two versions by clause and argument; with none, everything is new."""
    old = before or replace(after, lots=())
    return VersionChanges(
        facts=tuple(fact_changes(before, after)) if before else (),
        clauses=tuple(_moves(old, after)),
    )


def fact_changes(before: Rulebook, after: Rulebook) -> Iterator[FactChange]:
    """Return what differs of the whole call: its days, its Lots, what it takes."""
    old, new = _facts(before), _facts(after)
    for name in {**old, **new}:
        if old.get(name, "") != new.get(name, ""):
            yield FactChange(name, old.get(name, ""), new.get(name, ""))


def kind_name(lot: Lot, kind: ProjectType) -> str:
    """Name a type of project with its Lot, as "Lot 2 · Blueprint"."""
    words = {"number": lot.number}
    number = _("Lot %(number)d") % words if lot.number else own_words(lot.title)
    return " · ".join(dict.fromkeys([number, own_words(kind.title)]))


def _facts(rulebook: Rulebook) -> dict[str, str]:
    facts = {
        _("Title"): rulebook.title,
        _("Published as"): rulebook.reference,
        _("Opens"): day_words(rulebook.opens),
        _("Deadline"): deadline_words(rulebook.deadline),
        _("Partners who have not confirmed"): _("may be submitted after a warning")
        if rulebook.pending_partners == "warn"
        else _("keep an alliance from being submitted"),
        _("Unverified clauses that are not met"): _("may be submitted once named")
        if rulebook.unverified_clauses == "warn"
        else _("keep an alliance from being submitted"),
        _("Submissions here"): _("taken") if rulebook.takes_submissions else _("none"),
        _("Offered first"): _("yes") if rulebook.is_default else _("no"),
        _("Rules"): _("established")
        if rulebook.is_established
        else _("not established"),
        _("Note"): rulebook.note or "",
    }
    for lot in rulebook.lots:
        facts[lot.code] = lot_title(lot)
        for kind in lot.project_types:
            facts[f"{lot.code} · {kind.code}"] = kind.title
    return facts


def _moves(before: Rulebook, after: Rulebook) -> Iterator[ClauseMove]:
    found: dict[ClauseChange, list[str]] = {}
    old, new = _kinds(before), _kinds(after)
    for key in {**new, **old}:
        lot, kind = new.get(key) or old[key]
        nothing = replace(kind, clauses=())
        was, now = (each[key][1] if key in each else nothing for each in (old, new))
        for change in clause_changes((before, was), (after, now), is_one_call=True):
            if change.differences:
                found.setdefault(change, []).append(kind_name(lot, kind))
    for change, kinds in found.items():
        yield ClauseMove(change, tuple(kinds))


def _kinds(rulebook: Rulebook) -> Kinds:
    return {
        (lot.code, kind.code): (lot, kind)
        for lot in rulebook.lots
        for kind in lot.project_types
    }
