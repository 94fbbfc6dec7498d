"""A draft as plain values, for the task list and for all that it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.core import (
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Reading,
    Report,
    Severity,
)
from proposals.completeness import CEILING, Contents, OpenClause
from proposals.models import Proposal
from proposals.selectors.drafts.written_rows import WrittenRows, written_rows
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.plan.planned_rows import planned_rows
from proposals.snapshots import take
from proposals.snapshots.budgets import Package as BudgetPackage
from proposals.snapshots.budgets import rows_from
from proposals.snapshots.rates import rates_of

FACTS = {
    "at-most": "grant_requested_eur",
    "value-in": "duration_months",
    "listed": "sector",
}
"""The fact a check asks for."""
NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is read once for a page."""

    contents: Contents
    rows: WrittenRows


def draft_of(proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report) -> Draft:
    """Read a draft: two queries, one where its call has no form here.

    Two more with rates that are not kept yet.
    """
    written = written_rows(proposal)
    consortium = replace(
        consortium_of(proposal, snapshot, report), represented=written.represented
    )
    return Draft(_with_form(proposal, snapshot, consortium, written), written)


def consortium_of(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> Contents:
    """Return what a draft holds besides its form; no query."""
    consortium = _consortium(proposal, snapshot)
    return replace(
        consortium, clauses=tuple(open_clauses(report)), ceilings=_ceilings(report)
    )


def form_contents(proposal: Proposal) -> Contents:
    """Return a draft without what the law says of it: some five queries."""
    snapshot = take(proposal)
    consortium = _consortium(proposal, snapshot)
    return _with_form(proposal, snapshot, consortium, written_rows(proposal))


def _consortium(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Contents:
    return Contents(
        title=proposal.alliance.title,
        sector=proposal.alliance.sector,
        months=proposal.duration_months,
        grant=proposal.grant_requested_eur,
        participants=snapshot.participants,
    )


def _with_form(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    consortium: Contents,
    written: WrittenRows,
) -> Contents:
    sections = form_sections(proposal)
    if not sections:
        return consortium
    planned = planned_rows(proposal)
    rows = rows_from(
        snapshot,
        rates_of(snapshot.call, snapshot.edition),
        packages=tuple(BudgetPackage(e.number, e.title) for e in planned.packages),
        efforts=planned.efforts,
        journeys=planned.journeys,
    )
    return replace(
        consortium,
        sections=sections,
        answers=written.answers,
        comments=written.comments,
        said=written.said,
        parts=written.parts,
        carried=written.carried,
        proposed=written.proposed,
        profiles=planned.profiles,
        packages=planned.packages,
        given=rows.given,
    )


def _ceilings(report: Report) -> Mapping[int, Decimal] | None:
    finding = report.by_clause().get(CEILING)
    if finding is None:
        return None
    value = finding.value.value
    return value if isinstance(value, Mapping) else {}


def open_clauses(report: Report) -> Iterator[OpenClause]:
    """Return blocking clauses that are not met as planned.

    What only waits for a fact is left out: that fact is named by itself.
    """
    for each in report.findings:
        outcome = each.planned.outcome
        fact = FACTS.get(each.clause.check, "")
        waits = bool(fact) and outcome is Outcome.UNKNOWN
        is_blocking = each.clause.severity is Severity.BLOCKING
        if is_blocking and outcome is not Outcome.MET and not waits:
            title = messages.clause_title(each.clause)
            words = {"title": title, "detail": messages.detail(each, Reading.PLANNED)}
            yield OpenClause(
                id=each.clause.id,
                brief=_brief(each, title),
                sentence=_("%(title)s: %(detail)s") % words,
                is_unknown=outcome is Outcome.UNKNOWN,
                fact=fact,
            )


def _brief(finding: Finding, title: str) -> str:
    figure = messages.figure(finding, Reading.PLANNED)
    if figure == NO_FIGURE:
        figure = messages.outcome_word(finding.planned.outcome).lower()
    return _("%(title)s: %(figure)s") % {"title": title, "figure": figure}
