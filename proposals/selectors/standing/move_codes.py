"""How a page writes the moves of a way out into a form, for the sandbox to read."""

from eligibility.core import AddPartners, ChangeRole, Move, RemovePartner


def leave_code(number: str) -> str:
    """Write that a partner leaves."""
    return f"leave:{number}"


def move_codes(move: Move) -> list[str]:
    """Write one move; newcomers are the first of those the move was proved for.

    Several that must come from different countries do.
    """
    if isinstance(move, AddPartners):
        kind = move.types[0] if move.types else ""
        return [
            f"join:{move.role}:{_country(move, each)}:{kind}"
            for each in range(move.count)
        ]
    number = move.organisation.label.removeprefix("P")
    if isinstance(move, RemovePartner):
        return [leave_code(number)]
    if isinstance(move, ChangeRole):
        return [f"role:{number}:{move.role}"]
    return [f"type:{number}:{move.type}"]


def _country(move: AddPartners, place: int) -> str:
    if not move.countries:
        return ""
    return move.countries[min(place, max(move.fresh - 1, 0), len(move.countries) - 1)]
