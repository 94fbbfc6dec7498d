"""A receipt explained: what was asked, under which rules, and what was answered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words
from eligibility import messages
from eligibility.core import Finding, Outcome, Reading, Severity, refusing
from eligibility.receipts import CheckedReceipt, Standing
from eligibility.words import money, months

MARKS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not-met",
    Outcome.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One clause as the receipt has it."""

    title: str
    mark: str
    sentence: str
    is_advice: bool
    differs: bool
    """Whether recomputing gives something else."""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What a receipt says, and whether it can be had again."""

    is_same: bool
    verdict: str
    """Whether recomputing gives the same bytes, in a sentence."""
    overall: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    """Label and value: the question and the rules."""
    organisations: tuple[str, ...]
    lines: tuple[ReceiptLine, ...]


@refusing()
def receipt_page(checked: CheckedReceipt) -> ReceiptPage:
    """Return the page of a receipt that was checked.

    BadReceiptError for an answer that cannot be said, as one on an unknown check.
    """
    report = checked.receipt.report
    return ReceiptPage(
        is_same=checked.standing is Standing.SAME,
        verdict=_verdict(checked),
        overall=messages.overall(report, Reading.PLANNED),
        mark=MARKS[report.outcome],
        facts=tuple(_facts(checked)),
        organisations=tuple(
            f"{each.label} {each.name}".strip()
            for each in checked.receipt.snapshot.participants
        ),
        lines=tuple(_line(each, checked) for each in report.findings),
    )


def _verdict(checked: CheckedReceipt) -> str:
    return {
        Standing.SAME: _(
            "Asked again, the engine gives the same receipt, byte for byte."
        ),
        Standing.DIFFERS: _(
            "Asked again, the engine gives another receipt: this one was changed, or"
            " not given by this product."
        ),
        Standing.OTHER_ENGINE: _(
            "Another version of the engine gave it (%(version)d). Asked again, this one"
            " gives other bytes; the clauses that differ are marked."
        ),
        Standing.RULES_UNKNOWN: _(
            "The rules it names are not published here, so it cannot be asked again."
        ),
    }[checked.standing] % {"version": checked.receipt.engine_version}


def _facts(checked: CheckedReceipt) -> list[tuple[str, str]]:
    snapshot, report = checked.receipt.snapshot, checked.receipt.report
    stamp = report.rulebook
    nothing = _("not stated")
    grant, duration = snapshot.grant_requested, snapshot.duration_months
    return [
        (_("Rules"), f"{stamp.call} · {stamp.lot} · {stamp.project_type}"),
        (_("Version"), _version(stamp.version, stamp.sha256)),
        (_("Country data"), _version(report.edition.version, report.edition.sha256)),
        (_("Day"), day_words(report.on)),
        (_("Engine"), str(checked.receipt.engine_version)),
        (_("Sector"), snapshot.sector or nothing),
        (_("Duration"), months([duration]) if duration else nothing),
        (_("Grant"), money(grant) if grant is not None else nothing),
        (_("Receipt"), f"SHA-256 {checked.receipt.sha256}"),
    ]


def _version(number: int, digest: str) -> str:
    return _("%(number)d, SHA-256 %(digest)s") % {"number": number, "digest": digest}


def _line(finding: Finding, checked: CheckedReceipt) -> ReceiptLine:
    return ReceiptLine(
        title=messages.clause_title(finding.clause),
        mark=MARKS[finding.planned.outcome],
        sentence=messages.sentence(finding, Reading.PLANNED),
        is_advice=finding.clause.severity is Severity.ADVICE,
        differs=finding.clause.id in checked.differences,
    )
