"""The work plan as pictures: whole where it fits, else package by package."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import months as months_words
from proposals.files.form import SectionKind
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.pictures.picture import (
    Column,
    EqualTable,
    Ground,
    Picture,
    TableRow,
    Way,
)
from proposals.selectors.pictures.plan_drawing import (
    NOTHING,
    PlanRow,
    Sort,
    overview_drawing,
    plan_drawing,
    plan_rows,
)
from proposals.selectors.plan.work_plan_rows import PackageRow, package_rows

KEY = "plan"
MOST = 26
"""Lines that one drawing takes, so that it can be read on a slide."""


def plan_pictures(ground: Ground) -> tuple[Picture, ...]:
    """Return the plan: two queries; nothing where the form has none.

    One that is too long for a slide is drawn as its packages, each with what is due in
    it, and then package by package.
    """
    if not ground.contents.section_of(SectionKind.WORK_PLAN):
        return ()
    packages = package_rows(ground.proposal)
    url = section_url(ground.proposal, SectionKind.WORK_PLAN)
    title, duration = _("Work plan"), ground.proposal.duration_months
    if not packages:
        way = Way(_("Add a work package"), url)
        return (Picture(KEY, title, _("There is no work package yet."), way=way),)
    rows, way = plan_rows(packages), Way(_("Change the work plan"), url)
    finding = _finding(rows, duration)
    if len(rows) <= MOST:
        drawing, table = plan_drawing(rows, duration), _table(rows)
        return (Picture(KEY, title, finding, drawing, table, way),)
    drawing, table = overview_drawing(packages, duration), _overview(packages)
    whole = Picture(KEY, title, finding, drawing, table, way)
    return whole, *(_one(each, duration) for each in packages)


def _one(package: PackageRow, duration: int | None) -> Picture:
    """Return one work package with all that is in it."""
    rows = plan_rows([package])
    number = len(rows) - 1
    words = ngettext(
        "%(months)s, %(number)d task, result or milestone.",
        "%(months)s, %(number)d tasks, results and milestones.",
        number,
    )
    return Picture(
        key=f"{KEY}-{package.number}",
        title=f"{package.label} {package.title}".strip(),
        finding=words % {"months": package.months, "number": number},
        drawing=plan_drawing(rows, duration),
        table=_table(rows),
    )


def _finding(rows: Sequence[PlanRow], duration: int | None) -> str:
    packages = sum(each.sort is Sort.PACKAGE for each in rows)
    words = ngettext(
        "%(number)d work package with %(parts)d tasks, results and milestones.",
        "%(number)d work packages with %(parts)d tasks, results and milestones.",
        packages,
    ) % {"number": packages, "parts": len(rows) - packages}
    if duration is None:
        return f"{words} {_no_duration()}"
    beyond = [each.label for each in rows if each.last > duration]
    if beyond:
        late = _("Beyond the end of the project: %s.") % ", ".join(beyond)
        return f"{words} {late}"
    within = _("All of it lies within the %(months)s of the project.")
    return f"{words} {within % {'months': months_words([duration])}}"


def _no_duration() -> str:
    return _("The duration of the project is not stated.")


def _table(rows: Sequence[PlanRow]) -> EqualTable:
    return EqualTable(
        head=_("Title"),
        columns=(Column(_("What")), Column(_("Months")), Column(_("Lead"))),
        rows=tuple(
            TableRow(
                each.label, each.title, (each.words, each.months, each.lead or NOTHING)
            )
            for each in rows
        ),
    )


def _overview(packages: Sequence[PackageRow]) -> EqualTable:
    """Write each package, and what is due in it by month: "R1.1: M6"."""
    return EqualTable(
        head=_("Title"),
        columns=(
            Column(_("Months")),
            Column(_("Lead")),
            Column(_("Results and milestones")),
        ),
        rows=tuple(
            TableRow(
                each.label,
                each.title,
                (
                    each.months,
                    each.lead.label if each.lead else NOTHING,
                    ", ".join(
                        f"{due.label}: {due.months}"
                        for due in (*each.results, *each.milestones)
                    )
                    or NOTHING,
                ),
            )
            for each in packages
        ),
    )
