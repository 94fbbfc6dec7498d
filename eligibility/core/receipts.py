"""Receipts: what was asked, under which rules, and what the engine said; recomputable.

`ssa-receipt/1` is canonical JSON: the same question under the same rules by the same
engine is the same text, byte for byte.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any

from eligibility.core.engine import ENGINE_VERSION, evaluate
from eligibility.core.findings import Report
from eligibility.core.loading import load_report, load_snapshot
from eligibility.core.rulebook import Rulebook
from eligibility.core.serialise import canonical, dump_report, dump_snapshot
from eligibility.core.snapshot import ConsortiumSnapshot

RECEIPT_SCHEMA = "ssa-receipt/1"
KEYS = frozenset({"schema", "engine_version", "inputs", "report"})


class BadReceiptError(ValueError):
    """The text is no receipt; the message says why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt read back."""

    text: str
    """As it was given."""
    engine_version: int
    snapshot: ConsortiumSnapshot
    report: Report

    @property
    def sha256(self) -> str:
        """Return the digest of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def receipt_of(
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    engine_version: int = ENGINE_VERSION,
) -> str:
    """Return the receipt of a report on a consortium."""
    return receipt_from(dump_snapshot(snapshot), dump_report(report), engine_version)


def receipt_from(
    inputs: Mapping[str, Any], report: Mapping[str, Any], engine_version: int
) -> str:
    """Return the receipt of a question and an answer stored as JSON values."""
    return canonical(
        {
            "schema": RECEIPT_SCHEMA,
            "engine_version": engine_version,
            "inputs": inputs,
            "report": report,
        }
    )


def read_receipt(text: str) -> Receipt:
    """Return a receipt from its text; BadReceiptError says what is wrong with it."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadReceiptError(f"not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("schema") != RECEIPT_SCHEMA:
        raise BadReceiptError(f"not {RECEIPT_SCHEMA}")
    if data.keys() != KEYS:
        odd = ", ".join(sorted(map(str, data.keys() ^ KEYS)))
        raise BadReceiptError(f"keys missing or too many: {odd}")
    try:
        return Receipt(
            text.strip(),
            int(data["engine_version"]),
            load_snapshot(data["inputs"]),
            load_report(data["report"]),
        )
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        InvalidOperation,
        RecursionError,
    ) as error:
        raise BadReceiptError(f"cut or changed: {error!r}") from None


def recomputed(receipt: Receipt, rulebook: Rulebook) -> str:
    """Return the receipt that the present engine gives to the same question.

    Raises what `evaluate` raises where the rulebook has no such Lot or type.
    """
    report = evaluate(receipt.snapshot, rulebook, on=receipt.report.on)
    return receipt_of(receipt.snapshot, report)
