"""What somebody ticked among proposed figures, and why they refuse them."""

from collections.abc import Iterator

from django.http import QueryDict

from proposals.forms.numbers import number_in
from proposals.services.decided_figures import SeenFigure

MOST_TICKED = 2_000
"""More boxes than any page shows."""


def seen_figures(data: QueryDict) -> list[SeenFigure]:
    """Return the ticked proposals, each over the versions that the page showed."""
    return list(_seen(data))


def _seen(data: QueryDict) -> Iterator[SeenFigure]:
    for key in dict.fromkeys(data.getlist("figure")[:MOST_TICKED]):
        seen = data.get(f"seen-{key}", "").split(":")
        numbers = [number_in(each) for each in (key, *seen)]
        known = [each for each in numbers if each is not None]
        if len(known) == len(numbers) == len("kvs"):
            yield SeenFigure(*known)
