"""The suite stays fast: who is expensive is named, and measuring costs little."""

import os
import subprocess
import sys

import pytest

from tests import costs, coverage_gates
from tests.architecture import sources
from tests.stack import folders


def seen(lines=(), never=(), branches=(), missing=()):
    return {
        "executed_lines": list(lines),
        "missing_lines": list(never),
        "executed_branches": list(branches),
        "missing_branches": list(missing),
    }


def test_dearest_tests_come_first_and_the_dearest_of_all_is_too_dear():
    taken = {f"test-{number}": float(number) for number in range(12)}
    taken["test-of-hours"] = costs.MOST_SECONDS + 0.1
    taken["test-at-the-limit"] = costs.MOST_SECONDS

    assert list(costs.dearest(taken))[:3] == [
        "test-of-hours",
        "test-at-the-limit",
        "test-11",
    ]
    assert len(list(costs.dearest(taken))) == costs.SHOWN
    assert costs.too_dear(taken) == ["test-of-hours"]


def test_a_test_that_takes_too_long_ends_the_run_as_failed(tmp_path):
    (tmp_path / "test_long.py").write_text("def test_long():\n    sum(range(9_999))\n")
    start = "import pytest, sys; from tests import costs; costs.MOST_SECONDS = {};"
    run = "sys.exit(pytest.main(['-q', '-p', 'tests.costs', '-c/dev/null', {!r}]))"

    def status(limit):
        program = f"{start.format(limit)} {run.format(str(tmp_path))}"
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command,
            cwd=sources.BASE,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    refused, allowed = status(0), status(30)

    assert (refused.returncode, allowed.returncode) == (1, 0)
    assert "More than 0 s: " in refused.stdout
    assert "More than" not in allowed.stdout


def test_share_counts_lines_and_branches_alike():
    files = {"a.py": seen([1, 2], [3], [[2, 3]], [[2, 0], [3, 4]]), "b.py": seen()}

    assert coverage_gates.share_of(files) == 50.0
    assert coverage_gates.share_of({}) == 0.0


def test_missing_names_lines_and_the_branches_of_lines_that_ran():
    files = {
        "b.py": seen([1, 2], [4, 5, 6, 9], [[2, 4]], [[2, 0], [4, 5]]),
        "a.py": seen([1]),
    }

    assert coverage_gates.missing_of(files) == [" 33.33 %  b.py  4-6, 9, 2->exit"]


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("eligibility/core/test_x.py", {"core"}),
        ("eligibility/test_core.py", set()),
        ("browser/test_x.py", {"browser"}),
        ("proposals/views/test_x.py", {"above"}),
        ("proposals/test_views.py", set()),
        ("../elsewhere/views/test_x.py", set()),
    ],
)
def test_tests_are_marked_by_their_folder(name, marks):
    path = (sources.BASE / "tests" / name).resolve()

    assert folders.marks_of(path) == marks


@pytest.mark.parametrize(
    ("given", "wanted", "may"),
    [
        ({"above"}, "", True),
        ({"above"}, "not (core or browser) and not above", False),
        ({"core"}, "not (core or browser) and not above", False),
        (set(), "not (core or browser) and not above", True),
        ({"above"}, "above and journeys", True),
        ({"above"}, "not journeys", True),
        (set(), "above", True),
        (set(), "core", False),
    ],
)
def test_files_are_read_unless_all_they_may_hold_is_left_out(given, wanted, may):
    assert folders.may_be_wanted(frozenset(given), wanted) is may
