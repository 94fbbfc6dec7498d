"""The mobility lines as print has them, with the rates they were counted at."""

from dataclasses import replace

from django.utils.translation import gettext as _

from proposals.documents.application_page import BudgetPart
from proposals.documents.findings import findings_in
from proposals.documents.money import asked_budget
from proposals.documents.tables import printed
from proposals.files.budget_sheets import Row, Table
from proposals.files.form import SectionKind
from proposals.selectors.plan.budget import DraftBudget
from proposals.selectors.plan.budget_tables import budget_tables
from proposals.selectors.plan.mobility_rates import band_lines
from proposals.snapshots import FrozenApplication


def mobility_part(application: FrozenApplication) -> BudgetPart | None:
    """Return the mobility lines; None where the form asks for none."""
    draft = asked_budget(application, SectionKind.MOBILITY)
    if draft is None:
        return None
    if not draft.budget.journeys:
        return BudgetPart(_("No mobility line has been added yet."), (), (), ())
    return BudgetPart(
        lead=_(
            "Travel by the distance one way, subsistence by the days of the stay. "
            "Amounts in EUR."
        ),
        facts=(),
        notes=tuple(findings_in(application)[SectionKind.MOBILITY]),
        tables=(printed(_lines(draft)),),
        rates=tuple(
            [
                (each.words, each.amount, each.is_found, each.source)
                for each in band_lines(draft.rows.bands)
            ]
        ),
    )


def _lines(draft: DraftBudget) -> Table:
    """Return the table of lines with a line of sums."""
    budget = draft.budget
    people = sum(journey.participants for journey, _cost in budget.journeys)
    grant = budget.grant
    sums = ("", "", people, "", "", grant.travel, grant.subsistence)
    return replace(budget_tables(draft)["mobility"], foot=Row("", _("Total"), sums))
