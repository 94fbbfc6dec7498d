"""The engine and the second reading, asked about the same generated consortia.

`python -m tests.evidence agreement 100000` prints what was compared, and fails at the
first disagreement with the seed that shows it.
"""

import json
import sys
from collections import Counter
from multiprocessing import Pool

from alliances.files.consortium import parse_json
from eligibility import catalogue
from eligibility.core import Edition, Reading, Severity, evaluate
from eligibility.snapshots import snapshot_from_file
from tests.evidence import oracle
from tests.evidence.generated import consortium

EDITION = Edition(1, "0" * 64)
BLOCK = 1_000


class Disagreement(AssertionError):
    """The two readings differ on one consortium."""


def compare(seed: int) -> list[tuple[str, str]]:
    """Return the outcomes by clause both agree on; Disagreement names the seed."""
    data = consortium(seed)
    rulebook = catalogue.shipped_rulebook(data["call"])
    tables = catalogue.shipped_tables(data["call"])
    file = parse_json(json.dumps(data).encode(), {})
    snapshot = snapshot_from_file(file, tables, EDITION)
    report = evaluate(snapshot, rulebook, on=rulebook.deadline.date())
    seen = []
    for reading in Reading:
        ours = {
            each.clause.id: str(each.of(reading).outcome)
            for each in report.findings
            if each.clause.severity is Severity.BLOCKING
        }
        theirs = oracle.verdict(data, confirmed=reading is Reading.CONFIRMED)
        if ours != theirs or report.of(reading) != oracle.overall(theirs):
            raise Disagreement(f"seed {seed}, {reading}: {ours} and {theirs}")
        seen += [*theirs.items(), ("overall", oracle.overall(theirs))]
    return seen


def compare_block(first: int) -> Counter[tuple[str, str]]:
    """Compare a block of seeds."""
    seen: Counter[tuple[str, str]] = Counter()
    for seed in range(first, first + BLOCK):
        seen.update(compare(seed))
    return seen


def main(number: int) -> None:
    """Compare as many as asked for, on two processes."""
    seen: Counter[tuple[str, str]] = Counter()
    with Pool(2) as pool:
        for block in pool.imap_unordered(compare_block, range(0, number, BLOCK)):
            seen.update(block)
    out = sys.stdout.write
    out(f"{number} consortia, both readings: no disagreement\n")
    for clause in sorted({clause for clause, _ in seen}):
        met, not_met, unknown = (
            seen[clause, outcome] for outcome in ("met", "not_met", "unknown")
        )
        out(f"{clause:34} met {met:8} not met {not_met:8} unknown {unknown:8}\n")
