"""The budget as a page: what it comes to, what does not fit, and its tables."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.words import locale
from eligibility import messages
from eligibility.core import Edition
from eligibility.words import Writer, figure, money, money_alike, months
from proposals.completeness import Keeps, Place, amount_findings
from proposals.files.budget_sheets import Column, Kind, Row, Table, Value
from proposals.files.form import SectionKind
from proposals.models import Proposal
from proposals.policies import Decision, can_edit
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.form.form_places import FormPlace, place_of
from proposals.selectors.form.section_states import SectionState, section_state
from proposals.selectors.plan.budget import DraftBudget, draft_budget
from proposals.selectors.plan.budget_tables import budget_tables

NOTHING = "–"
EFFORT = frozenset({Place.EFFORT, Place.EFFORT_TABLE})
DAYS = "matrix"
"""The table whose rows lead to where days are changed."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as it is written."""

    words: str
    heading: str
    """Of its column: on a phone each cell says what it is."""
    is_number: bool
    is_missing: bool = False
    """Whether it stands for something that is not counted."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One line as it is written."""

    label: str
    name: str
    cells: tuple[ShownCell, ...]
    url: str = ""
    """Where its days are changed; empty in most tables."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table as it is written."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[ShownRow, ...]
    foot: ShownRow | None


@dataclass(frozen=True, slots=True)
class BudgetFinding:
    """One thing that does not fit, and where it is mended."""

    sentence: str
    url: str
    is_wrong: bool
    """Whether somebody must act; else it is only open."""


@dataclass(frozen=True, slots=True)
class TakeOffer:
    """The offer to state the budget's amount in the facts."""

    sentence: str
    amount: Decimal
    facts_version: int


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """What the page shows."""

    masthead: Masthead
    tasks: Tasks
    place: FormPlace
    plan_url: str
    """Where days are entered; empty where the form has no work plan."""
    mobility_url: str
    """Where mobility lines are entered; empty where the form has none."""
    is_empty: bool
    """Whether there is neither a day nor a mobility line."""
    total: str
    stated: str
    """The grant of the facts in words."""
    ceiling: str
    ceiling_of: str
    """Which ceiling this is: for which duration."""
    ceiling_source: str
    """Where the ceiling was read, with how sure that is; empty without one."""
    findings: tuple[BudgetFinding, ...]
    proposed: tuple[BudgetFinding, ...]
    """Who proposes figures that wait for a decision."""
    offer: TakeOffer | None
    """None where the facts state what the budget comes to."""
    agrees: bool
    """Whether facts and budget state one amount."""
    tables: dict[str, ShownTable]
    edition: Edition
    """The rates it was computed with."""
    may_edit: Decision
    """Whether the reader may state the amount, and why not."""
    state: SectionState
    """Whose section this is and whether it is complete."""


def budget_page(
    proposal: Proposal, *, reader: User, now: dt.datetime
) -> BudgetPage | None:
    """Return the page, None where the form has no budget.

    A fixed number of queries however many partners, work packages and lines there are.
    """
    place = place_of(proposal, SectionKind.BUDGET)
    if place is None:
        return None
    snapshot, report = standing_of(proposal, now=now)
    draft = draft_budget(proposal, snapshot, report)
    tables = budget_tables(draft)
    tasks = tasks_of(proposal, snapshot, report)
    may_edit = can_edit(reader, proposal)
    return BudgetPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        place=place,
        plan_url=section_url(proposal, SectionKind.WORK_PLAN),
        mobility_url=section_url(proposal, SectionKind.MOBILITY),
        is_empty=not (draft.budget.days or draft.rows.given.journeys),
        total=money(draft.total),
        stated=_("not stated") if draft.stated is None else money(draft.stated),
        ceiling=_("open") if draft.ceiling is None else money(draft.ceiling),
        ceiling_of=_ceiling_of(draft),
        ceiling_source=_source(draft),
        findings=_findings(proposal, tasks),
        proposed=_proposed(proposal, tasks),
        offer=_offer(proposal, tasks),
        agrees=draft.stated == draft.total,
        tables={
            key: _shown(each, _days_urls(proposal, each))
            for key, each in tables.items()
        },
        edition=snapshot.edition,
        may_edit=may_edit,
        state=section_state(proposal, tasks.of(place.section.code), (), may_edit),
    )


