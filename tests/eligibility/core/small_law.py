"""The rules of 2020 with minima small enough for consortia one can enumerate."""

from dataclasses import replace
from functools import cache

from tests.eligibility.core.consortia import rulebook_2020

MINIMA = (
    "min-programme-countries",
    "min-full-partners",
    "min-labour-market",
    "min-education-training",
)


@cache
def lowered(*numbers):
    """Lower the minima of 2020, in the order of MINIMA; one number is for all."""
    wanted = dict(zip(MINIMA, numbers * (4 // len(numbers)), strict=True))
    book = rulebook_2020()

    def lower(dated):
        number = wanted.get(dated.clause.id)
        if number is None:
            return dated
        values = tuple(replace(value, value=number) for value in dated.values)
        return replace(dated, values=values)

    lots = tuple(
        replace(
            lot,
            project_types=tuple(
                replace(each, clauses=tuple(map(lower, each.clauses)))
                for each in lot.project_types
            ),
        )
        for lot in book.lots
    )
    return replace(book, lots=lots)
