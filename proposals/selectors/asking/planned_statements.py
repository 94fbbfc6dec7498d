"""What every partner would confirm, from a draft that a page has read already."""

from eligibility.core import GONE, Role
from proposals.completeness import Contents
from proposals.snapshots.budgets import BudgetRows
from proposals.snapshots.budgets import Package as BudgetPackage
from proposals.snapshots.burdens import burdens_from
from proposals.snapshots.statements import Statements


def planned_statements(contents: Contents) -> Statements:
    """Return the same as `statements_of`, without a query.

    Where a call has no form here, nothing can be planned.
    """
    applying = (
        each.name
        for each in contents.participants
        if each.role is Role.APPLICANT and each.answer not in GONE
    )
    rows = BudgetRows(
        given=contents.given,
        packages=tuple(
            BudgetPackage(each.number, each.title, each.lead)
            for each in contents.packages
        ),
        participants=contents.by_number,
    )
    tasks = [
        (part.label, part.title, part.lead)
        for package in contents.packages
        for part in package.parts
        if part.lead is not None
    ]
    return Statements(next(applying, ""), burdens_from(rows, contents.budget, tasks))
