"""Where bars, diamonds and lines stand in the picture of a plan."""

from dataclasses import replace

import pytest

from proposals.selectors.plan.gantt import gantt_of
from tests.proposals.selectors.plan.plan_rows import LEAD, package, part


def drawn(*packages, duration=48):
    return gantt_of(packages, duration=duration)


def test_there_is_no_picture_of_nothing():
    assert gantt_of((), duration=48) is None


def test_a_bar_spans_its_months_whole():
    gantt = drawn(package(start=1, end=48), package(start=25, end=48))

    first, second = gantt.rows
    assert (first.x, first.width, first.top) == ("276.0", "612.0", 53)
    assert (second.x, second.width, second.top) == ("582.0", "306.0", 85)
    assert (gantt.height, gantt.floor) == (120, 108)


@pytest.mark.parametrize(("start", "end"), [(None, 3), (3, None)])
def test_open_months_have_no_bar(start, end):
    (row,) = drawn(package(start=start, end=end)).rows

    assert (row.x, row.months) == ("", "until M3" if end else "from M3")


def test_a_milestone_stands_at_the_end_of_its_month():
    marks = (part("milestones", end=24), part("milestones"))

    (row,) = drawn(package(milestones=marks)).rows

    assert [(each.path, each.title) for each in row.diamonds] == [
        ("M582.0 51l9 9-9 9-9-9z", "MS1.1 A part")
    ]


@pytest.mark.parametrize(
    ("duration", "months", "years"),
    [
        (24, 3, 2),
        (36, 6, 3),
        (60, 6, 5),
        (61, 12, 6),
    ],
)
def test_years_and_months_stand_above(duration, months, years):
    gantt = drawn(package(), duration=duration)

    assert [each.words for each in gantt.years] == [
        f"Year {number}" for number in range(1, years + 1)
    ]
    assert [each.words for each in gantt.months[:2]] == ["1", str(1 + months)]


def test_without_a_duration_the_longest_counts():
    assert drawn(package(end=30), duration=None).title == ("Work plan over 30 months")
    assert drawn(package(end=2), duration=None).title == ("Work plan over 12 months")


def test_the_end_of_the_project_is_drawn_where_something_lies_beyond_it():
    assert drawn(package(end=24), duration=24).end is None

    beyond = drawn(package(end=48), duration=24).end
    assert (beyond.x, beyond.words) == ("582.0", "End of the project")


def test_long_titles_are_shortened_and_leads_named():
    named = package(lead=LEAD)
    long = package(number=10, lead=None)

    rows = drawn(named, long).rows

    assert [(each.title, each.lead) for each in rows] == [
        ("Pilots", "P1"),
        ("Pilots", ""),
    ]


def test_a_title_too_long_for_its_place_ends_in_dots():
    row = replace(package(), title="Pilots of work-based learning in museums")

    assert drawn(row).rows[0].title == "Pilots of work-based learni…"


def test_the_picture_is_also_said():
    marks = (part("milestones", end=24), part("milestones", end=30))
    gantt = drawn(package(), package(number=2, milestones=marks))

    assert gantt.description == (
        "WP1 Pilots: M1–M24. WP2 Pilots: M1–M24, milestones A part M24, A part M30."
    )
