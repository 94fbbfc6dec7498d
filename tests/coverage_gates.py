"""Judges the measured branch coverage: 100 % of the core, 95 % of the rest."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from slipcover import merge_coverage

from tests.measured import BASE, new_counter

CORE = "eligibility/core/"
# Run before anything is installed, or as the parent of everything; their tests start
# them as programs, where nothing is measured.
PROGRAMS = ("config/bootstrap.py", "config/supervisor.py")
GATES = {"eligibility/core": 100, "everything else": 95}
Files = Mapping[str, Mapping[str, Any]]


def main() -> int:
    """Report each gate that is not met; return the exit status."""
    files = measured()
    groups = {
        "eligibility/core": {
            name: each for name, each in files.items() if name.startswith(CORE)
        },
        "everything else": {
            name: each
            for name, each in files.items()
            if not name.startswith(CORE) and name not in PROGRAMS
        },
    }
    failed = []
    for group, least in GATES.items():
        print(f"\nBranch coverage of {group}:")
        for line in missing_of(groups[group]):
            print(f"  {line}")
        share = share_of(groups[group])
        print(f"  {share:.2f} %, at least {least} %")
        if share < least:
            failed.append(group)
    if failed:
        print(f"\nToo little is tested in {' and '.join(failed)}: see the lines above.")
    return int(bool(failed))


def measured() -> Files:
    """Return what all processes of the run saw, with the files nobody imported."""
    everything = new_counter(of_everything=True).get_coverage()
    for path in BASE.glob(".coverage.*.json"):
        merge_coverage(everything, json.loads(path.read_text(encoding="utf-8")))
    return everything["files"]  # type: ignore[no-any-return]  # documented JSON


def share_of(files: Files) -> float:
    """Return the percentage of lines and branches that ran; 0 where nothing is."""
    ran = all_ = 0
    for each in files.values():
        seen = len(each["executed_lines"]) + len(each["executed_branches"])
        ran += seen
        all_ += seen + len(each["missing_lines"]) + len(each["missing_branches"])
    return 100 * ran / all_ if all_ else 0.0


def missing_of(files: Files) -> list[str]:
    """Return a line for each file in which something never ran, by name."""
    lines = []
    for name, each in sorted(files.items()):
        never = set(each["missing_lines"])
        # A branch from a line that never ran says nothing new.
        branches = [
            f"{start}->{end or 'exit'}"
            for start, end in each["missing_branches"]
            if start not in never
        ]
        if never or branches:
            found = ", ".join([*ranges_of(never), *branches])
            lines.append(f"{share_of({name: each}):6.2f} %  {name}  {found}")
    return lines


def ranges_of(numbers: Iterable[int]) -> list[str]:
    """Return numbers as people write them: 4-6 for 4, 5, 6."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return [
        f"{each[0]}-{each[-1]}" if len(each) > 1 else str(each[0]) for each in ranges
    ]


if __name__ == "__main__":
    sys.exit(main())
