"""A plan survives its file and never leaves this machine."""

import pytest

from tests.load.plan import (
    Coordinator,
    NotThisMachine,
    Outcome,
    Partner,
    Plan,
    Presser,
    Reader,
    Sample,
    require_loopback,
)

PLAN = Plan(
    host="http://127.0.0.1:8000",
    seconds=60.0,
    coordinators=(
        Coordinator(
            "s", 1, "D", (("list", "/"),), (("why", "/why"),), "/c", (0.5, 1.0, 2.0)
        ),
    ),
    partners=(Partner(7, "/confirm/t/", "Anna", 0.5),),
    pressers=(Presser("s", 1, "/submit", 3, 0.25),),
    readers=(Reader("s", "list", "/", "D", 0.75),),
)


def test_a_plan_is_read_as_it_was_written(tmp_path):
    PLAN.write(tmp_path / "plan.json")

    assert Plan.read(tmp_path / "plan.json") == PLAN


def test_an_outcome_is_read_as_it_was_written(tmp_path):
    outcome = Outcome(
        samples=[Sample("list", 3.5, "answered 500")],
        saved=[("1/why", 1, 2, "A")],
        confirmed=[(7, "Anna")],
        pressed=[(1, "key", "5-EPP")],
        receipts=["5-EPP"],
    )
    outcome.write(tmp_path / "outcome.json")

    assert Outcome.read(tmp_path / "outcome.json") == outcome


@pytest.mark.parametrize(
    "host",
    ["http://127.0.0.1:1", "http://127.9.9.9:1", "http://[::1]:1", "http://localhost"],
)
def test_this_machine_may_be_asked(host):
    require_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "http://192.0.2.1",
        "https://alliances.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@192.0.2.1/",
        "http://0.0.0.0:8000",
        "",
    ],
)
def test_no_other_machine_is(host):
    with pytest.raises(NotThisMachine):
        require_loopback(host)
