"""The tables of a budget: days by work package, kinds of money, and who gets it."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from eligibility.core import Standing
from eligibility.words import country_name
from proposals.budget import Budget, Grant, PartnerTotal, share_of
from proposals.enums import StaffCategory, Traveller
from proposals.files.budget_sheets import Column, Kind, Row, Table, Value
from proposals.selectors.plan.budget import DraftBudget
from proposals.snapshots.budgets import BudgetRows

ZERO = Decimal(0)


def budget_tables(draft: DraftBudget) -> dict[str, Table]:
    """Return all tables of a budget by key, in the order of a page."""
    rows, budget = draft.rows, draft.budget
    tables = (
        _matrix(rows, budget),
        _support(budget),
        _categories(budget),
        _packages(rows, budget),
        _groups(budget),
        _distribution(rows, budget),
        _mobility(rows, budget),
    )
    return {each.key: each for each in tables}


def standing_words(standing: Standing) -> str:
    """Name what a country is under the call."""
    return {
        Standing.PROGRAMME: _("Programme countries"),
        Standing.PARTNER: _("Partner countries"),
        Standing.NONE: _("No status"),
    }[standing]


def _matrix(rows: BudgetRows, budget: Budget) -> Table:
    packages = rows.packages
    totals = {each.number: each.days for each in budget.packages}
    return Table(
        key="matrix",
        title=_("Days by work package"),
        head=_("Partner"),
        columns=(
            *(
                Column(each.label, Kind.DAYS, _full(each.label, each.title))
                for each in packages
            ),
            Column(_("Days"), Kind.DAYS),
            Column(_("Grant"), Kind.MONEY, _("Grant for the days, EUR")),
        ),
        rows=tuple(
            _partner(
                rows,
                each,
                *(each.packages.get(package.number, ZERO) for package in packages),
                each.days,
                _counted(each),
            )
            for each in budget.partners
        ),
        foot=_sums(
            *(totals[package.number] for package in packages),
            budget.days,
            budget.grant.implementation,
        ),
    )


def _support(budget: Budget) -> Table:
    """Return money by what it is for and whose countries it goes to, as in Part B.4."""
    shown = [each for each in Standing if _is_shown(each, budget)]
    kinds = {
        _("Implementation"): "implementation",
        _("Mobility: travel"): "travel",
        _("Mobility: subsistence"): "subsistence",
    }

    def values(kind: str) -> Iterator[Decimal]:
        for each in shown:
            yield getattr(budget.standings.get(each, Grant()), kind)
        yield getattr(budget.grant, kind)

    return Table(
        key="support",
        title=_("Programme and Partner countries"),
        head=_("Support for"),
        columns=(
            *(Column(standing_words(each), Kind.MONEY) for each in shown),
            Column(_("Total"), Kind.MONEY),
        ),
        rows=tuple(Row("", name, tuple(values(kind))) for name, kind in kinds.items()),
        foot=_sums(*values("total")),
    )


def _is_shown(standing: Standing, budget: Budget) -> bool:
    """Say whether a column is worth its place: no status only where money goes."""
    return standing is not Standing.NONE or bool(
        budget.standings.get(standing, Grant()).total
    )


def _categories(budget: Budget) -> Table:
    return Table(
        key="categories",
        title=_("Staff categories"),
        head=_("Category"),
        columns=_days_and_grant(),
        rows=tuple(
            Row(
                "",
                str(StaffCategory(each.category).label),
                (each.days, each.grant.total),
            )
            for each in budget.categories
        ),
        foot=_sums(budget.days, budget.grant.implementation),
    )


def _packages(rows: BudgetRows, budget: Budget) -> Table:
    titles = {each.number: (each.label, each.title) for each in rows.packages}
    return Table(
        key="packages",
        title=_("Work packages"),
        head=_("Work package"),
        columns=(
            *_days_and_grant(),
            Column(_("Mobility"), Kind.MONEY),
            Column(_("Total"), Kind.MONEY),
        ),
        rows=tuple(
            Row(
                *titles.get(each.number or 0, ("", _("Without work package"))),
                (
                    each.days,
                    each.grant.implementation,
                    each.grant.mobility,
                    each.grant.total,
                ),
            )
            for each in budget.packages
        ),
        foot=_sums(
            budget.days,
            budget.grant.implementation,
            budget.grant.mobility,
            budget.grant.total,
        ),
    )


def _groups(budget: Budget) -> Table:
    """Return money by rate group; mobility of who has no rate stands last."""
    ordered = sorted(budget.groups.items(), key=lambda each: (each[0] or 99, each[0]))
    return Table(
        key="groups",
        title=_("Rate groups of countries"),
        head=_("Group"),
        columns=(
            Column(_("Implementation"), Kind.MONEY),
            Column(_("Total"), Kind.MONEY),
        ),
        rows=tuple(
            Row(
                "",
                _("Group %(number)d") % {"number": group} if group else _("No rate"),
                (grant.implementation, grant.total),
            )
            for group, grant in ordered
        ),
        foot=_sums(budget.grant.implementation, budget.grant.total),
    )


def _distribution(rows: BudgetRows, budget: Budget) -> Table:
    whole = budget.grant.total
    return Table(
        key="distribution",
        title=_("Distribution by organisation"),
        head=_("Organisation"),
        columns=(
            Column(_("Country"), Kind.TEXT),
            Column(_("Implementation"), Kind.MONEY),
            Column(_("Mobility"), Kind.MONEY),
            Column(_("Total"), Kind.MONEY),
            Column(_("Share"), Kind.SHARE),
        ),
        rows=tuple(
            _partner(
                rows,
                each,
                _country(rows, each),
                _counted(each),
                each.grant.mobility,
                _whole(each),
                share_of(each.grant.total, whole),
            )
            for each in budget.partners
        ),
        foot=_sums(
            "",
            budget.grant.implementation,
            budget.grant.mobility,
            whole,
            share_of(whole, whole),
        ),
    )


def _mobility(rows: BudgetRows, budget: Budget) -> Table:
    labels = {each.number: each.label for each in rows.packages}
    return Table(
        key="mobility",
        title=_("Mobility lines"),
        head=_("Partner"),
        columns=(
            Column(_("Work package"), Kind.TEXT),
            Column(_("Who"), Kind.TEXT),
            Column(_("Participants"), Kind.DAYS),
            Column(_("Kilometres one way"), Kind.DAYS),
            Column(_("Days"), Kind.DAYS),
            Column(_("Travel"), Kind.MONEY),
            Column(_("Subsistence"), Kind.MONEY),
        ),
        rows=tuple(
            Row(
                f"M{journey.key}",
                rows.participants[journey.payee].name,
                (
                    labels.get(journey.work_package or 0, ""),
                    str(Traveller(journey.traveller).label),
                    journey.participants,
                    journey.distance_km,
                    journey.days,
                    cost.travel,
                    cost.subsistence,
                ),
            )
            for journey, cost in budget.journeys
        ),
    )


def _days_and_grant() -> tuple[Column, Column]:
    return Column(_("Days"), Kind.DAYS), Column(_("Grant"), Kind.MONEY)


def _partner(rows: BudgetRows, total: PartnerTotal, *values: Value) -> Row:
    participant = rows.participants[total.payee.number]
    return Row(participant.label, participant.name, values)


def _counted(total: PartnerTotal) -> Decimal | None:
    """Return the grant for the days; None where there is no rate to count them by."""
    if total.payee.unpaid and total.days:
        return None
    return total.grant.implementation


def _whole(total: PartnerTotal) -> Decimal | None:
    """Return the whole grant; None where all there is are days without a rate."""
    if _counted(total) is None and not total.grant.mobility:
        return None
    return total.grant.total


def _country(rows: BudgetRows, total: PartnerTotal) -> str:
    place = rows.participants[total.payee.number].place
    return country_name(place.code) if place else _("not known")


def _sums(*values: Value) -> Row:
    return Row("", _("Total"), values)


def _full(label: str, title: str) -> str:
    return f"{label} {title}"
