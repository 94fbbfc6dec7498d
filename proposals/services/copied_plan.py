"""The work plan of a draft in its copy, with days, activities and mobility.

Numbers stay what they were: texts speak of WP3 and R2.1. What was removed is not
copied. Whoever left is nobody's lead in the copy, and its days and lines stay behind.
"""

from collections.abc import Collection, Mapping

from alliances.models import Partnership
from proposals.models import (
    ActivityCoverage,
    Effort,
    Milestone,
    MobilityLine,
    Proposal,
    Result,
    Task,
    WorkPackage,
)

Partners = Mapping[int, Partnership]
"""Key of a partner in the original → the partner in the copy."""
Packages = Mapping[int, WorkPackage]
"""Key of a work package in the original → the one in the copy."""


def copy_plan(*, source: Proposal, target: Proposal, partners: Partners) -> Packages:
    """Copy work packages with their parts and days: ten queries."""
    rows = list(WorkPackage.objects.current().filter(proposal=source))
    made = WorkPackage.objects.bulk_create(
        WorkPackage(
            proposal=target,
            number=each.number,
            title=each.title,
            kind=each.kind,
            description=each.description,
            start_month=each.start_month,
            end_month=each.end_month,
            lead=partners.get(each.lead_id or 0),
        )
        for each in rows
    )
    packages = {old.pk: new for old, new in zip(rows, made, strict=True)}
    _copy_tasks(source, packages, partners)
    _copy_results(source, packages)
    _copy_milestones(source, packages)
    _copy_days(packages, partners)
    return packages


def copy_coverage(
    *,
    source: Proposal,
    target: Proposal,
    activities: Collection[str],
    packages: Packages,
) -> None:
    """Copy which work packages carry out the activities that are asked: two queries."""
    rows = ActivityCoverage.objects.filter(proposal=source, activity__in=activities)
    ActivityCoverage.objects.bulk_create(
        ActivityCoverage(
            proposal=target,
            activity=each.activity,
            work_package=packages[each.work_package_id],
        )
        for each in rows
        if each.work_package_id in packages
    )


def copy_mobility(
    *, source: Proposal, target: Proposal, partners: Partners, packages: Packages
) -> None:
    """Copy the lines of the partners who come along: two queries."""
    rows = MobilityLine.objects.current().filter(proposal=source)
    MobilityLine.objects.bulk_create(
        MobilityLine(
            proposal=target,
            number=each.number,
            partnership=partners[each.partnership_id],
            work_package=packages.get(each.work_package_id or 0),
            traveller=each.traveller,
            participants=each.participants,
            distance_km=each.distance_km,
            days=each.days,
        )
        for each in rows
        if each.partnership_id in partners
    )


def _copy_tasks(source: Proposal, packages: Packages, partners: Partners) -> None:
    rows = Task.objects.current().filter(work_package__proposal=source)
    Task.objects.bulk_create(
        Task(
            work_package=packages[each.work_package_id],
            number=each.number,
            title=each.title,
            start_month=each.start_month,
            end_month=each.end_month,
            lead=partners.get(each.lead_id or 0),
        )
        for each in rows
        if each.work_package_id in packages
    )


def _copy_results(source: Proposal, packages: Packages) -> None:
    rows = Result.objects.current().filter(work_package__proposal=source)
    Result.objects.bulk_create(
        Result(
            work_package=packages[each.work_package_id],
            number=each.number,
            title=each.title,
            kind=each.kind,
            level=each.level,
            due_month=each.due_month,
        )
        for each in rows
        if each.work_package_id in packages
    )


def _copy_milestones(source: Proposal, packages: Packages) -> None:
    rows = Milestone.objects.current().filter(work_package__proposal=source)
    Milestone.objects.bulk_create(
        Milestone(
            work_package=packages[each.work_package_id],
            number=each.number,
            title=each.title,
            due_month=each.due_month,
        )
        for each in rows
        if each.work_package_id in packages
    )


def _copy_days(packages: Packages, partners: Partners) -> None:
    rows = Effort.objects.filter(
        work_package__in=packages, partnership__in=partners, days__gt=0
    )
    Effort.objects.bulk_create(
        Effort(
            work_package=packages[each.work_package_id],
            partnership=partners[each.partnership_id],
            category=each.category,
            days=each.days,
        )
        for each in rows
    )
