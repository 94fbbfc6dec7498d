"""Receipts: what was asked, under which rules, and what the engine said; recomputable.

`ssa-receipt/1` is canonical JSON: the same question under the same rules by the same
engine is the same text, byte for byte.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from eligibility.core.engine import ENGINE_VERSION, evaluate
from eligibility.core.findings import Report, Stamp
from eligibility.core.loading import load_report, load_snapshot
from eligibility.core.rulebook import Rulebook
from eligibility.core.serialise import canonical, dump_report, dump_snapshot
from eligibility.core.snapshot import ConsortiumSnapshot

RECEIPT_SCHEMA = "ssa-receipt/1"
KEYS = frozenset({"schema", "engine_version", "inputs", "report"})
CODE, DIGEST = re.compile("[A-Za-z0-9_-]{1,50}"), re.compile("[0-9a-f]{64}")
MOST_ROWS = 1000
"""Thrice what a consortium file may have; asking again grows faster than the rows."""
WRONG_KIND = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What values of another kind than the engine's raise, wherever they are used."""


class BadReceiptError(ValueError):
    """The text is no receipt; the message says why."""


@contextmanager
def refusing() -> Iterator[None]:
    """Refuse a receipt whose values turn out to be of the wrong kind.

    A stranger wrote them, and only those that the outcome needs are looked at.
    """
    try:
        yield
    except BadReceiptError:
        raise
    except WRONG_KIND as error:
        raise BadReceiptError(f"cut or changed: {error!r}") from None


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
    except (ValueError, RecursionError) as error:
        raise BadReceiptError(f"not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("schema") != RECEIPT_SCHEMA:
        raise BadReceiptError(f"not {RECEIPT_SCHEMA}")
    if data.keys() != KEYS:
        odd = ", ".join(sorted(map(str, data.keys() ^ KEYS)))
        raise BadReceiptError(f"keys missing or too many: {odd}")
    with refusing():
        canonical(data).encode()  # half of a surrogate pair cannot be shown
        return _loaded(text.strip(), data)


def _loaded(text: str, data: Mapping[str, Any]) -> Receipt:
    if len(data["inputs"]["participants"]) > MOST_ROWS:
        raise BadReceiptError(f"more than {MOST_ROWS} rows")
    report = load_report(data["report"])
    _check_named(report.rulebook)
    version = int(data["engine_version"])
    return Receipt(text, version, load_snapshot(data["inputs"]), report)


def _check_named(stamp: Stamp) -> None:
    """Refuse what cannot be the name of a rulebook, before it is looked for."""
    if not (CODE.fullmatch(stamp.call) and DIGEST.fullmatch(stamp.sha256)):
        raise BadReceiptError("its rules have no code or no digest")


def recomputed(receipt: Receipt, rulebook: Rulebook) -> str:
    """Return the receipt that the present engine gives to the same question.

    Raises what `evaluate` raises where the rulebook has no such Lot or type.
    """
    report = evaluate(receipt.snapshot, rulebook, on=receipt.report.on)
    return receipt_of(receipt.snapshot, report)
