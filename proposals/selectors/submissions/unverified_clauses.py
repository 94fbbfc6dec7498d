"""Clauses that are not met and whose value nobody read in a source: what to do now."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import UnverifiedClauses
from alliances.models import Call
from alliances.words import day_words, own_words
from eligibility import messages
from eligibility.core import Confidence, Finding, Outcome, Reading, Report, Severity
from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.overrides import NEVER

PLACES = "exclusive"
"""The check on the place of an application: the database holds it, nobody waives it."""


@dataclass(frozen=True, slots=True)
class UnverifiedLine:
    """One unverified clause that is not met."""

    id: str
    title: str
    why: str
    """The numbers and the cause of its verdict, as planned."""
    expected: str
    """What the clause asks, in a sentence."""
    source: str
    """Where its value is from, and when that was looked at."""
    note: str
    """Our remark on the value; may be empty."""


@dataclass(frozen=True, slots=True)
class UnverifiedCheck:
    """The line of the check list about unverified clauses."""

    verdict: Verdict
    title: str
    rule: str
    """What the call lets one do; empty where it takes no submissions here."""
    lines: tuple[UnverifiedLine, ...]


def unverified_in(report: Report) -> tuple[Finding, ...]:
    """Return what decides, is not met as planned, and rests on an unverified value.

    Where a fact is missing the value is not what is in doubt, so unknown is not among
    them; nor is what nobody may waive, one applicant of a known country and its place.
    """
    return tuple(
        each
        for each in report.findings
        if each.clause.severity is Severity.BLOCKING
        and each.planned.outcome is Outcome.NOT_MET
        and each.value.reference.confidence is Confidence.UNVERIFIED
        and each.clause.id not in NEVER
        and each.clause.check != PLACES
    )


def may_be_named(call: Call) -> bool:
    """Say whether naming unverified clauses that are not met suffices."""
    return call.unverified_clauses == UnverifiedClauses.WARN


def unverified_check(call: Call, findings: Collection[Finding]) -> UnverifiedCheck:
    """Return the line of the check list about these unverified clauses."""
    number = len(findings)
    title = ngettext(
        "%(number)d unverified clause is not met",
        "%(number)d unverified clauses are not met",
        number,
    ) % {"number": number}
    warns = may_be_named(call)
    return UnverifiedCheck(
        verdict=Verdict("unknown", _("Warning"))
        if warns
        else Verdict("not-met", _("Not met")),
        title=title,
        rule=_rule(call),
        lines=tuple([_line(each) for each in findings]),
    )


def clause_choices(findings: Collection[Finding]) -> tuple[tuple[str, str], ...]:
    """Return identifier and words of each clause, as a form asks to name them."""
    return tuple([(each.clause.id, clause_words(each)) for each in findings])


def clause_words(finding: Finding) -> str:
    """Name a clause with its verdict as planned."""
    return _("%(title)s. %(sentence)s") % {
        "title": messages.clause_title(finding.clause),
        "sentence": messages.sentence(finding, Reading.PLANNED),
    }


def _rule(call: Call) -> str:
    if not call.takes_submissions:
        return ""
    if may_be_named(call):
        return _(
            "This call lets you submit all the same: tick each of them below. Receipt"
            " and pack say so."
        )
    return _(
        "This call refuses for them as for any other clause. Mend them, or report the"
        " value if you know a better one."
    )


def _line(finding: Finding) -> UnverifiedLine:
    reference = finding.value.reference
    return UnverifiedLine(
        id=finding.clause.id,
        title=messages.clause_title(finding.clause),
        why=messages.detail(finding, Reading.PLANNED),
        expected=messages.norm(finding),
        source=_("%(source)s, looked at %(day)s")
        % {
            "source": messages.source_line(reference),
            "day": day_words(reference.checked),
        },
        note=own_words(reference.note or ""),
    )
