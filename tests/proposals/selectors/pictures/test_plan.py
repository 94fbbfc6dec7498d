"""The plan as a picture: every line of its table has its mark in the right months."""

import pytest

from proposals.enums import ResultKind
from proposals.selectors.pictures.plan import plan_pictures
from proposals.selectors.pictures.plan_drawing import LEFT, RIGHT, Sort
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from tests.factories import make_eligible_draft
from tests.proposals.selectors.pictures.grounds import ground_of, marks, words
from tests.proposals.services.budgets import make_budget_draft, make_package
from tests.proposals.services.work_plans import add_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_budget_draft(duration_months=24)
    package = make_package(draft, start_month=1, end_month=12)
    add_to(package, TaskEntry("Interviews", 1, 6, 1))
    add_to(package, ResultEntry("Report", ResultKind.REPORT, due_month=6))
    add_to(package, MilestoneEntry("Board agreed", 12))
    make_package(draft, 2, title="Pilots", kind="imp")
    return draft


def picture(draft):
    (found,) = plan_pictures(ground_of(draft))
    return found


def test_every_line_of_the_table_is_drawn(draft):
    found = picture(draft)

    assert [(row.label, row.name, row.cells) for row in found.table.rows] == [
        ("WP1", "Management", ("Work package", "M1–M12", "–")),
        ("T1.1", "Interviews", ("Task", "M1–M6", "P1")),
        ("R1.1", "Report", ("Result", "M6", "–")),
        ("MS1.1", "Board agreed", ("Milestone", "M12", "–")),
        ("WP2", "Pilots", ("Work package", "months open", "–")),
    ]
    labels = [each.words for each in marks(found, "text") if each.x == 0]
    assert labels == ["Month", *(row.label for row in found.table.rows)]
    titles = words(found, "strong-wide", "quiet-wide")
    assert titles == ["Year 1", "Year 2", *(row.name for row in found.table.rows)]


def test_marks_stand_in_their_months(draft):
    found = picture(draft)
    half, quarter = (RIGHT - LEFT) / 2, (RIGHT - LEFT) / 4

    package, task = (marks(found, "box", each)[0] for each in ("bar", "lines"))
    result = marks(found, "box", "ink")[0]
    milestone = marks(found, "path", "hollow")[0]
    assert (package.x, package.width) == (LEFT, half)
    assert (task.x, task.width) == (LEFT, quarter)
    assert result.x + result.width == LEFT + quarter
    assert milestone.data.startswith(f"M{LEFT + half} ")


def test_open_months_are_words(draft):
    assert "months open" in words(picture(draft), "quiet")


def test_key_names_each_sort_once(draft):
    found = picture(draft)

    key = {"Work package", "Task", "Result", "Milestone"}
    assert [each for each in words(found, "text") if each in key] == [
        "Work package",
        "Task",
        "Result",
        "Milestone",
    ]
    assert len(Sort) == len(key)


@pytest.mark.parametrize(
    ("months", "ending"),
    [
        (24, "All of it lies within the 24 months of the project."),
        (11, "Beyond the end of the project: WP1, MS1.1."),
        (None, "The duration of the project is not stated."),
    ],
)
def test_finding_compares_with_the_duration(draft, months, ending):
    draft.duration_months = months

    found = picture(draft)

    start = "2 work packages with 3 tasks, results and milestones."
    assert found.finding == f"{start} {ending}"
    assert bool(marks(found, "line", "end")) is (months == 11)


def test_a_plan_of_nothing_is_a_sentence_and_a_way():
    found = picture(make_budget_draft())

    assert (found.drawing, found.finding) == (None, "There is no work package yet.")
    assert found.way.words == "Add a work package"


def test_a_form_without_a_plan_has_no_picture_of_it():
    assert plan_pictures(ground_of(make_eligible_draft())) == ()


def test_a_plan_too_long_for_a_slide_is_drawn_package_by_package(draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.pictures.plan.MOST", 4)

    whole, *packages = plan_pictures(ground_of(draft))

    assert whole.table is not None
    assert packages[0].table is not None
    assert [(row.label, row.cells) for row in whole.table.rows] == [
        ("WP1", ("M1–M12", "–", "R1.1: M6, MS1.1: M12")),
        ("WP2", ("months open", "–", "–")),
    ]
    assert len(marks(whole, "box", "lines")) == 0
    assert len(marks(whole, "path", "hollow")) == 2  # one of them in the key
    assert [(each.key, each.title) for each in packages] == [
        ("plan-1", "WP1 Management"),
        ("plan-2", "WP2 Pilots"),
    ]
    assert packages[0].finding == "M1–M12, 3 tasks, results and milestones."
    assert [row.label for row in packages[0].table.rows] == [
        *("WP1", "T1.1", "R1.1", "MS1.1")
    ]


def test_a_plan_that_fits_is_one_drawing(draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.pictures.plan.MOST", 5)

    assert [each.key for each in plan_pictures(ground_of(draft))] == ["plan"]
