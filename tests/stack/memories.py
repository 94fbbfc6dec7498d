"""What a process keeps in memory of what never changes, and never forgets in tests.

A process of tests meets more rulebooks and editions than one that serves a call ever
does. Where a memory is full it starts again, in the middle of whichever test is then
run, and that one counts a query more than it does alone.
"""

from eligibility import catalogue
from proposals.selectors.form import application_forms
from proposals.snapshots import rates, reference

MORE_THAN_A_RUN_MEETS = 100_000
MEMORIES = (catalogue, application_forms, rates, reference)


def let_them_hold_all() -> None:
    """Let no memory become full; a test of a full one says how much is too much."""
    for each in MEMORIES:
        each.MOST_KEPT = MORE_THAN_A_RUN_MEETS  # type: ignore[attr-defined]  # of each
