"""Days that are missing where somebody leads, or altogether."""

from dataclasses import replace

from eligibility.core import Role
from proposals.completeness import Destination, Place, Sort, findings_of
from tests.proposals.budget.figures import days
from tests.proposals.completeness.drafts import (
    PLAN,
    PLAN_SECTION,
    budgeted,
    draft,
    every_kind,
    package,
    part,
    partner,
)


def effort(contents):
    found = [each for each in findings_of(contents) if each.section == PLAN]
    places = {Place.EFFORT, Place.EFFORT_TABLE}
    return [(each.sentence, each.to) for each in found if each.to.place in places]


def test_days_nobody_entered_are_not_missed():
    assert effort(draft(PLAN_SECTION, packages=every_kind())) == []


def test_days_without_a_plan_are_not_looked_at():
    assert effort(replace(budgeted(), sections=())) == []


def test_whoever_leads_has_days_there():
    second = package("qa", 2, lead=3)
    task = replace(part(start=1, end=2, lead=2), package=2)
    contents = budgeted(packages=(package(), replace(second, parts=(task,))))

    assert effort(contents) == [
        ("P2 leads T2.1 but has 0 days in WP2.", Destination(Place.EFFORT, (2, 2))),
        ("P3 leads WP2 but has 0 days there.", Destination(Place.EFFORT, (3, 2))),
    ]


def test_leading_a_work_package_says_its_tasks():
    tasks = (part(start=1, end=2, lead=1), part(Sort.RESULT, end=2))
    contents = budgeted(
        packages=(package(parts=tasks),), efforts=(days(1, 2), days(1, 3))
    )

    assert effort(contents)[0][0] == "P1 leads WP1 but has 0 days there."
    assert len(effort(contents)) == 2


def test_who_cannot_lead_is_not_asked_for_days():
    partners = (partner(1), partner(2), partner(3, role=Role.ASSOCIATED_PARTNER))
    contents = budgeted(
        packages=(package(lead=3), package("qa", 2, lead=9)),
        participants=partners,
        efforts=(days(1, 1), days(1, 2)),
    )

    assert effort(contents) == []


def test_a_partner_without_any_days_is_named():
    contents = budgeted(efforts=(days(1, 1), days(0, 2)))

    assert effort(contents) == [
        ("P2 Ghent has no days yet.", Destination(Place.EFFORT, (2, None))),
        ("P3 Plovdiv has no days yet.", Destination(Place.EFFORT, (3, None))),
    ]


def test_many_without_days_are_counted():
    partners = [partner(2, label=f"P{number}") for number in range(2, 9)]
    contents = budgeted(participants=(partner(), *partners), efforts=(days(1, 1),))

    assert effort(contents) == [
        ("7 partners have no days yet.", Destination(Place.EFFORT_TABLE))
    ]


def test_days_of_who_was_removed_are_named():
    efforts = (days(1, 1), days(1, 2), days(1, 3), days(2, 9), days(3, 9, 2))
    packages = (package(), package("qa", 2))

    found = effort(budgeted(efforts=(*efforts, days(1, 1, 2)), packages=packages))

    assert found == [
        (
            "P9 was removed and has 5 days: they are in no total.",
            Destination(Place.EFFORT_TABLE),
        )
    ]
