"""What a work plan lacks or contradicts."""

import datetime as dt

import pytest

from eligibility.core import Answer, Role
from proposals.completeness import Destination, Keeps, Place, Said, Sort, findings_of
from tests.proposals.completeness.drafts import (
    PLAN,
    PLAN_SECTION,
    draft,
    every_kind,
    package,
    part,
    partner,
    sentences,
)


def plan(*packages, **fields):
    return draft(PLAN_SECTION, packages=packages, **fields)


def said(*packages, **fields):
    """Return what is said besides the missing types."""
    found = findings_of(plan(*packages, **fields))
    return [each.sentence for each in found if each.package]


def test_an_empty_plan_asks_for_its_first_work_package():
    (found,) = findings_of(plan())

    assert found.sentence == (
        "There is no work package yet: each type is needed at least once."
    )
    assert found.to == Destination(Place.PACKAGE_ADD)


def test_a_whole_plan_lacks_nothing():
    (word,) = findings_of(plan(*every_kind()))
    said = {PLAN: Said(completed_at=dt.datetime(2026, 11, 28, tzinfo=dt.UTC))}

    assert word.sentence == "Plan: say whether this section is completed."
    assert word.to == Destination(Place.COMPLETED, (PLAN,))
    assert findings_of(plan(*every_kind(), said=said)) == ()


def test_a_form_without_a_plan_asks_for_none():
    assert findings_of(draft(packages=(package(lead=None),))) == ()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (
            ["qa"],
            (
                "No work package for quality assurance (QA): each type is needed at"
                " least once."
            ),
        ),
        (
            ["prep", "ev"],
            (
                "No work packages for preparation (PREP) and evaluation (EV): each"
                " type is needed at least once."
            ),
        ),
    ],
)
def test_missing_types_are_named_in_words(missing, sentence):
    packages = [each for each in every_kind() if each.kind not in missing]

    assert sentences(plan(*packages), PLAN) == [sentence]


def test_a_missing_lead_is_named():
    (found,) = [e for e in findings_of(plan(package(lead=None))) if e.package]

    assert found.sentence == "WP1 has no lead partner yet."
    assert found.to == Destination(Place.PACKAGE, (1, "lead"))
    assert found.keeps is Keeps.COMPLETING


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ({"answer": Answer.WITHDRAWN}, "P2 Ghent: left"),
        (
            {"role": Role.ASSOCIATED_PARTNER},
            "P2 Ghent: now an associated partner",
        ),
    ],
)
def test_a_lead_that_cannot_lead_is_named_wherever_it_leads(lead, words):
    led = package(lead=2, parts=(part(start=1, end=2, lead=2),))
    partners = (partner(1), partner(2, **lead))

    assert said(led, participants=partners) == [
        f"WP1 is led by {words}.",
        f"T1.1 is led by {words}.",
    ]


def test_a_lead_that_was_removed_is_known_by_its_number():
    assert said(package(lead=7)) == ["WP1 is led by P7: left."]


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(None, 3, "start_month"), (3, None, "end_month"), (None, None, "start_month")],
)
def test_open_months_are_named(start, end, field):
    found = [e for e in findings_of(plan(package(start=start, end=end))) if e.package]

    assert [(each.sentence, each.to) for each in found] == [
        (
            "WP1 has no first or no last month yet.",
            Destination(Place.PACKAGE, (1, field)),
        )
    ]


@pytest.mark.parametrize(
    ("end", "found"),
    [(48, []), (49, ["WP1 ends in M49, the project in M48."])],
)
def test_what_ends_after_the_project_is_named(end, found):
    assert said(package(end=end)) == found


def test_without_a_duration_nothing_is_too_late():
    assert said(package(end=120), months=None) == []


def test_parts_after_the_project_lead_to_their_month():
    late = [part(Sort.RESULT, end=49), part(start=47, end=50)]
    found = findings_of(plan(package(end=48, parts=tuple(late))))

    assert [(e.sentence, e.to) for e in found if e.package] == [
        (
            "R1.1 is due in M49, the project ends in M48.",
            Destination(Place.PART, (1, "results", 1, "due_month")),
        ),
        (
            "T1.1 ends in M50, the project in M48.",
            Destination(Place.PART, (1, "tasks", 1, "end_month")),
        ),
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (3, 24, []),
        (None, None, []),
        (2, 24, ["T1.1 (M2–M24) lies outside WP1 (M3–M24)."]),
        (3, 25, ["T1.1 (M3–M25) lies outside WP1 (M3–M24)."]),
        (None, 2, ["T1.1 (until M2) lies outside WP1 (M3–M24)."]),
    ],
)
def test_a_task_outside_its_work_package_is_named(start, end, found):
    assert said(package(start=3, parts=(part(start=start, end=end),))) == found


@pytest.mark.parametrize("sort", [Sort.RESULT, Sort.MILESTONE])
def test_what_is_due_outside_its_work_package_is_named(sort):
    late = part(sort, end=25)

    assert said(package(parts=(late,))) == [
        f"{late.label} is due in M25, outside WP1 (M1–M24)."
    ]


def test_months_that_are_open_contradict_nothing():
    assert said(package(start=None, end=None, parts=(part(start=99, end=99),))) == [
        "WP1 has no first or no last month yet.",
        "T1.1 ends in M99, the project in M48.",
    ]


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (1500, []),
        (1501, ["WP1 is described in 1,501 characters; 1,500 are advised."]),
    ],
)
def test_a_long_description_is_named_and_kept(size, found):
    assert said(package(described=size)) == found
