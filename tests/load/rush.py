"""The last minute: 1,000 final submissions in 60 seconds, and 3,000 reads beside them.

Run with `python -m tests.load.rush [submissions] [reads] [seconds]`: the whole product
as `stack` starts it, on this machine only. Arrivals come at a fixed rate, one after the
other at equal distances, whatever the server does (an open model): a slow answer delays
nobody else's press. Each who submits follows to the receipt, as a browser does; these
are a part of the reads, the others open list, workspace, section and check list. The
drafts are whole: 21 organisations that confirmed, every question answered once. Then a
checker compares what was told with what is stored, and asks for every receipt.
"""

import os
import sys
from itertools import cycle
from typing import TYPE_CHECKING

from tests.load.hour import finish
from tests.load.plan import Outcome, Plan, Presser, Reader
from tests.load.served import run_on
from tests.load.stack import SETTINGS, Stack, durable_broker, whole_stack
from tests.load.table import Goal, percentile, requests_table, shares, surroundings

if TYPE_CHECKING:
    from alliances.models import Call

SUBMISSIONS, READS, SECONDS = 1000, 3000, 60
PATIENCE = 90.0
"""Seconds after the last arrival in which everybody has to be through."""
MOST = 2.0
"""Seconds that 99 of 100 submissions may take."""
say = sys.stdout.write


def measure(submissions: int, reads: int, seconds: float) -> None:
    """Let them press and read, print what happened, and fail if anything is wrong."""
    say(surroundings(f"make rush, {submissions} {reads} {seconds:.0f}"))
    with durable_broker():
        import django  # noqa: PLC0415  # only the child needs it, and the address first

        django.setup()
        from tests.load.checked import checked  # noqa: PLC0415  # as above
        from tests.load.prepared import prepare_stack  # noqa: PLC0415  # as above

        call = prepare_stack()
        with whole_stack() as stack:
            plan = arrivals(stack, call, submissions, reads, seconds)
            stack.warm((each.session, each.address) for each in plan.readers)
            outcome, worked, took = stack.send(plan)
            wrong = checked(outcome, {})
    say(
        f"\n{submissions} submissions and {reads} reads, of which {submissions} are"
        f" receipts, at a fixed rate in {seconds:.0f} seconds; all answered after"
        f" {outcome.seconds:.0f} seconds.\n\n"
    )
    say(requests_table(outcome.samples, outcome.seconds) + "\n")
    report(outcome)
    say(shares(worked, took))
    finish(outcome, wrong)


def arrivals(
    stack: Stack, call: "Call", submissions: int, reads: int, seconds: float
) -> Plan:
    """Return who presses and who reads, each at a moment of its own."""
    from django.urls import reverse  # noqa: PLC0415  # after django.setup

    from tests.load.consortia import make_drafts, people  # noqa: PLC0415  # as above

    drafts = make_drafts(call, people(submissions, "coordinator"), asked=0)
    pressers = tuple(
        Presser(
            session=each.session,
            draft=each.proposal.pk,
            address=reverse("submit", args=[each.proposal.alliance.public_id]),
            revision=each.proposal.revision,
            moment=place * seconds / submissions,
        )
        for place, each in enumerate(drafts)
    )
    others = max(0, reads - submissions)
    kinds = cycle(("list", "workspace", "section", "check"))
    names = {"list": "alliance-list", "section": "form-section", "check": "submit"}
    readers = []
    for place, kind in zip(range(others), kinds, strict=False):
        draft = drafts[(place * 7 + submissions // 2) % submissions]
        alliance = draft.proposal.alliance
        places = {
            "list": [],
            "section": [alliance.public_id, "relevance"],
        }.get(kind, [alliance.public_id])
        readers.append(
            Reader(
                session=draft.session,
                kind=kind,
                address=reverse(names.get(kind, kind), args=places),
                expects=alliance.acronym,
                moment=(place + 0.5) * seconds / others,
            )
        )
    return Plan(
        host=stack.host,
        seconds=seconds + PATIENCE,
        pressers=pressers,
        readers=tuple(readers),
    )


def report(outcome: Outcome) -> None:
    """Print the goal in figures, and whether the generator kept its moments."""
    took = sorted(
        each.milliseconds / 1000 for each in outcome.samples if each.kind == "submit"
    )
    others = sorted(
        each.milliseconds / 1000 for each in outcome.samples if each.kind != "submit"
    )
    late = sorted(outcome.late)
    say(f"{Goal('p99 of submissions', percentile(took, 0.99), MOST, ' s')}\n")
    say(f"{Goal('p99 of reads', percentile(others, 0.99), MOST, ' s')}\n")
    say(
        f"Arrivals left {percentile(late, 0.5):.0f} ms after their moment, 99 of 100"
        f" within {percentile(late, 0.99):.0f} ms, the latest {late[-1]:.0f} ms.\n"
    )


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        defaults = (SUBMISSIONS, READS, SECONDS)
        given = [*sys.argv[1:], *map(str, defaults[len(sys.argv) - 1 :])]
        sys.exit(
            run_on("postgresql", "tests.load.rush", "--child", *given, is_durable=True)
        )
