"""What partners and readers of receipts were told, compared with what is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping

CONFIRMED = "confirmed"


def confirmation_faults(
    told: Iterable[tuple[int, str]], stored: Mapping[int, tuple[str, str, str]]
) -> list[str]:
    """Say in a sentence each which acknowledged confirmation is not as it was given.

    `told` has the request and the name that was typed; `stored`, by the request, the
    answer, the name, and how the partner stands in its draft.
    """
    told = list(told)
    counted = Counter(key for key, _name in told)
    twice = [key for key, times in counted.items() if times > 1]
    return [
        *(f"request {key} was acknowledged twice" for key in sorted(twice)),
        *(
            f"request {key}: {name} confirmed, stored is {stored.get(key, 'nothing')}"
            for key, name in sorted(told)
            if stored.get(key) != (CONFIRMED, name, CONFIRMED)
        ),
    ]


def receipt_faults(
    pressed: Iterable[tuple[int, str, str]], shown: Iterable[str]
) -> list[str]:
    """Say in a sentence each which acknowledged submission showed no receipt."""
    seen = set(shown)
    numbers = sorted(number for _draft, _key, number in pressed if number)
    return [f"{each} showed no receipt" for each in numbers if each not in seen]
