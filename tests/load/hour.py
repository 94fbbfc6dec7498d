"""The last hour before a deadline, compressed: 500 coordinators and 3,000 partners.

Run with `python -m tests.load.hour [coordinators] [partners] [seconds] [rounds]`: the
whole product as `stack` starts it, on this machine only. First pages and saves are
compared with the floor of the framework, while nobody else is there. Then the hour:
each coordinator browses, saves answers, and submits once its partners have confirmed;
the nearer the deadline, the more of them. Moments are fixed beforehand. Then a checker
compares every acknowledged save, confirmation and submission with the database.
"""

import os
import random
import sys
from typing import TYPE_CHECKING

from tests.load.plan import Outcome, Plan
from tests.load.served import run_on
from tests.load.stack import SETTINGS, Stack, durable_broker, whole_stack
from tests.load.table import errors_of, requests_table, shares, surroundings

if TYPE_CHECKING:
    from alliances.models import Call

COORDINATORS, PARTNERS, SECONDS, ROUNDS = 500, 3000, 600, 5
"""Rounds of blocks beside the floor; none for the hour alone."""
SAVES = 4
"""Autosaves of each coordinator, in two questions."""
FIRST = 0.2
"""From which part of the hour on somebody submits."""
ANSWERED = 0.85
"""In which part of the time before it is submitted the partners of a draft answer."""
PATIENCE = 90.0
"""Seconds beyond the hour in which everybody has to be through."""
HOUR = 3600
say = sys.stdout.write


def measure(coordinators: int, partners: int, seconds: float, rounds: int) -> None:
    """Compare, let them work, print what happened, and fail if anything is wrong."""
    say(surroundings(f"make load, {coordinators} {partners} {seconds:.0f} {rounds}"))
    with durable_broker():
        import django  # noqa: PLC0415  # only the child needs it, and the address first

        django.setup()
        from tests.load.checked import checked  # noqa: PLC0415  # as above
        from tests.load.prepared import prepare_stack  # noqa: PLC0415  # as above

        call = prepare_stack()
        with whole_stack() as stack:
            if rounds:
                compare_with_floor(stack, call, rounds)
            plan, people = crowd(stack, call, coordinators, partners, seconds)
            stack.warm(
                (each.session, address)
                for each in plan.coordinators
                for kind, address in each.reads
                if kind != "presence"
            )
            outcome, worked, took = stack.send(plan)
            wrong = checked(outcome, people)
    factor = HOUR / seconds
    say(f"\nThe hour in {seconds:.0f} seconds, {factor:.0f} times as fast.\n\n")
    say(requests_table(outcome.samples, outcome.seconds) + "\n")
    say(shares(worked, took))
    finish(outcome, wrong)


def compare_with_floor(stack: Stack, call: "Call", rounds: int) -> None:
    """Print the ratios to the floor."""
    from tests.load.compared import pairs  # noqa: PLC0415  # after django.setup
    from tests.load.ratios import HEAD, compare  # noqa: PLC0415  # as above

    say("\n" + HEAD)
    for each in pairs(stack.server.port, call):
        say(str(compare(each, rounds)))


def crowd(
    stack: Stack, call: "Call", coordinators: int, partners: int, seconds: float
) -> tuple[Plan, dict[int, int]]:
    """Return who does what and when, and the coordinator of each draft by its key."""
    from tests.load.consortia import make_drafts, people  # noqa: PLC0415  # after setup
    from tests.load.journeys import coordinator_of, partners_of  # noqa: PLC0415  # same

    chance = random.Random(9)  # noqa: S311  # moments, no secrets
    drafts = make_drafts(
        call, people(coordinators, "coordinator"), asked=partners // coordinators
    )
    # The square root: as many submit in the last quarter as in the half before it.
    ends = [seconds * max(FIRST, chance.random() ** 0.5) for _each in drafts]
    plan = Plan(
        host=stack.host,
        seconds=seconds + PATIENCE,
        coordinators=tuple(
            coordinator_of(draft, end, SAVES, chance)
            for draft, end in zip(drafts, ends, strict=True)
        ),
        partners=tuple(
            each
            for draft, end in zip(drafts, ends, strict=True)
            for each in partners_of(draft, end * ANSWERED, chance)
        ),
    )
    by_draft = {
        each.proposal.pk: each.proposal.alliance.coordinator_id for each in drafts
    }
    return plan, by_draft


def finish(outcome: Outcome, wrong: list[str]) -> None:
    """Print what was wrong; fail if anything was."""
    errors = errors_of(outcome.samples)
    say(
        f"Acknowledged: {len(outcome.saved)} saves, {len(outcome.confirmed)}"
        f" confirmations, {len(outcome.pressed)} submissions,"
        f" {len(outcome.receipts)} receipts shown.\n"
    )
    say(f"Errors: {sum(bool(each.error) for each in outcome.samples)}.")
    say(f" Not through in time: {outcome.unfinished}. Lost or wrong: {len(wrong)}.\n")
    say("".join(f"  {each}\n" for each in [*errors, *wrong[:20]]))
    if errors or wrong or outcome.unfinished:
        sys.exit(1)


if __name__ == "__main__":
    if "--child" in sys.argv:
        number, asked, seconds, rounds = map(int, sys.argv[2:6])
        measure(number, asked, seconds, rounds)
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        defaults = (COORDINATORS, PARTNERS, SECONDS, ROUNDS)
        given = [*sys.argv[1:], *map(str, defaults[len(sys.argv) - 1 :])]
        sys.exit(
            run_on("postgresql", "tests.load.hour", "--child", *given, is_durable=True)
        )
