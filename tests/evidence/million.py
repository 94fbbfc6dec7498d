"""A million generated consortia: none crashes the engine, none passes in silence.

`python -m tests.evidence million 1000000`. Every report must account for what it says:
a minimum that is met has the certain count for it, one that is not met could not be
reached, the overall outcome is the worst of the blocking clauses, and a consortium
without any certain partner is never met.
"""

import sys
import time
from collections import Counter
from decimal import Decimal
from functools import cache
from multiprocessing import Pool
from typing import Any

from eligibility import catalogue
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Outcome,
    Participant,
    PartnerType,
    Place,
    Reading,
    Report,
    Role,
    Sector,
    Severity,
    evaluate,
)
from eligibility.snapshots import place_of
from tests.evidence.generated import consortium

BLOCK = 5_000
EDITION = Edition(1, "0" * 64)
ISO = {"EL": "GR", "UK": "GB"}
JOINED = "groups-at-least"


@cache
def place(call: str, code: str | None) -> Place | None:
    """Resolve a country once."""
    code = ISO.get(code or "", code)
    return place_of(code, catalogue.shipped_tables(call).countries)


@cache
def sectors(call: str, lot: str) -> tuple[Sector, ...]:
    """Return the list of a Lot once."""
    rows = catalogue.shipped_tables(call).sectors
    return tuple(Sector(each.slug, each.title) for each in rows if each.lot == lot)


def snapshot(data: dict[str, Any]) -> ConsortiumSnapshot:
    """Return the facts of a generated consortium without the way through a file."""
    call, grant = data["call"], data["grant_requested_eur"]
    return ConsortiumSnapshot(
        call=call,
        lot=data["lot"],
        project_type=data["project_type"],
        participants=tuple([participant(call, row) for row in data["partners"]]),
        sectors=sectors(call, data["lot"]),
        edition=EDITION,
        sector=data["sector"],
        duration_months=data["duration_months"],
        grant_requested=None if grant is None else Decimal(grant),
    )


def participant(call: str, row: dict[str, Any]) -> Participant:
    """Return one row as the engine takes it."""
    stated = row["type"] or []
    types = [stated] if isinstance(stated, str) else stated
    return Participant(
        row["name"],
        place(call, row["country"]),
        Role(row["role"]),
        tuple(sorted(map(PartnerType, types))),
        row["pic"],
        Answer(row["status"]),
    )


def account(report: Report) -> None:
    """Hold a report to its own figures."""
    for reading in Reading:
        blocking = [
            f for f in report.findings if f.clause.severity is Severity.BLOCKING
        ]
        outcomes = {each.of(reading).outcome for each in blocking}
        is_met = report.of(reading) is Outcome.MET
        assert is_met == (outcomes == {Outcome.MET})
        for each in blocking:
            seen = each.of(reading)
            if not isinstance(seen.required, int) or not each.clause.id.startswith("m"):
                continue
            assert isinstance(seen.found, int)
            assert isinstance(seen.possible, int)
            assert seen.found <= seen.possible
            assert (seen.outcome is Outcome.MET) == (seen.found >= seen.required)
            if seen.outcome is Outcome.UNKNOWN:
                assert seen.possible >= seen.required
            if seen.outcome is Outcome.NOT_MET and each.clause.check != JOINED:
                assert seen.possible < seen.required
            assert not (is_met and seen.found == 0)
            assert len(set(map(id, seen.counted))) == len(seen.counted)


def evaluate_block(first: int) -> Counter[str]:
    """Evaluate a block of seeds; an assertion names the seed."""
    seen: Counter[str] = Counter()
    for seed in range(first, first + BLOCK):
        data = consortium(seed)
        rulebook = catalogue.shipped_rulebook(data["call"])
        try:
            report = evaluate(snapshot(data), rulebook, on=rulebook.deadline.date())
            account(report)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
        seen[report.outcome] += 1
    return seen


def main(number: int) -> None:
    """Evaluate as many as asked for, on two processes."""
    begun = time.monotonic()
    seen: Counter[str] = Counter()
    with Pool(2) as pool:
        for block in pool.imap_unordered(evaluate_block, range(0, number, BLOCK)):
            seen.update(block)
    took = time.monotonic() - begun
    out = sys.stdout.write
    out(f"{sum(seen.values())} consortia in {took:.0f} s, no crash, no silent pass: ")
    out(
        ", ".join(f"{outcome} {count}" for outcome, count in sorted(seen.items()))
        + "\n"
    )
