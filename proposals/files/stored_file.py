"""A proposal file as a row of the database keeps it: what was read, nothing else."""

from typing import Any

from proposals.files.proposal_file import Part, Place, ProposalFile, Value


def stored(file: ProposalFile) -> dict[str, Any]:
    """Return a file as a JSON value."""
    return {
        "call": file.call,
        "lot": file.lot,
        "parts": sorted(file.parts),
        "is_partial": file.is_partial,
        "rows": [
            [place.part, list(place.at), dict(row)] for place, row in file.rows.items()
        ],
    }


def restored(value: dict[str, Any]) -> ProposalFile:
    """Return the file that `stored` kept."""
    return ProposalFile(
        call=value["call"],
        lot=value["lot"],
        rows={
            Place(Part(part), tuple(at)): {
                name: _value(each) for name, each in row.items()
            }
            for part, at, row in value["rows"]
        },
        parts=frozenset(Part(each) for each in value["parts"]),
        is_partial=value["is_partial"],
    )


def _value(value: Any) -> Value:  # noqa: ANN401  # JSON
    return tuple(value) if isinstance(value, list) else value
