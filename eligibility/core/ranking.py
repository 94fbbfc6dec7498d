"""Which of several repairs are shown: the smallest, and no two that say the same."""

from eligibility.core.moves import AddPartners, Move, MoveKind

MOST_OPTIONS = 3
KINDS = list(MoveKind)


def chosen(found: list[tuple[Move, ...]]) -> list[tuple[Move, ...]]:
    """Return the smallest, one of each kind before a second of any, in order."""
    ranked = sorted(dict.fromkeys(found), key=order_of)
    telling = [each for each in ranked if not any(_covers(o, each) for o in ranked)]
    first: dict[tuple[MoveKind, ...], tuple[Move, ...]] = {}
    for each in telling:
        first.setdefault(tuple(move.kind for move in each), each)
    rest = [
        each
        for each in telling
        if (best := first[tuple(move.kind for move in each)]) != each
        and touched(each) == touched(best)
    ]
    return sorted([*first.values(), *rest][:MOST_OPTIONS], key=order_of)


def touched(moves: tuple[Move, ...]) -> int:
    """Return how many organisations some moves concern."""
    return sum(each.touched for each in moves)


def _covers(one: tuple[Move, ...], other: tuple[Move, ...]) -> bool:
    """Say whether `one` asks for no more than `other`, move by move."""
    return (
        one != other and len(one) == len(other) and all(map(_asks_no_more, one, other))
    )


def _asks_no_more(one: Move, other: Move) -> bool:
    if not isinstance(one, AddPartners) or not isinstance(other, AddPartners):
        return one == other
    return (
        one.role is other.role
        and one.count <= other.count
        and (not one.types or set(other.types) <= set(one.types) != set())
        and one.fresh <= other.fresh
        and (bool(one.fresh) or set(other.countries) <= set(one.countries))
    )


def order_of(moves: tuple[Move, ...]) -> tuple[object, ...]:
    """Order repairs: fewest moves, fewest organisations, then a fixed order."""
    return (
        len(moves),
        touched(moves),
        tuple(KINDS.index(each.kind) for each in moves),
        tuple(_words(each) for each in moves),
    )


def _words(move: Move) -> tuple[object, ...]:
    if isinstance(move, AddPartners):
        return (move.role, len(move.types), move.types, move.fresh, move.countries)
    return (move.organisation.name, repr(move))
