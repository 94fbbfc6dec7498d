"""Prints what tests cost in processor time: `pytest -p tests.costs`.

Time by the clock says how busy the machine is; this says which test made it busy.
A test that takes more than its share ends the run as failed.
"""

import resource
import time
from collections.abc import Iterable, Iterator

import pytest

MOST_SECONDS = 30.0
"""Far above the dearest one, on a busy machine too."""
SHOWN = 10
KEY = "processor_seconds"


def processor_seconds() -> float:
    """Return what this process and its ended children have used."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    started = processor_seconds()
    try:
        return (yield)
    finally:
        item.user_properties.append((KEY, processor_seconds() - started))


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for name, value in report.user_properties:
        if name == KEY and isinstance(value, float):
            COSTS[report.nodeid] = value


def pytest_sessionfinish(session: pytest.Session) -> None:
    if too_dear(COSTS) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = sum(COSTS.values())
    terminalreporter.section(f"{total:.0f} s of processor time in {len(COSTS)} tests")
    for name in dearest(COSTS):
        terminalreporter.write_line(f"{COSTS[name]:7.2f} s  {name}")
    for name in too_dear(COSTS):
        terminalreporter.write_line(f"More than {MOST_SECONDS:.0f} s: {name}")


COSTS: dict[str, float] = {}


def dearest(costs: dict[str, float]) -> Iterable[str]:
    """Return the names of the dearest tests, the dearest first."""
    return sorted(costs, key=lambda name: -costs[name])[:SHOWN]


def too_dear(costs: dict[str, float]) -> Iterable[str]:
    """Return the names of tests above what one may take."""
    return [name for name in dearest(costs) if costs[name] > MOST_SECONDS]
