"""Receipts checked: the same question asked again under the rules they name."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from eligibility import catalogue
from eligibility.core import (
    ENGINE_VERSION,
    NoValue,
    Receipt,
    Rulebook,
    Stamp,
    UnknownLot,
    UnknownProjectType,
    read_receipt,
    recomputed,
    refusing,
)
from eligibility.models import Rulebook as PublishedRulebook

FindRulebook = Callable[[Stamp], Rulebook | None]


class Standing(StrEnum):
    """How a receipt stands to what the engine says now."""

    SAME = "same"
    """Recomputing gives the same bytes."""
    DIFFERS = "differs"
    """It does not: the receipt was changed, or was never given."""
    OTHER_ENGINE = "other-engine"
    """Another version of the engine gave it; the words may differ."""
    RULES_UNKNOWN = "rules-unknown"
    """Rules with this digest are not known here."""


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """A receipt and what recomputing it shows."""

    receipt: Receipt
    standing: Standing
    differences: tuple[str, ...]
    """The clauses whose outcome is not that of the receipt; all, where one is new."""


@refusing()
def check_receipt(*, text: str, find_rulebook: FindRulebook) -> CheckedReceipt:
    """Read a receipt and ask the engine again; BadReceiptError for what is none."""
    receipt = read_receipt(text)
    rulebook = find_rulebook(receipt.report.rulebook)
    if rulebook is None:
        return CheckedReceipt(receipt, Standing.RULES_UNKNOWN, ())
    try:
        again = recomputed(receipt, rulebook)
    except (NoValue, UnknownLot, UnknownProjectType):
        return CheckedReceipt(receipt, Standing.DIFFERS, ())
    if again == receipt.text:
        return CheckedReceipt(receipt, Standing.SAME, ())
    is_other = receipt.engine_version != ENGINE_VERSION
    standing = Standing.OTHER_ENGINE if is_other else Standing.DIFFERS
    return CheckedReceipt(receipt, standing, _differences(receipt, again))


def published_by_digest(stamp: Stamp) -> Rulebook | None:
    """Return the published rulebook a receipt names, by call and digest."""
    rows = PublishedRulebook.objects.filter(call=stamp.call, sha256=stamp.sha256)
    row = rows.order_by("version").first()
    if row is None:
        return None
    return replace(catalogue.published_rulebook(row), version=stamp.version)


def shipped_by_digest(stamp: Stamp) -> Rulebook | None:
    """Return the shipped rulebook a receipt names, if its text is the one shipped."""
    with suppress(catalogue.UnknownCall, catalogue.NotEstablished):
        rulebook = catalogue.shipped_rulebook(stamp.call)
        if rulebook.sha256 == stamp.sha256:
            return replace(rulebook, version=stamp.version)
    return None


def _differences(receipt: Receipt, again: str) -> tuple[str, ...]:
    stated = receipt.report.by_clause()
    now = read_receipt(again).report.by_clause()
    return tuple(
        clause
        for clause in {**stated, **now}
        if clause not in stated
        or clause not in now
        or (stated[clause].planned, stated[clause].confirmed)
        != (now[clause].planned, now[clause].confirmed)
    )
