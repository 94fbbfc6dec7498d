"""Has Python look for garbage seldom: a tenth of a run was spent on finding none.

What the product and its libraries keep from the start, some hundred thousand objects,
was walked again and again while tests made and dropped theirs.
"""

import gc

YOUNG = 50_000
"""New objects after which the young are looked through; Python's own figure is 700."""
ROUNDS = 20
"""Looks after which the older are looked through too, and after which the oldest."""


def look_seldom() -> None:
    """Look through what there is less often: from the first import on."""
    gc.set_threshold(YOUNG, ROUNDS, ROUNDS)


def leave_what_stays() -> None:
    """Look no more through what there is now: modules, classes and the tests."""
    gc.collect()
    gc.freeze()
