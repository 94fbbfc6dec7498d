"""The withdrawal test in a frozen content: there only if somebody chose to print it."""

import json
from typing import Any

from eligibility.core import (
    canonical,
    dump_resilience,
    load_report,
    load_snapshot,
)
from eligibility.receipts import published_by_digest
from eligibility.services.ways_out import withdrawal_test

KEY = "withdrawals"


def with_withdrawal_test(content: str) -> str:
    """Return a frozen content with the withdrawal test of what it holds.

    Of its own inputs, rules and day, so the same content gives the same bytes,
    whenever it is asked. A content of the first kind has no inputs and stays as it is.
    """
    data: dict[str, Any] = json.loads(content)
    if "inputs" not in data:
        return content
    report = load_report(data["report"])
    rulebook = published_by_digest(report.rulebook)
    assert rulebook is not None  # noqa: S101  # published rules are never deleted
    found = withdrawal_test(
        snapshot=load_snapshot(data["inputs"]),
        rulebook=rulebook,
        on=report.on,
        with_pairs=True,
    )
    return canonical(data | {KEY: dump_resilience(found)})


def has_withdrawal_test(content: str) -> bool:
    """Say whether the withdrawal test is printed."""
    return KEY in json.loads(content)


def without_withdrawal_test(content: str) -> str:
    """Return the content as it was before somebody chose the test."""
    data = json.loads(content)
    data.pop(KEY, None)
    return canonical(data)
