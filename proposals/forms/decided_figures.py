"""What somebody ticked among proposed figures, and why they refuse them."""

from collections.abc import Iterator

from django.http import QueryDict

from proposals.services.decided_figures import SeenFigure

MOST_TICKED = 2_000
"""More boxes than any page shows."""


def seen_figures(data: QueryDict) -> list[SeenFigure]:
    """Return the ticked proposals, each over the versions that the page showed."""
    return list(_seen(data))


def _seen(data: QueryDict) -> Iterator[SeenFigure]:
    for key in dict.fromkeys(data.getlist("figure")[:MOST_TICKED]):
        seen = data.get(f"seen-{key}", "").split(":")
        numbers = [key, *seen]
        if len(seen) == len("vs") and all(each.isdecimal() for each in numbers):
            yield SeenFigure(*(int(each) for each in numbers))
