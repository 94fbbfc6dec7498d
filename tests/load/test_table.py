"""The table counts every request, also those that failed."""

from dataclasses import replace

import pytest

from tests.load.person import Heard
from tests.load.plan import Sample
from tests.load.ratios import HEAD as RATIOS
from tests.load.ratios import Pair, compare
from tests.load.table import (
    HEAD,
    Goal,
    errors_of,
    percentile,
    requests_table,
    shares,
)

HUNDRED = [float(each) for each in range(1, 101)]


@pytest.mark.parametrize(
    ("part", "value"), [(0.0, 1.0), (0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (1, 100.0)]
)
def test_a_percentile_is_a_value_that_was_measured(part, value):
    assert percentile(HUNDRED, part) == value


def test_of_one_value_all_percentiles_are_it():
    assert [percentile([3.0], part) for part in (0.5, 0.99)] == [3.0, 3.0]


def test_each_kind_has_a_row_and_all_together_one():
    samples = [Sample("save", each) for each in HUNDRED] + [Sample("list", 7, "500")]

    assert requests_table(samples, 10) == (
        HEAD
        + "| list | 1 | 0.1 | 7 | 7 | 7 | 1 |\n"
        + "| save | 100 | 10.0 | 50 | 95 | 99 | 0 |\n"
        + "| **all** | 101 | 10.1 | 50 | 95 | 99 | 1 |\n"
    )


def test_errors_are_said_with_their_number_the_most_first():
    late, lost = Sample("save", 9, "timed out"), Sample("list", 1, "answered 500")

    assert errors_of([lost, late, replace(late, milliseconds=8), Sample("a", 1)]) == [
        "2x save: timed out",
        "1x list: answered 500",
    ]


@pytest.mark.parametrize(("figure", "verdict"), [(2.0, "met"), (2.01, "MISSED")])
def test_a_goal_is_met_at_its_bound_and_missed_above(figure, verdict):
    goal = Goal("p99", figure, 2.0, " s")

    assert str(goal) == f"p99: {figure:.2f} s, goal at most 2 s: {verdict}"


def test_shares_are_of_all_processors(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)

    assert shares({"web": 10.0, "generator": 1.0}, 10) == (
        "Of the processors: web 50%, generator 5%.\n"
    )


def test_a_ratio_is_the_middle_of_its_blocks():
    floor, ours = (lambda: Heard(200, b"", 0.01)), (lambda: Heard(200, b"", 0.03))

    line = str(compare(Pair("a page", (floor,), (ours,), 3.5), rounds=2))

    assert line == "| a page | 10.0 | 30.0 | 3.00 | 3.00 to 3.00 | 3.5 | met |\n"
    assert RATIOS.splitlines()[0].count("|") == line.count("|")
