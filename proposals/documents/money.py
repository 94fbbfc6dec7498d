"""The budget as print has it: what it comes to, for whom, and at which rates."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.words import eu_code, money, months
from proposals.budget import Category, DayRates, budget_of
from proposals.completeness import CEILING
from proposals.documents.application_page import BudgetPart
from proposals.documents.countries import in_protocol_order
from proposals.documents.findings import findings_in
from proposals.documents.tables import printed
from proposals.enums import StaffCategory
from proposals.files.budget_sheets import Column, Kind, Row, Table
from proposals.files.form import SectionKind
from proposals.selectors.plan.budget import DraftBudget
from proposals.selectors.plan.budget_tables import budget_tables
from proposals.snapshots import FrozenApplication

BY_MONEY = ("distribution", "packages", "categories", "groups", "support")
"""The tables of the budget, in the order of print."""


def budget_of_content(application: FrozenApplication) -> DraftBudget | None:
    """Return the budget computed again; None in contents of the first format."""
    rows = application.budget
    if rows is None:
        return None
    finding = application.report.by_clause().get(CEILING)
    return DraftBudget(
        rows=rows,
        budget=budget_of(rows.given),
        stated=application.grant_requested_eur,
        months=application.duration_months,
        law=finding.value if finding else None,
    )


def budget_part(application: FrozenApplication) -> BudgetPart | None:
    """Return the budget; None where the form asks for none."""
    draft = asked_budget(application, SectionKind.BUDGET)
    if draft is None:
        return None
    return BudgetPart(
        lead=_lead(draft),
        facts=tuple(_facts(draft)),
        notes=tuple(findings_in(application)[SectionKind.BUDGET]),
        tables=tuple([printed(each) for each in _tables(draft)]),
    )


def _lead(draft: DraftBudget) -> str:
    if _is_empty(draft):
        return _("Neither days nor mobility have been entered yet.")
    return _(
        "Days at the rate of the country and the category of staff, and mobility. "
        "Amounts in EUR."
    )


def _is_empty(draft: DraftBudget) -> bool:
    return not (draft.rows.given.efforts or draft.rows.given.journeys)


def _tables(draft: DraftBudget) -> Iterator[Table]:
    yield from _unit_costs(draft)
    if not _is_empty(draft):
        tables = budget_tables(draft)
        yield from (tables[key] for key in BY_MONEY)


def asked_budget(
    application: FrozenApplication, kind: SectionKind
) -> DraftBudget | None:
    """Return the budget where the form has a section of a kind; else None."""
    form = application.form
    is_asked = form is not None and form.has(kind)
    return budget_of_content(application) if is_asked else None


def _facts(draft: DraftBudget) -> Iterator[tuple[str, str, str]]:
    yield _("The budget comes to"), money(draft.total), ""
    stated = _("not stated") if draft.stated is None else money(draft.stated)
    yield _("Grant requested in the facts"), stated, ""
    yield _ceiling_name(draft), _ceiling(draft), _ceiling_source(draft)


def _ceiling_name(draft: DraftBudget) -> str:
    if draft.months is None:
        return _("Ceiling")
    return _("Ceiling for %(months)s") % {"months": months([draft.months])}


def _ceiling(draft: DraftBudget) -> str:
    return _("open") if draft.ceiling is None else money(draft.ceiling)


def _ceiling_source(draft: DraftBudget) -> str:
    if draft.law is None:
        return ""
    reference = draft.law.reference
    return ". ".join(
        [messages.confidence_word(reference), messages.source_line(reference)]
    )


def _unit_costs(draft: DraftBudget) -> Iterator[Table]:
    """Yield the rates of the countries there are partners in, by group."""
    groups: dict[int, tuple[DayRates, set[str]]] = {}
    for payee in draft.rows.given.payees:
        place = draft.rows.participants[payee.number].place
        if payee.rates and place and payee.is_funded:
            codes = groups.setdefault(payee.rates.group, (payee.rates, set()))[1]
            codes.add(eu_code(place.code))
    if groups:
        yield Table(
            key="rates",
            title=_("Unit costs, EUR per day"),
            head=_("Countries of the partnership"),
            columns=tuple(
                [
                    Column(str(StaffCategory(each).label), Kind.MONEY)
                    for each in Category
                ]
            ),
            rows=tuple(
                [
                    Row(
                        "",
                        " ".join(in_protocol_order(codes)),
                        tuple([rates.of(each) for each in Category]),
                    )
                    for _group, (rates, codes) in sorted(groups.items())
                ]
            ),
        )
