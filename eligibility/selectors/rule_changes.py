"""Two laws side by side: clauses that came, went or moved; countries that changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.files.tables import ReferenceTables
from alliances.words import own_words
from eligibility import messages
from eligibility.core import DatedClause, ProjectType, Rulebook
from eligibility.selectors.rules import kind_heading, norm_of
from eligibility.selectors.values import source_differences, value_differences
from eligibility.words import country_name, country_order, eu_code, type_words


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of project to be compared, as a choice."""

    key: str
    """Call, Lot and code, joined by slashes."""
    call: str
    name: str
    words: str
    """The name with the code of its call, where that does not stand above it."""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both laws."""

    title: str
    before: str
    """What the first law asks; empty where it does not ask."""
    after: str
    differences: tuple[str, ...]
    """What moved, argument by argument; empty where nothing did."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A country that is not in both laws what it was."""

    code: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """The difference between two types of project."""

    changed: tuple[ClauseChange, ...]
    same: tuple[str, ...]
    """The titles of clauses that ask the same."""
    countries: tuple[StatusChange, ...]


def kinds_of(rulebooks: Iterable[Rulebook]) -> tuple[Kind, ...]:
    """Return every type of project there is, as choices."""
    return tuple(
        Kind(
            f"{rulebook.code}/{lot.code}/{kind.code}",
            own_words(rulebook.title),
            kind_heading(lot, kind),
            f"{rulebook.code} · {kind_heading(lot, kind)}",
        )
        for rulebook in rulebooks
        for lot in rulebook.lots
        for kind in lot.project_types
    )


def rule_changes(
    before: tuple[Rulebook, ProjectType, ReferenceTables],
    after: tuple[Rulebook, ProjectType, ReferenceTables],
) -> RuleChanges:
    """Compare clause by clause and argument by argument, never as text.

    Of two versions of one call every dated value and its source count; of two calls,
    whose days are never the same, what holds on the day of the deadline.
    """
    is_one_call = before[0].code == after[0].code
    changes = clause_changes(before[:2], after[:2], is_one_call=is_one_call)
    return RuleChanges(
        changed=tuple(each for each in changes if each.differences),
        same=tuple(each.title for each in changes if not each.differences),
        countries=tuple(_status_changes(before[2], after[2])),
    )


def clause_changes(
    before: tuple[Rulebook, ProjectType],
    after: tuple[Rulebook, ProjectType],
    *,
    is_one_call: bool,
) -> list[ClauseChange]:
    """Return every clause of either type of project, in the order of the law."""
    old, new = _norms(*before), _norms(*after)
    return [
        _change(old.get(key), new.get(key), is_one_call=is_one_call)
        for key in {**old, **new}
    ]


Norm = tuple[DatedClause, str]


def _norms(rulebook: Rulebook, kind: ProjectType) -> Mapping[str, Norm]:
    day = rulebook.deadline.date()
    return {e.clause.id: (e, norm_of(e, e.on(day))) for e in kind.clauses}


def _change(old: Norm | None, new: Norm | None, *, is_one_call: bool) -> ClauseChange:
    present = new or old
    assert present is not None  # noqa: S101  # a key of one of the two
    return ClauseChange(
        title=messages.clause_title(present[0].clause),
        before=old[1] if old else "",
        after=new[1] if new else "",
        differences=tuple(_differences(old, new, is_one_call=is_one_call)),
    )


def _differences(
    old: Norm | None, new: Norm | None, *, is_one_call: bool
) -> Iterator[str]:
    if old is None:
        yield _("New: was not asked before.")
    elif new is None:
        yield _("Gone: is not asked any more.")
    else:
        one, other = old[0].clause, new[0].clause
        yield from _argument_differences(one.arguments, other.arguments)
        if one.severity is not other.severity:
            yield _("Was %(before)s, is %(after)s.") % {
                "before": one.severity,
                "after": other.severity,
            }
        if is_one_call:
            if one.title != other.title:
                yield _("Was called “%(title)s”.") % {"title": one.title}
            yield from value_differences(old[0].values, new[0].values)
            yield from source_differences(old[0].values, new[0].values)
        elif old[1] != new[1]:
            yield _("The value moved.")


def _argument_differences(
    old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[str]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if isinstance(before, frozenset) and isinstance(after, frozenset):
            if more := after - before:
                yield _("Counts too: %(types)s.") % {"types": type_words(sorted(more))}
            if less := before - after:
                words = type_words(sorted(less))
                yield _("Counts no longer: %(types)s.") % {"types": words}
        else:
            yield _("Looks at something else: %(what)s.") % {"what": name}


def _status_changes(
    old: ReferenceTables, new: ReferenceTables
) -> Iterator[StatusChange]:
    before = {each.code: each.standing for each in old.countries}
    after = {each.code: each.standing for each in new.countries}
    for code in sorted({**before, **after}, key=country_order):
        if before.get(code) != after.get(code):
            words = [_standing(each.get(code)) for each in (before, after)]
            yield StatusChange(eu_code(code), country_name(code), *words)


def _standing(standing: str | None) -> str:
    return {
        "programme": _("Programme country"),
        "partner": _("Partner country"),
    }.get(standing or "", _("no status"))
