"""What a work plan lacks or contradicts."""

from dataclasses import replace

import pytest

from proposals.enums import WorkPackageKind
from proposals.selectors.work_plan_notes import PlanNote, plan_notes
from proposals.selectors.work_plan_rows import (
    Lead,
    PackageRow,
    PartRow,
    due_words,
    span_words,
)

LEAD = Lead(1, "P1", "Soria", "")


def package(kind="imp", number=1, start=1, end=24, lead=LEAD, **values):
    return PackageRow(
        key=number,
        number=number,
        label=f"WP{number}",
        kind=WorkPackageKind(kind),
        title="Pilots",
        start=start,
        end=end,
        months=span_words(start, end),
        lead=lead,
        version=1,
        **{"description": "", "tasks": (), "results": (), "milestones": (), **values},
    )


def part(sort="tasks", start=None, end=None, lead=None):
    label = {"tasks": "T1.1", "results": "R1.1", "milestones": "MS1.1"}[sort]
    months = span_words(start, end) if sort == "tasks" else due_words(end)
    return PartRow(sort, 1, label, "A part", start, end, months, "", lead, 1)


def sentences(*packages, duration=48):
    """Return what is said besides the missing types."""
    notes = plan_notes(packages, duration=duration)
    return [each.sentence for each in notes if each.package]


def test_an_empty_plan_is_not_reproached():
    assert plan_notes((), duration=48) == ()


def test_a_whole_plan_has_no_notes():
    packages = [package(kind) for kind in WorkPackageKind]

    assert plan_notes(packages, duration=48) == ()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (
            ["qa"],
            (
                "No work package of type QA (quality assurance): each type is needed at"
                " least once."
            ),
        ),
        (
            ["qa", "ev"],
            (
                "No work packages of types QA (quality assurance) and EV (evaluation):"
                " each type is needed at least once."
            ),
        ),
    ],
)
def test_missing_types_are_named(missing, sentence):
    packages = [package(kind) for kind in WorkPackageKind if kind not in missing]

    assert plan_notes(packages, duration=48) == (PlanNote(sentence, None),)


def test_a_missing_lead_is_named():
    assert sentences(package(lead=None)) == ["WP1 has no lead partner yet."]


def test_a_lead_that_left_is_named_wherever_it_leads():
    left = replace(LEAD, trouble="left")

    assert sentences(package(lead=left, tasks=(part(start=1, end=2, lead=left),))) == [
        "WP1 is led by P1 Soria: left.",
        "T1.1 is led by P1 Soria: left.",
    ]


@pytest.mark.parametrize(("start", "end"), [(None, 3), (3, None), (None, None)])
def test_open_months_are_named(start, end):
    assert sentences(package(start=start, end=end)) == [
        "WP1 has no first or no last month yet."
    ]


@pytest.mark.parametrize(
    ("end", "found"),
    [(48, []), (49, ["WP1 ends in M49, the project in M48."])],
)
def test_what_ends_after_the_project_is_named(end, found):
    assert sentences(package(end=end)) == found


def test_a_result_due_after_the_project_is_named():
    late = part("results", end=49)

    assert sentences(package(results=(late,))) == [
        "R1.1 ends in M49, the project in M48."
    ]


def test_without_a_duration_nothing_is_too_late():
    assert sentences(package(end=120), duration=None) == []


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (3, 24, []),
        (None, None, []),
        (2, 24, ["T1.1 (M2–M24) lies outside its M3–M24."]),
        (3, 25, ["T1.1 (M3–M25) lies outside its M3–M24."]),
    ],
)
def test_a_task_outside_its_work_package_is_named(start, end, found):
    row = package(start=3, end=24, tasks=(part(start=start, end=end),))

    assert sentences(row) == found


def test_a_milestone_may_come_after_the_work():
    assert sentences(package(end=12, milestones=(part("milestones", end=14),))) == []


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (1500, []),
        (1501, ["WP1 is described in 1501 characters; 1,500 are advised."]),
    ],
)
def test_a_long_description_is_named_and_kept(size, found):
    assert sentences(package(description="x" * size)) == found
