"""All targets, one table: `python -m tests.fuzz [SECONDS]`, at most those in all.

Ends with an error where anything was answered that nobody meant; such inputs lie in
`var/fuzz/`. With `WRITE_FUZZING=1` the table goes into `docs/security/fuzzing.md`.
"""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.architecture.sources import BASE
from tests.fuzz.counted import FOLDER, Counts, read_counts

TEN_MINUTES = 500.0
"""Seconds of a run that ends within ten minutes, starting and building included."""
READERS = (
    *("partner-lists", "consortium-files", "reference-tables", "register"),
    *("proposal-json", "proposal-docx", "proposal-tables", "signed-copies", "packs"),
    *("delivery-reports", "rulebooks", "form-files", "receipts"),
)
ASKED = {
    "pages.py": ("forms", "links", "cookies"),
    "states.py": ("queries", "closed", "steps"),
    "whole_api.py": ("api",),
}
"""Which targets the tests of a file are."""
AT_ONCE = 2
"""Readers side by side: processors there are."""
SHARE_OF_READERS = 0.55
EDGES = re.compile(r"cov: (\d+)")
DOCUMENT = BASE / "docs" / "security" / "fuzzing.md"
BEGUN, ENDED = "<!-- table -->\n", "<!-- end of table -->"
HEADING = (
    *("Target", "Inputs", "Taken", "Refused", "Unexpected", "Reached"),
    *("Slowest", "Peak memory"),
)


def main(seconds: float) -> None:
    """Run everything, print the table, fail where something was found."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    each = seconds * SHARE_OF_READERS * AT_ONCE / len(READERS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [*pool.map(partial(_read, seconds=each), READERS)]
    rest = seconds * (1 - SHARE_OF_READERS) / sum(map(len, ASKED.values()))
    for file, names in ASKED.items():
        found += _asked(file, names, rest)
    table = _table(found)
    sys.stdout.write(table)
    if "WRITE_FUZZING" in os.environ:
        _write(table)
    told = [finding for each in found for finding in each.findings]
    if told:
        sys.exit("\n".join(("Answered as nobody meant:", *told)))


def _read(name: str, seconds: float) -> Counts:
    """Let a reader be led through its inputs in a process of its own."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(seconds)]
    done = subprocess.run(
        command, cwd=BASE, capture_output=True, text=True, check=False, errors="replace"
    )
    counts = _counted(name, done.returncode, done.stderr)
    counts.ways = max(map(int, EDGES.findall(done.stderr)), default=0)
    return counts


def _asked(file: str, names: tuple[str, ...], seconds: float) -> list[Counts]:
    """Ask the pages of one file, in one process with one database."""
    command = [
        *(sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-n", "0"),
        *("-p", "no:randomly", "-W", "ignore", f"tests/fuzz/{file}"),
    ]
    done = subprocess.run(
        command,
        cwd=BASE,
        env=os.environ | {"FUZZ_SECONDS": str(seconds)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = [_counted(name, 0, "") for name in names]
    if done.returncode and not any(each.findings for each in found):
        found[0].findings.append(f"{file}: {done.stdout[-2000:]}")
    return found


def _counted(name: str, code: int, said: str) -> Counts:
    """Return what a process counted; one that ended otherwise is a finding itself."""
    path = FOLDER / f"{name}.json"
    counts = read_counts(path) if path.exists() else Counts(name)
    if code and not counts.findings:
        counts.findings.append(f"{name} ended with {code}: {said[-2000:]}")
    return counts


def _table(found: list[Counts]) -> str:
    lines = [HEADING, ["---"] * len(HEADING), *map(_row, found)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _row(each: Counts) -> tuple[str, ...]:
    figures = (each.inputs, each.accepted, each.refused, len(each.findings), each.ways)
    slowest = f"{each.slowest * 1000:.0f} ms: {each.slowest_input}"
    return (
        each.target,
        *(f"{number:,}" for number in figures),
        slowest,
        f"{each.peak} MiB",
    )


def _write(table: str) -> None:
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGUN)
    DOCUMENT.write_text(f"{before}{BEGUN}{table}{ENDED}{rest.split(ENDED)[1]}", "utf-8")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else TEN_MINUTES)
