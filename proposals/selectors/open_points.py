"""What is left to do on a draft, the worst first, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import messages
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Reading,
    Report,
    Severity,
)
from proposals.models import Proposal
from proposals.selectors.panel import FIELDS, ORDER
from proposals.selectors.tasks import missing_facts
from proposals.selectors.verdicts import MARKS, taking_part

NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is left to do."""

    mark: str
    """Name of the icon: not-met, unknown, sent or act."""
    words: str
    place: str
    """The id of the part of the workspace that settles it."""


def open_points(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> tuple[OpenPoint, ...]:
    """Return open clauses, missing facts and silent partners; no query."""
    return (*_clauses(report), *_facts(proposal), *_partners(snapshot))


def _clauses(report: Report) -> Iterator[OpenPoint]:
    findings = [each for each in report.findings if _is_open(each)]
    for each in sorted(findings, key=lambda each: ORDER[each.planned.outcome]):
        yield OpenPoint(MARKS[each.planned.outcome], _clause(each), "eligibility")


def _is_open(finding: Finding) -> bool:
    """Leave advice out, and what only waits for a fact: that is named by itself."""
    outcome = finding.planned.outcome
    waits_for_fact = finding.clause.check in FIELDS and outcome is Outcome.UNKNOWN
    is_blocking = finding.clause.severity is Severity.BLOCKING
    return is_blocking and outcome is not Outcome.MET and not waits_for_fact


def _clause(finding: Finding) -> str:
    figure = messages.figure(finding, Reading.PLANNED)
    if figure == NO_FIGURE:
        figure = messages.outcome_word(finding.planned.outcome).lower()
    title = messages.clause_title(finding.clause)
    return _("%(title)s: %(figure)s") % {"title": title, "figure": figure}


def _facts(proposal: Proposal) -> Iterator[OpenPoint]:
    missing = list(missing_facts(proposal))
    if missing:
        words = _("Not stated: %(facts)s") % {"facts": ", ".join(missing)}
        yield OpenPoint("unknown", words, "facts")


def _partners(snapshot: ConsortiumSnapshot) -> Iterator[OpenPoint]:
    silent = sum(each.answer is Answer.INVITED for each in taking_part(snapshot))
    if silent:
        words = ngettext(
            "%(number)d partner has not confirmed",
            "%(number)d partners have not confirmed",
            silent,
        )
        yield OpenPoint("sent", words % {"number": silent}, "partners")
