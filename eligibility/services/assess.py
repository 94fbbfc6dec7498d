"""The one door to the engine: every verdict of the product comes through here."""

import datetime as dt

from eligibility.core import ConsortiumSnapshot, Report, Rulebook, evaluate


def assess(*, snapshot: ConsortiumSnapshot, rulebook: Rulebook, on: dt.date) -> Report:
    """Return the report on a consortium under a rulebook on a day.

    Raises what `evaluate` raises: UnknownLot, UnknownProjectType, NoValue.
    """
    return evaluate(snapshot, rulebook, on=on)
