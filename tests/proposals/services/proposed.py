"""Drafts in which the contact of a partner proposes figures, for tests."""

from decimal import Decimal

from alliances.models import User
from proposals.enums import StaffCategory
from proposals.models import Effort, Proposal, ProposedFigure
from proposals.services.decided_figures import SeenFigure
from proposals.services.proposed_days import (
    ProposedCell,
    ProposedSaved,
    propose_days,
)
from tests.factories import make_colleague
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)


def make_proposing_draft() -> Proposal:
    """Make a draft of two work packages; P2 has ten days of teachers in WP1."""
    draft = make_budget_draft()
    make_package(draft)
    make_package(draft, 2, title="Pilots", kind="imp")
    give_days(draft, 2, 1, teacher=10)
    return draft


def contact_of(draft: Proposal, partner: int = 2) -> User:
    return make_colleague(draft, role="contact", partner=partner)


def offer(
    draft: Proposal,
    days: str = "15",
    *,
    package: int = 1,
    category: StaffCategory = StaffCategory.TEACHER,
    version: int = 0,
    own: int = 0,
    note: str = "",
    by: User | None = None,
) -> ProposedSaved:
    """Propose days of one cell of P2, as a contact of its own unless `by`."""
    cell = ProposedCell(package, category, Decimal(days), version, own)
    by = by or contact_of(draft)
    return propose_days(proposal=draft, cells=[cell], note=note, by=by)


def seen(*rows: ProposedFigure, stands: int | None = None) -> list[SeenFigure]:
    """Return proposals as a page shows them now, or over a version of the budget."""
    return [SeenFigure(row.pk, row.version, _stands(row, stands)) for row in rows]


def _stands(row: ProposedFigure, stands: int | None) -> int:
    if stands is not None:
        return stands
    own = Effort.objects.filter(
        work_package=row.work_package,
        partnership=row.partnership,
        category=row.category,
    ).first()
    return own.version if own else 0
