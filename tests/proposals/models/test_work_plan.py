"""What the database itself refuses in a work plan."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alliances.models import Rate
from proposals.enums import StaffCategory, WorkPackageKind
from proposals.models import (
    ActivityCoverage,
    Effort,
    Milestone,
    Result,
    Task,
    WorkPackage,
)
from proposals.violations import violated_constraint
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db


def package(draft, number=1, **values):
    return WorkPackage.objects.create(
        **{
            "proposal": draft,
            "number": number,
            "kind": WorkPackageKind.MGNT,
            "title": "Management",
            **values,
        }
    )


def refusal(model, **values):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        model.objects.create(**values)
    return violated_constraint(caught.value, model)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"start_month": 0}, "workpackage_months_from_1"),
        ({"end_month": 0}, "workpackage_months_from_1"),
        ({"start_month": 7, "end_month": 6}, "workpackage_months_in_order"),
        ({"kind": "fun"}, "work_package_kind_known"),
        ({"number": 1}, "work_package_number_once"),
        ({"description": "x" * 40_001}, "work_package_description_not_endless"),
    ],
)
def test_a_work_package_cannot_be(values, constraint):
    draft = make_eligible_draft()
    package(draft, 1)
    stated = {"proposal": draft, "number": 2, "kind": "imp", "title": "Pilots"}

    assert refusal(WorkPackage, **{**stated, **values}) == constraint


@pytest.mark.parametrize("months", [(1, 1), (6, 7), (None, 3), (3, None)])
def test_a_work_package_may_be_short_or_open(months):
    start, end = months

    made = package(make_eligible_draft(), start_month=start, end_month=end)

    assert str(made) == "Management"


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        (Task, {"start_month": 2, "end_month": 1}, "task_months_in_order"),
        (Task, {"start_month": 0}, "task_months_from_1"),
        (Result, {"kind": "report", "due_month": 0}, "result_due_from_1"),
        (Result, {"kind": "fun"}, "result_kind_known"),
        (Result, {"kind": "report", "level": "fun"}, "result_level_known"),
        (Milestone, {"due_month": 0}, "milestone_due_from_1"),
    ],
)
def test_a_part_of_a_work_package_cannot_be(model, values, constraint):
    stated = {"work_package": package(make_eligible_draft()), "number": 1}

    assert refusal(model, **stated, title="A part", **values) == constraint


@pytest.mark.parametrize(
    ("model", "constraint"),
    [
        (Task, "task_number_once"),
        (Result, "result_number_once"),
        (Milestone, "milestone_number_once"),
    ],
)
def test_a_number_is_given_once_in_a_work_package(model, constraint):
    stated = {"work_package": package(make_eligible_draft()), "number": 1}
    if model is Result:
        stated["kind"] = "report"
    model.objects.create(**stated, title="First")

    assert refusal(model, **stated, title="Second") == constraint


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"days": Decimal("-0.1")}, "effort_not_negative"),
        ({"category": "director"}, "effort_category_known"),
        ({"category": "teacher"}, "effort_once"),
    ],
)
def test_effort_cannot_be(values, constraint):
    draft = make_eligible_draft()
    place = {
        "work_package": package(draft),
        "partnership": draft.alliance.partnerships.first(),
    }
    Effort.objects.create(**place, category="teacher", days=Decimal("2.5"))
    stated = {"category": "manager", "days": Decimal(0)}

    assert refusal(Effort, **place, **{**stated, **values}) == constraint


def test_an_activity_is_in_a_work_package_once():
    draft = make_eligible_draft()
    place = {
        "proposal": draft,
        "activity": "activity-strategy",
        "work_package": package(draft),
    }
    ActivityCoverage.objects.create(**place)

    assert refusal(ActivityCoverage, **place) == "activity_coverage_once"


def test_parts_are_called_by_number():
    work_package = package(make_eligible_draft(), 3)
    parts: list[Task | Result | Milestone] = [
        Task(work_package=work_package, number=2),
        Result(work_package=work_package, number=1),
        Milestone(work_package=work_package, number=4),
    ]

    assert [work_package.label, *(each.label for each in parts)] == [
        "WP3",
        "T3.2",
        "R3.1",
        "MS3.4",
    ]


def test_what_is_counted_says_so():
    effort = Effort(days=Decimal("2.5"), category="teacher")

    assert [str(effort), str(ActivityCoverage(activity="strategy"))] == [
        "2.5 teacher",
        "strategy",
    ]


def test_staff_categories_are_the_columns_of_the_rates():
    columns = {field.name for field in Rate._meta.get_fields()}

    assert [each for each in StaffCategory.values if each not in columns] == []


def test_types_of_work_packages_are_those_of_the_form():
    assert [each.short for each in WorkPackageKind] == [
        "PREP",
        "MGNT",
        "IMP",
        "QA",
        "EV",
        "DISS",
    ]
