"""Runs of faults at the same time, and after one that was killed."""

from contextlib import ExitStack

import pytest

from tests.faults import slots
from tests.faults.network import Cable


@pytest.fixture(autouse=True)
def place(monkeypatch, tmp_path):
    monkeypatch.setattr(slots, "PLACE", tmp_path / "locks")


def nothing(_number):
    """Clear nothing."""


def test_runs_at_the_same_time_have_numbers_of_their_own():
    with slots.own_number(nothing) as first, slots.own_number(nothing) as second:
        assert first != second


def test_a_number_is_free_again_after_its_run():
    with slots.own_number(nothing) as first:
        pass
    with slots.own_number(nothing) as second:
        assert second == first


def test_what_dead_runs_left_is_cleared_and_nothing_of_a_running_one():
    cleared: list[int] = []
    with slots.own_number(nothing) as running, slots.own_number(cleared.append):
        pass

    assert sorted([*cleared, running]) == list(range(slots.MOST_RUNS))


def test_one_run_too_many_is_refused_in_words():
    with ExitStack() as runs:
        for _each in range(slots.MOST_RUNS):
            runs.enter_context(slots.own_number(nothing))
        with pytest.raises(RuntimeError, match="wait for one to end"):
            runs.enter_context(slots.own_number(nothing))


def test_no_two_cables_share_an_address():
    addresses = [
        Cable("x", run=run, number=number).address
        for run in range(slots.MOST_RUNS)
        for number in (1, 2)
    ]

    assert len({*addresses}) == len(addresses)
