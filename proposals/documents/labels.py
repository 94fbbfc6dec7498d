"""Partner numbers as a reader scans them: P1 to P9, P12."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

SHORTEST_RUN = 3
"""Two neighbours read better with a comma than with "to"."""


def listed_labels(labels: Iterable[str]) -> str:
    """Join labels such as P7 in the order of their numbers, runs as "P1 to P9"."""
    numbers = sorted({int(label.removeprefix("P")) for label in labels if label})
    return ", ".join(_run(run) for run in _runs(numbers))


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _run(run: list[int]) -> str:
    if len(run) < SHORTEST_RUN:
        return ", ".join(f"P{number}" for number in run)
    return _("P%(first)d to P%(last)d") % {"first": run[0], "last": run[-1]}
