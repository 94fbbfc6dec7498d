"""The budget of a draft, and what the facts and the law say beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from eligibility.core import ConsortiumSnapshot, DatedValue, Report
from proposals.budget import Budget, budget_of, ceiling_for
from proposals.completeness import CEILING
from proposals.models import Proposal
from proposals.snapshots.budgets import BudgetRows, budget_rows


@dataclass(frozen=True, slots=True)
class DraftBudget:
    """What a draft costs, what it asks for and what it may ask for, EUR."""

    rows: BudgetRows
    budget: Budget
    stated: Decimal | None
    """The grant of the facts, None while none is stated."""
    months: int | None
    law: DatedValue | None
    """The ceilings of the pinned rulebook; None where it has none."""

    @property
    def ceiling(self) -> Decimal | None:
        """The ceiling of the duration; None where there is none or it is open."""
        value = self.law.value if self.law else None
        ceilings: Mapping[int, Decimal] = value if isinstance(value, Mapping) else {}
        return ceiling_for(ceilings, months=self.months)

    @property
    def total(self) -> Decimal:
        """What the budget comes to."""
        return self.budget.grant.total


def draft_budget(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> DraftBudget:
    """Return the budget of a draft: two queries, four with rates not kept yet."""
    rows = budget_rows(proposal, snapshot)
    finding = report.by_clause().get(CEILING)
    return DraftBudget(
        rows=rows,
        budget=budget_of(rows.given),
        stated=proposal.grant_requested_eur,
        months=proposal.duration_months,
        law=finding.value if finding else None,
    )
