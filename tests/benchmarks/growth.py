"""How the engine grows: verdicts to 300 partners, repairs at 100, pairs of 40.

Run with `python -m tests.benchmarks.growth`. The consortia are the worst of their kind:
no two organisations alike for the withdrawal test, no small way out for the repairs.
All times are of the processor, so that neighbours on the machine do not count.
"""

import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from eligibility.core import (
    ConsortiumSnapshot,
    PartnerType,
    Place,
    Role,
    evaluate,
    find_repairs,
    withdrawals,
)
from tests.eligibility.core.consortia import (
    DEADLINE,
    PROGRAMME,
    charter,
    partner,
    place,
    rulebook_2020,
    snapshot,
)

SIZES = (20, 50, 100, 200, 300)
MOST_GROWTH = 1.5
"""A partner of 300 may cost so much more than a partner of 50; linear is 1."""
MOST_REPAIRS, MOST_PAIRS = 0.250, 1.0
PLACES = [each for each in map(place, sorted(PROGRAMME)) if isinstance(each, Place)]


def enlarged(number: int) -> ConsortiumSnapshot:
    """Repeat the partners of a real Blueprint under other names."""
    original = charter()
    rows = islice(cycle(original.participants), number)
    named = [replace(each, name=f"{each.name} {n}") for n, each in enumerate(rows)]
    for index, each in enumerate(named[1:], start=1):
        named[index] = replace(each, role=Role.FULL_PARTNER)
    return replace(original, participants=tuple(named))


def unlike(number: int) -> ConsortiumSnapshot:
    """Draw partners of which no two are alike to the engine."""
    codes, kinds = sorted(PROGRAMME), list(PartnerType)
    rows = [
        partner(f"O{n}", codes[n % len(codes)], kinds[n // len(codes)], kinds[n % 14])
        for n in range(number)
    ]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    return snapshot(*rows)


def broken(number: int) -> ConsortiumSnapshot:
    """Draw partners of one country and one kind, two applicants, a crowd outside."""
    rows = [partner(f"O{n}", "BE", PartnerType.NGO) for n in range(number // 2)]
    rows += [
        partner(f"A{n}", "GE", *kinds, role=Role.ASSOCIATED_PARTNER)
        for n, kinds in zip(
            range(number - len(rows)),
            cycle(zip(PartnerType, strict=False)),
            strict=False,
        )
    ]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    rows[1] = replace(rows[1], role=Role.APPLICANT)
    return snapshot(*rows)


def crowded(number: int) -> ConsortiumSnapshot:
    """Make more of 100 unlike partners the applicant than three moves can undo."""
    rows = unlike(number).participants
    applicants = [replace(each, role=Role.APPLICANT) for each in rows[:6]]
    return snapshot(*applicants, *rows[6:])


def seconds(function: Callable[[], object], number: int = 5) -> float:
    """Return the best time of one call."""
    return (
        min(timeit.repeat(function, time.process_time, number=number, repeat=40))
        / number
    )


def growth() -> float:
    """Print the time of a whole report by size; return growth per partner."""
    book = rulebook_2020()
    per_partner = {}
    for size in SIZES:
        consortium = enlarged(size)
        took = seconds(lambda each=consortium: evaluate(each, book, on=DEADLINE))  # type: ignore[misc]  # a default binds the loop's value
        per_partner[size] = took / size
        sys.stdout.write(
            f"report, {size:3} partners   {took * 1e6:8.0f} us"
            f"  {took / size * 1e6:6.2f} us each\n"
        )
    ratio = per_partner[300] / per_partner[50]
    sys.stdout.write(f"a partner of 300 costs {ratio:.2f} of a partner of 50\n")
    return ratio


def once(function: Callable[[], object]) -> float:
    """Return the best of three single calls."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        function()
        times.append(time.process_time() - begun)
    return min(times)


def repairs() -> float:
    """Print what the search for repairs takes with 100 partners; return the worst."""
    book, worst = rulebook_2020(), 0.0
    for name, consortium in {
        "nothing there": snapshot(),
        "broken, 100 partners": broken(100),
        "six applicants among 100, no way out": crowded(100),
        "no two alike, 100 partners, twelve": replace(
            unlike(100), project_type="twelve-countries", lot="lot-2"
        ),
    }.items():
        found = find_repairs(consortium, book, on=DEADLINE, places=PLACES)
        took = once(
            lambda each=consortium: find_repairs(  # type: ignore[misc]  # as above
                each, book, on=DEADLINE, places=PLACES
            )
        )
        worst = max(worst, took)
        sys.stdout.write(
            f"repairs, {name:36} {took * 1e3:6.0f} ms  {found.reads:4} evaluations"
            f"  {len(found.options)} found{', bounded' if found.is_bounded else ''}\n"
        )
    return worst


def pairs() -> float:
    """Print what the test of all pairs takes with 40 organisations; return that."""
    consortium, book = unlike(40), rulebook_2020()
    seen = withdrawals(consortium, book, on=DEADLINE)
    took = once(lambda: withdrawals(consortium, book, on=DEADLINE))
    sys.stdout.write(
        f"all pairs of {seen.organisations} organisations, no two alike"
        f"  {took * 1e3:6.0f} ms  {seen.reads:4} evaluations"
        f"{'' if seen.is_complete else ', bounded'}\n"
    )
    return took


def main() -> None:
    """Print all of it; fail where a goal is missed."""
    missed = [
        goal
        for goal, is_missed in {
            "growth": growth() > MOST_GROWTH,
            "repairs": repairs() > MOST_REPAIRS,
            "pairs": pairs() > MOST_PAIRS,
        }.items()
        if is_missed
    ]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
