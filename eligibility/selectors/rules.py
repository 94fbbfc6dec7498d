"""The rules of a call for everybody: its Lots, its clauses, and how sure they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility import messages, models
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    Confidence,
    DatedClause,
    DatedValue,
    Evidence,
    Finding,
    Lot,
    Outcome,
    ProjectType,
    Rulebook,
    Severity,
)
from eligibility.words import deadline_words


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call in the list of all."""

    code: str
    title: str
    reference: str
    period: str
    """From when until when it was open."""
    is_established: bool
    lots: tuple[str, ...]
    confidence: str
    """How many values were read in a source of the call, in words."""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of a type of project."""

    id: str
    title: str
    norm: str
    """What it asks on the deadline day."""
    confidence: str
    is_found: bool
    is_advice: bool


@dataclass(frozen=True, slots=True)
class KindRules:
    """The clauses of one type of project, in the order of the law."""

    lot: str
    code: str
    heading: str
    """Its Lot and itself, once where both go by one title."""
    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class CallRules:
    """One published version of the law of a call."""

    row: CallRow
    note: str
    """What is said of the whole call, as why its rules are not established."""
    version: int
    sha256: str
    versions: tuple[int, ...]
    """All there are, the newest first."""
    published: str
    reason: str
    kinds: tuple[KindRules, ...]


def rule_list() -> tuple[CallRow, ...]:
    """Return every call by its newest rules, the latest deadline first; one query."""
    newest = {row.call_id: row for row in models.Rulebook.objects.order_by("version")}
    rulebooks = [published_rulebook(row) for row in newest.values()]
    rulebooks.sort(key=lambda each: (each.deadline, each.code), reverse=True)
    return tuple(_call_row(each) for each in rulebooks)


def published_rules(code: str, version: int | None) -> models.Rulebook | None:
    """Return one version of the law of a call, the newest if none is named."""
    rows = models.Rulebook.objects.filter(call=code).order_by("-version")
    return (rows if version is None else rows.filter(version=version)).first()


def call_rules(row: models.Rulebook) -> CallRules:
    """Return the page of one published version; one query."""
    rulebook = published_rulebook(row)
    versions = models.Rulebook.objects.filter(call=row.call_id).order_by("-version")
    return CallRules(
        row=_call_row(rulebook),
        note=own_words(rulebook.note or ""),
        version=row.version,
        sha256=row.sha256,
        versions=tuple(versions.values_list("version", flat=True)),
        published=day_words(row.published_at.date()),
        reason=own_words(row.reason),
        kinds=tuple(kinds_rules(rulebook)),
    )


def _call_row(rulebook: Rulebook) -> CallRow:
    values = [
        clause.on(rulebook.deadline.date())
        for lot in rulebook.lots
        for kind in lot.project_types
        for clause in kind.clauses
    ]
    return CallRow(
        code=rulebook.code,
        title=own_words(rulebook.title),
        reference=own_words(rulebook.reference),
        period=_("%(opens)s to %(deadline)s")
        % {
            "opens": day_words(rulebook.opens),
            "deadline": deadline_words(rulebook.deadline),
        },
        is_established=rulebook.is_established,
        lots=tuple(own_words(each.title) for each in rulebook.lots),
        confidence=_confidence(values),
    )


def _confidence(values: list[DatedValue]) -> str:
    if not values:
        return _("Not established")
    found = sum(each.reference.confidence is Confidence.FOUND for each in values)
    return _("%(found)d of %(all)d values found in a source of the call") % {
        "found": found,
        "all": len(values),
    }


def kinds_rules(rulebook: Rulebook) -> Iterator[KindRules]:
    """Return every type of project with its clauses, in the order of the law."""
    for lot in rulebook.lots:
        for kind in lot.project_types:
            yield KindRules(
                lot=lot.code,
                code=kind.code,
                heading=kind_heading(lot, kind),
                clauses=tuple(_clause_row(each, rulebook) for each in kind.clauses),
            )


def kind_heading(lot: Lot, kind: ProjectType) -> str:
    """Name a Lot and a type of project, once where both go by one title."""
    words, title = lot_title(lot), own_words(kind.title)
    return words if title == own_words(lot.title) else f"{words} · {title}"


def lot_title(lot: Lot) -> str:
    """Name a Lot with its number, if it has one."""
    if lot.number is None:
        return own_words(lot.title)
    words = {"number": lot.number, "title": own_words(lot.title)}
    return _("Lot %(number)d: %(title)s") % words


def _clause_row(dated: DatedClause, rulebook: Rulebook) -> ClauseRow:
    value = dated.on(rulebook.deadline.date())
    return ClauseRow(
        id=dated.clause.id,
        title=messages.clause_title(dated.clause),
        norm=norm_of(dated, value),
        confidence=messages.confidence_word(value.reference),
        is_found=value.reference.confidence is Confidence.FOUND,
        is_advice=dated.clause.severity is Severity.ADVICE,
    )


def norm_of(dated: DatedClause, value: DatedValue) -> str:
    """Say what a clause asks with one of its values, whoever is to be judged."""
    nobody = Evidence(Outcome.UNKNOWN)
    return messages.norm(Finding(dated.clause, value, nobody, nobody))


def kind_of(rulebook: Rulebook, lot: str, code: str) -> ProjectType | None:
    """Return a type of project, None where the call has no such."""
    for each in rulebook.lots:
        for kind in each.project_types:
            if (each.code, kind.code) == (lot, code):
                return kind
    return None
