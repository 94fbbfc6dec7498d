"""What in a frozen application is open or does not fit, as its pages say it."""

from collections import defaultdict
from collections.abc import Mapping

from proposals.completeness import (
    CEILING,
    Contents,
    Keeps,
    Package,
    Part,
    Sort,
    findings_of,
)
from proposals.enums import WorkPackageKind
from proposals.files.form import Section, SectionKind
from proposals.snapshots import (
    BudgetRows,
    FrozenApplication,
    FrozenLead,
    FrozenPackage,
    FrozenSection,
)


def findings_in(application: FrozenApplication) -> Mapping[SectionKind, list[str]]:
    """Return sentences by the kind of section they belong to, in their order.

    Of plan, effort, budget and mobility; missing answers are said where they are
    missing.
    """
    found: defaultdict[SectionKind, list[str]] = defaultdict(list)
    form, budget = application.form, application.budget
    if form is None or budget is None:
        return found
    kinds = {each.code: each.kind for each in form.sections}
    for each in findings_of(_contents(application, form.sections, budget)):
        if each.section and each.keeps is not Keeps.WORD:
            found[kinds[each.section]].append(each.sentence)
    return found


def _contents(
    application: FrozenApplication,
    sections: tuple[FrozenSection, ...],
    budget: BudgetRows,
) -> Contents:
    finding = application.report.by_clause().get(CEILING)
    value = finding.value.value if finding else None
    return Contents(
        title=application.title,
        sector=application.sector_title,
        months=application.duration_months,
        grant=application.grant_requested_eur,
        participants=tuple(budget.participants.values()),
        sections=tuple([_section(each) for each in sections]),
        packages=tuple([_package(each) for each in application.plan]),
        given=budget.given,
        ceilings=value if isinstance(value, Mapping) else None,
    )


def _section(section: FrozenSection) -> Section:
    return Section(section.code, section.title, section.help, section.kind, (), None)


def _package(row: FrozenPackage) -> Package:
    return Package(
        number=row.number,
        kind=WorkPackageKind(row.kind),
        title=row.title,
        start=row.start_month,
        end=row.end_month,
        lead=_number(row.lead),
        parts=(
            *(
                Part(
                    Sort.TASK,
                    row.number,
                    each.number,
                    each.start_month,
                    each.end_month,
                    _number(each.lead),
                )
                for each in row.tasks
            ),
            *(
                Part(Sort.RESULT, row.number, each.number, end=each.due_month)
                for each in row.results
            ),
            *(
                Part(Sort.MILESTONE, row.number, each.number, end=each.due_month)
                for each in row.milestones
            ),
        ),
    )


def _number(lead: FrozenLead | None) -> int | None:
    return lead.number if lead else None
