"""The public formats as JSON Schema files, one file for each version."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "fixtures" / "schemas"
SCHEMAS = (
    "ssa-consortium-1.schema.json",
    "ssa-report-1.schema.json",
    "ssa-proposal-1.schema.json",
    "ssa-pack-manifest-1.schema.json",
    "ssa-submission-receipt-1.schema.json",
    "ssa-confirmations-1.schema.json",
)
CONSORTIUM, REPORT, PROPOSAL, MANIFEST, RECEIPT, CONFIRMATIONS = SCHEMAS


@cache
def schema_text(name: str) -> str:
    """Return a schema file as it stands."""
    return (FOLDER / name).read_text(encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    """Return a schema to be built into another document, without its own name."""
    found: dict[str, Any] = json.loads(schema_text(name))
    return {key: value for key, value in found.items() if key not in {"$schema", "$id"}}
