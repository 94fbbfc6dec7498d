"""The dated values of a clause in two versions: the numbers that moved, and sources."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from alliances.words import day_words
from eligibility.core import DatedValue
from eligibility.messages import confidence_word
from eligibility.words import money, months

Value = int | bool | tuple[int, ...] | Mapping[int, Decimal]
Values = tuple[DatedValue, ...]


def value_differences(old: Values, new: Values) -> Iterator[str]:
    """Say each value that is another one, and from which day if there are several.

    Before its first day a clause has its first value: the call is not open yet.
    """
    days = sorted({each.since for each in (*old, *new)})
    pairs = [(day, _on(old, day).value, _on(new, day).value) for day in days]
    moved = [
        each
        for place, each in enumerate(pairs)
        if each[1] != each[2] and (not place or pairs[place - 1][1:] != each[1:])
    ]
    for day, before, after in moved:
        values = {"before": value_words(before), "after": value_words(after)}
        if moved == pairs[:1]:
            yield _("Was %(before)s, is %(after)s.") % values
        else:
            words = _("From %(day)s: was %(before)s, is %(after)s.")
            yield words % {"day": day_words(day), **values}


def source_differences(old: Values, new: Values) -> Iterator[str]:
    """Say that a value was read elsewhere, or is surer or less sure than it was."""
    before, after = old[-1].reference, new[-1].reference
    if before.confidence is not after.confidence:
        yield _("Was %(before)s, is %(after)s.") % {
            "before": confidence_word(before).lower(),
            "after": confidence_word(after).lower(),
        }
    if [each.reference for each in old] != [each.reference for each in new]:
        yield _("Its source is stated anew.")


def value_words(value: Value) -> str:
    """Write a value: a count, months, or ceilings by months; a plain yes stays one."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return months(value)
    return ", ".join(
        _("%(amount)s for %(months)s")
        % {"amount": money(amount), "months": months([number])}
        for number, amount in sorted(value.items())
    )


def _on(values: Values, day: dt.date) -> DatedValue:
    held = (each for each in reversed(values) if each.since <= day)
    return next(held, values[0])
