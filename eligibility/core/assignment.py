"""Who serves what: each seat one organisation, each organisation one seat, exactly."""

from collections.abc import Sequence


def assigned(candidates: Sequence[Sequence[int]]) -> dict[int, int] | None:
    """Give every seat a candidate of its own, or return None where that cannot be.

    `candidates` lists for each seat who may take it; the answer maps those who got one
    to their seats.
    """
    seat_of, empty = _taken(candidates)
    return None if empty else seat_of


def unserved(candidates: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the seats that stay empty when as many as possible are taken.

    Which ones that are can be a choice: then earlier seats are served first.
    """
    return _taken(candidates)[1]


def _taken(
    candidates: Sequence[Sequence[int]],
) -> tuple[dict[int, int], tuple[int, ...]]:
    """Return who takes which seat and the seats nobody is left for.

    Exact for any number: where nobody is free, one who has a seat is asked to move on
    as long as that frees somebody (augmenting paths).
    """
    seat_of: dict[int, int] = {}

    def seated(seat: int, asked: set[int]) -> bool:
        for candidate in candidates[seat]:
            if candidate not in seat_of:
                seat_of[candidate] = seat
                return True
        for candidate in candidates[seat]:
            if candidate not in asked:
                asked.add(candidate)
                if seated(seat_of[candidate], asked):
                    seat_of[candidate] = seat
                    return True
        return False

    empty = [seat for seat in range(len(candidates)) if not seated(seat, set())]
    return seat_of, tuple(empty)


def indispensable(candidates: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the candidates without whom the seats cannot all be taken.

    Nobody is where they cannot be taken anyway. Whoever a free candidate can replace,
    directly or by others moving on, is not needed; all others with a seat are.
    """
    seat_of = assigned(candidates)
    if seat_of is None:
        return frozenset()
    holder_of = {seat: candidate for candidate, seat in seat_of.items()}
    needed = set(seat_of)
    spare = [each for seat in candidates for each in seat if each not in seat_of]
    waiting = [
        seat for seat in holder_of if not set(candidates[seat]).isdisjoint(spare)
    ]
    while waiting:
        holder = holder_of[waiting.pop()]
        if holder in needed:
            needed.remove(holder)
            waiting += [seat for seat in holder_of if holder in candidates[seat]]
    return frozenset(needed)