def budget_files(proposal: Proposal, *, now: dt.datetime) -> tuple[Table, ...] | None:
    """Return the tables of a budget for a file, None where the form has no budget."""
    if place_of(proposal, SectionKind.BUDGET) is None:
        return None
    draft = draft_budget(proposal, *standing_of(proposal, now=now))
    return tuple(budget_tables(draft).values())


def _ceiling_of(draft: DraftBudget) -> str:
    if draft.months is None:
        return _("Ceiling")
    return _("Ceiling for %(months)s") % {"months": months([draft.months])}


def _source(draft: DraftBudget) -> str:
    if draft.law is None:
        return ""
    reference = draft.law.reference
    return ". ".join(
        [messages.confidence_word(reference), messages.source_line(reference)]
    )


def _offer(proposal: Proposal, tasks: Tasks) -> TakeOffer | None:
    total = tasks.contents.budget.grant.total
    return next(
        (
            TakeOffer(each.sentence, total, proposal.facts_version)
            for each in amount_findings(tasks.contents)
        ),
        None,
    )


def _findings(proposal: Proposal, tasks: Tasks) -> tuple[BudgetFinding, ...]:
    """Return what does not fit in the budget, its days and its mobility.

    Not what the offer says already, with the button that mends it.
    """
    contents = tasks.contents
    kinds = (SectionKind.BUDGET, SectionKind.WORK_PLAN, SectionKind.MOBILITY)
    codes = [contents.section_of(kind) for kind in kinds]
    plan = contents.section_of(SectionKind.WORK_PLAN)
    offered = set(amount_findings(contents))
    return tuple(
        BudgetFinding(each.sentence, url_of(proposal, each.to), not each.is_open)
        for code in codes
        for each in tasks.findings
        if each.section == code and each.keeps is Keeps.FITTING
        if each not in offered
        # Months of the plan are no matter of the budget; its days are.
        if each.section != plan or each.to.place in EFFORT
    )


def _proposed(proposal: Proposal, tasks: Tasks) -> tuple[BudgetFinding, ...]:
    return tuple(
        BudgetFinding(each.sentence, url_of(proposal, each.to), is_wrong=False)
        for each in tasks.findings
        if each.to.place is Place.PROPOSED
    )


def _days_urls(proposal: Proposal, table: Table) -> dict[str, str]:
    """Return where the days of each partner are changed, by its label."""
    if table.key != DAYS or not section_url(proposal, SectionKind.WORK_PLAN):
        return {}
    public_id = proposal.alliance.public_id
    labels = [each.label for each in table.rows]
    return {
        each: reverse("effort", args=[public_id, int(each.removeprefix("P"))])
        for each in labels
    }


def _shown(table: Table, urls: Mapping[str, str]) -> ShownTable:
    writers = [_writer(table, at) for at in range(len(table.columns))]
    return ShownTable(
        key=table.key,
        title=table.title,
        head=table.head,
        columns=table.columns,
        rows=tuple(
            _shown_row(table, writers, each, urls.get(each.label, ""))
            for each in table.rows
        ),
        foot=_shown_row(table, writers, table.foot, "") if table.foot else None,
    )


def _writer(table: Table, at: int) -> Writer:
    """Return what writes the figures of a column, all in one form."""
    kind = table.columns[at].kind
    if kind is Kind.MONEY:
        values = [row.values[at] for row in table.lines]
        return money_alike(*(each for each in values if isinstance(each, Decimal)))
    return _share if kind is Kind.SHARE else figure


def _shown_row(table: Table, writers: Sequence[Writer], row: Row, url: str) -> ShownRow:
    columns = zip(table.columns, writers, row.values, strict=True)
    cells = tuple(_cell(column, write, value) for column, write, value in columns)
    return ShownRow(row.label, row.name, cells, url)


def _cell(column: Column, write: Writer, value: Value) -> ShownCell:
    heading = column.heading
    if column.kind is Kind.TEXT:
        return ShownCell(str(value), heading, is_number=False)
    if value is None and column.kind is Kind.MONEY:
        words = _("not counted")
        return ShownCell(words, heading, is_number=True, is_missing=True)
    if not value or isinstance(value, str):
        return ShownCell(NOTHING, heading, is_number=True)
    return ShownCell(write(Decimal(value)), heading, is_number=True)


def _share(share: Decimal) -> str:
    return format_decimal(share, "0.0", locale=locale()) + "%"
