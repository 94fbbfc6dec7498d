"""What a partner takes on in a draft: what it leads and works in, days and grant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from alliances.worded import Worded
from eligibility.core import ConsortiumSnapshot
from proposals.budget import Budget, PartnerTotal, kept_budget
from proposals.models import Proposal, Task
from proposals.snapshots.budgets import BudgetRows, budget_rows

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Burden:
    """One partner's part of the work plan and the budget."""

    days: Decimal = NOTHING
    grant: Decimal = NOTHING
    """EUR, all of its grant: days, travel and subsistence."""
    leads: tuple[str, ...] = ()
    """Labels of work packages and tasks: WP1, T2.1."""
    works_in: tuple[str, ...] = ()
    """Labels of the work packages it has days in."""


@dataclass(frozen=True, slots=True)
class Burdens:
    """What each partner takes on, and the titles of what labels stand for."""

    present: Collection[int]
    """The numbers of the current partners."""
    totals: Mapping[int, PartnerTotal]
    """What each costs, by its number."""
    leads: Mapping[int | None, Sequence[str]]
    """The labels of what each leads, by its number."""
    titles: Mapping[str, str]
    whole: Decimal
    """The grant of all, EUR."""
    paid: int
    """How many organisations get a grant."""

    def of(self, number: int) -> Burden:
        """Return what one partner takes on; nothing is that too."""
        if number not in self.present:
            return Burden()
        return _burden(self.totals.get(number), tuple(self.leads.get(number, ())))


def burdens_of(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Burdens:
    """Return what every partner takes on: three queries, five without kept rates."""
    rows = budget_rows(proposal, snapshot)
    return burdens_from(
        rows,
        kept_budget(rows.given),
        [
            (f"T{package}.{number}", title, lead)
            for package, number, title, lead in _led(proposal.pk)
        ],
    )


@Worded
def _led(proposal: int) -> QuerySet[Task, Any]:
    tasks = Task.objects.current().filter(
        work_package__proposal=proposal, work_package__removed_at=None
    )
    led = tasks.exclude(lead=None).order_by("work_package__number", "number")
    return led.values_list("work_package__number", "number", "title", "lead__number")


def burdens_from(
    rows: BudgetRows, budget: Budget, tasks: list[tuple[str, str, int]]
) -> Burdens:
    """Return the same from rows that were read: label, title and lead of each task.

    `budget` is that of the rows.
    """
    packages = [(each.label, each.title, each.lead) for each in rows.packages]
    leads: dict[int | None, list[str]] = {}
    for label, _title, lead in (*packages, *tasks):
        leads.setdefault(lead, []).append(label)
    return Burdens(
        present=rows.participants,
        totals={each.payee.number: each for each in (*budget.partners, *budget.aside)},
        leads=leads,
        titles={label: title for label, title, _lead in (*packages, *tasks)},
        whole=budget.grant.total,
        paid=sum([bool(each.grant.total) for each in budget.partners]),
    )


def _burden(total: PartnerTotal | None, leads: tuple[str, ...]) -> Burden:
    if total is None:
        return Burden(leads=leads)
    worked = sorted(number for number, days in total.packages.items() if days)
    return Burden(
        days=total.days,
        grant=total.grant.total,
        leads=leads,
        works_in=tuple(f"WP{each}" for each in worked),
    )
