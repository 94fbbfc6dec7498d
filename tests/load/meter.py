"""Who uses the processors of this machine while something is measured."""

import contextlib
import time
from collections.abc import Mapping

import psutil

OTHERS = "everything else on this machine"


class Meter:
    """Reads the processor time of groups of processes, and of the whole machine."""

    def __init__(self, groups: Mapping[str, psutil.Process | None]) -> None:
        self._groups = {name: each for name, each in groups.items() if each}
        self._before = self._read()
        self._begun = time.monotonic()

    def worked(self, ended: Mapping[str, float]) -> tuple[dict[str, float], float]:
        """Return seconds of the processor by group since the start, and by the clock.

        `ended` says it of groups that are gone. What no group used is that of all
        others, which should be next to nothing.
        """
        now = self._read()
        used = dict(ended)
        used |= {name: now[name] - self._before[name] for name in self._groups}
        busy = now[OTHERS] - self._before[OTHERS]
        used[OTHERS] = max(0.0, busy - sum(used.values()))
        return used, time.monotonic() - self._begun

    def _read(self) -> dict[str, float]:
        times = psutil.cpu_times()
        waiting = times.idle + getattr(times, "iowait", 0.0)
        used = {name: processor_seconds(each) for name, each in self._groups.items()}
        return used | {OTHERS: float(sum(times[:8]) - waiting)}


def processor_seconds(first: psutil.Process) -> float:
    """Return what a process and all it started has used, also those that ended."""
    total = 0.0
    with contextlib.suppress(psutil.NoSuchProcess):
        for each in (first, *first.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                total += sum(each.cpu_times()[:4])  # with children that ended
    return total
