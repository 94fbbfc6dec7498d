"""What somebody ticked among proposed figures, and why they refuse them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from proposals.forms.numbers import number_in
from proposals.services.decided_figures import SeenFigure

MOST_TICKED = 2_000
"""More boxes than any page shows."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A decision that was not taken, as its page is left and shown again."""

    partner: int
    ticked: frozenset[str]
    """Keys with what was shown: what moved since has to be looked at anew."""
    is_refusal: bool
    reason: str


def undecided(data: QueryDict, partner: int) -> Undecided:
    """Return what was chosen and typed, to be gone on from."""
    is_refusal = data.get("act") == "refuse"
    seen = (f"{each.key}:{each.version}:{each.stands}" for each in _seen(data))
    return Undecided(partner, frozenset(seen), is_refusal, data.get("reason", ""))


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
