"""The work plan as print has it: picture, work packages, and the effort matrix."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import figure
from eligibility.words import months as months_words
from proposals.budget import budget_of
from proposals.documents.application_page import (
    PlanBar,
    PlanItem,
    PlanPackage,
    PlanPart,
    PrintedTable,
)
from proposals.documents.findings import findings_in
from proposals.documents.money import budget_of_content
from proposals.documents.tables import in_blocks, printed, without_columns
from proposals.documents.texts import paragraphs_of
from proposals.enums import WorkPackageKind
from proposals.files.form import SectionKind
from proposals.selectors.plan.budget_tables import budget_tables
from proposals.selectors.plan.frozen_plan_rows import frozen_package_rows
from proposals.selectors.plan.gantt import GanttRow, gantt_of
from proposals.selectors.plan.work_plan_rows import Lead, PackageRow
from proposals.snapshots import FrozenApplication

MOST_COLUMNS = 12
"""Work packages that fit one table of days."""
LONGEST_TITLE = 33
"""Characters of a title that fit before the first month of the picture."""
MOST_ITEMS = 12
"""Tasks, results and milestones whose list is kept on one page."""
LONGEST_WHOLE = 900
"""Characters of a work package that is kept on one page."""


def plan_part(application: FrozenApplication) -> PlanPart | None:
    """Return the work plan; None where the form asks for none."""
    form = application.form
    if form is None or not form.has(SectionKind.WORK_PLAN):
        return None
    packages = frozen_package_rows(application.plan)
    days = _days(application)
    gantt = gantt_of(packages, duration=application.duration_months)
    bars = gantt.rows if gantt else ()
    return PlanPart(
        lead=_lead(packages, application.duration_months),
        gantt=gantt,
        bars=tuple([_bar(row, each) for row, each in zip(bars, packages, strict=True)]),
        packages=tuple(
            [_package(each, days.get(each.number, Decimal(0))) for each in packages]
        ),
        notes=tuple(findings_in(application)[SectionKind.WORK_PLAN]),
        effort=tuple(_effort(application)),
    )


def _days(application: FrozenApplication) -> Mapping[int | None, Decimal]:
    rows = application.budget
    if rows is None:
        return {}
    return {each.number: each.days for each in budget_of(rows.given).packages}


def _lead(packages: tuple[PackageRow, ...], duration: int | None) -> str:
    if not packages:
        return _("No work package has been added yet.")
    number = len(packages)
    words = ngettext("%(number)d work package", "%(number)d work packages", number)
    said = words % {"number": number}
    if duration:
        said = _("%(packages)s over %(months)s") % {
            "packages": said,
            "months": months_words([duration]),
        }
    if {each.kind for each in packages} == set(WorkPackageKind):
        return _("%s, each type at least once.") % said
    return f"{said}."


def _bar(row: GanttRow, package: PackageRow) -> PlanBar:
    title = Truncator(package.title).chars(LONGEST_TITLE)
    return PlanBar(row, title, is_core=package.kind is WorkPackageKind.IMP)


def _package(row: PackageRow, days: Decimal) -> PlanPackage:
    items = tuple([(title, those) for title, those in _items(row) if those])
    number = sum(len(those) for _title, those in items)
    size = len(row.description) + 90 * number
    return PlanPackage(
        label=row.label,
        title=row.title,
        notes=tuple(_notes(row, days)),
        paragraphs=paragraphs_of(row.description),
        items=items,
        is_long=size > LONGEST_WHOLE,
        is_listed_whole=number <= MOST_ITEMS,
    )


def _notes(row: PackageRow, days: Decimal) -> Iterator[str]:
    yield row.kind_title
    yield row.months
    words = ngettext("%s day", "%s days", 1 if days == 1 else 2)
    yield words % figure(days) if days else _("No days yet")
    yield _led(row.lead) if row.lead else _("No lead yet")


def _led(lead: Lead) -> str:
    trouble = f" ({lead.trouble})" if lead.trouble else ""
    return _("Lead %(label)s %(name)s") % {
        "label": lead.label,
        "name": f"{lead.name}{trouble}",
    }


def _items(row: PackageRow) -> Iterator[tuple[str, tuple[PlanItem, ...]]]:
    for title, parts in (
        (_("Tasks"), row.tasks),
        (_("Results"), row.results),
        (_("Milestones"), row.milestones),
    ):
        yield (
            title,
            tuple(
                [
                    PlanItem(
                        each.label,
                        each.title,
                        each.months,
                        each.lead.label if each.lead else each.detail,
                    )
                    for each in parts
                ]
            ),
        )


def _effort(application: FrozenApplication) -> Iterator[PrintedTable]:
    """Yield the days of partners; more work packages than fit go on in a next one."""
    draft = budget_of_content(application)
    if draft is None or not draft.budget.packages:
        return
    matrix = without_columns(budget_tables(draft)["matrix"], last=1)
    for each in in_blocks(matrix, of=MOST_COLUMNS, last=1):
        yield printed(each)
