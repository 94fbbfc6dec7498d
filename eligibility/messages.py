"""How findings are said: the rule, the verdict and the reasons, in plain words.

The core decides, this module words it; wording never decides.
"""

from decimal import Decimal
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext, pgettext

from alliances.words import ENGLISH, locale, own_words
from eligibility.core import (
    Clause,
    Confidence,
    Evidence,
    Excluded,
    Finding,
    Outcome,
    Reading,
    Reference,
    Report,
    Severity,
    Why,
)
from eligibility.fact_sentences import numbers
from eligibility.norms import norm
from eligibility.sentences import SENTENCES, of_required
from eligibility.words import deadline_words, eu_code, money, months, together

__all__ = [
    "Tally",
    "clause_title",
    "confidence_word",
    "deadline_words",
    "detail",
    "figure",
    "money",
    "norm",
    "outcome_word",
    "overall",
    "sentence",
    "source_line",
    "source_markup",
    "tally",
    "tally_words",
    "why",
]


OUTCOME_WORDS = {
    Outcome.MET: _lazy("Met"),
    Outcome.NOT_MET: _lazy("Not met"),
    Outcome.UNKNOWN: _lazy("Cannot tell yet"),
}


class Tally(NamedTuple):
    """How many of the clauses that decide have each outcome."""

    met: int
    not_met: int
    unknown: int

    @property
    def outcome(self) -> Outcome:
        """The worst there is, as a report has it."""
        if self.not_met:
            return Outcome.NOT_MET
        return Outcome.UNKNOWN if self.unknown else Outcome.MET


def outcome_word(outcome: Outcome) -> str:
    """Return the word for an outcome; never "eligible"."""
    return str(OUTCOME_WORDS[outcome])


def clause_title(clause: Clause) -> str:
    """Return the short name of a clause in the reader's language."""
    return own_words(clause.title)


def confidence_word(reference: Reference) -> str:
    """Say whether the value was read in a source of its call."""
    return _("Found") if reference.confidence is Confidence.FOUND else _("Unverified")


def source_markup(reference: Reference) -> str:
    """Return where a value was read for a page: a place in the source is English.

    Screen readers speak it so where the page is not.
    """
    if locale().language == ENGLISH or not reference.locator:
        return source_line(reference)
    title = own_words(reference.title)
    return format_html('{}, <span lang="en">{}</span>', title, reference.locator)


def source_line(reference: Reference) -> str:
    """Name the source, with the place in it where known."""
    return ", ".join(filter(None, [own_words(reference.title), reference.locator]))


def why(excluded: Excluded) -> str:
    """Say why an organisation does not count, or not with certainty."""
    return {
        Why.ASSOCIATED_PARTNER: _("Associated partner"),
        Why.AFFILIATED_ENTITY: _("Affiliated entity"),
        Why.PARTNER_COUNTRY: _("In a Partner country"),
        Why.NO_STATUS: _("In a country without status under this call"),
        Why.COUNTRY_UNKNOWN: _("Country not stated"),
        Why.OTHER_GROUP: _("Type belongs to another group or to none"),
        Why.TYPE_OPEN: _("Type not settled")
        if excluded.participant.types
        else _("Type not stated"),
        Why.INVITED: _("Has not confirmed yet"),
        Why.MERGED: _("Same organisation as another row"),
        Why.NOT_EU_MEMBER: _("Not in a Member State of the European Union"),
        Why.HUMAN_JUDGEMENT: _("European umbrella alone in its country: people judge"),
        Why.TEXT_MISSING: _("Its added value is not stated"),
        Why.STANDS_ELSEWHERE: _("Takes part in another application of this call"),
    }[excluded.why]


def tally(report: Report, reading: Reading) -> Tally:
    """Count the clauses that decide by their outcome; advice decides nothing."""
    return _tally(report, reading, Severity.BLOCKING)


def tally_words(report: Report, reading: Reading) -> str:
    """Say the tally in one line."""
    return _counts(tally(report, reading))


def advice_words(report: Report, reading: Reading) -> str:
    """Count the other clauses in one line, those that only advise; empty for none."""
    counts = _tally(report, reading, Severity.ADVICE)
    if not any(counts):
        return ""
    words = _("Besides, advice that decides nothing: %(tally)s.")
    return words % {"tally": _counts(counts)}


def _tally(report: Report, reading: Reading, severity: Severity) -> Tally:
    found = [
        finding.of(reading).outcome
        for finding in report.findings
        if finding.clause.severity is severity
    ]
    return Tally(*map(found.count, (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN)))


def _counts(counts: Tally) -> str:
    return _("%(met)s met, %(not_met)s not met, %(unknown)s cannot tell yet") % (
        counts._asdict()
    )


def overall(report: Report, reading: Reading) -> str:
    """Say in one line where the consortium stands; advice does not count."""
    return overall_words(tally(report, reading))


def overall_words(counts: Tally) -> str:
    """Say the same of a tally, for lists that say one thing of many drafts."""
    if number := counts.not_met:
        return ngettext(
            "Not met: %(number)s clause", "Not met: %(number)s clauses", number
        ) % {"number": number}
    if number := counts.unknown:
        return ngettext(
            "Cannot tell yet: %(number)s clause open",
            "Cannot tell yet: %(number)s clauses open",
            number,
        ) % {"number": number}
    number = counts.met
    return ngettext(
        "Meets the %(number)s clause we can check",
        "Meets the %(number)s clauses we can check",
        number,
    ) % {"number": number}


def figure(finding: Finding, reading: Reading) -> str:
    """Return the number beside a clause: "7 of 8", "13 of at least 8", "48 months"."""
    evidence = finding.of(reading)
    check = finding.clause.check
    if check == "role-in-status":
        places = [each.place for each in evidence.counted] + [
            each.participant.place for each in evidence.not_counted
        ]
        return together([eu_code(place.code) for place in places if place]) or "–"
    if check == "listed":
        return {
            Outcome.MET: pgettext("sector", "listed"),
            Outcome.NOT_MET: pgettext("sector", "not listed"),
            Outcome.UNKNOWN: pgettext("sector", "not stated"),
        }[evidence.outcome]
    if check == "text-present" and not evidence.required:
        return "–"
    if check == "value-in":
        return months(numbers(evidence.found)) if evidence.found else "–"
    if check == "at-most":
        return _amount(evidence)
    return _of(evidence)


def _amount(evidence: Evidence) -> str:
    if isinstance(evidence.found, Decimal):
        return money(evidence.found)
    if isinstance(evidence.required, Decimal):
        return _("up to %(ceiling)s") % {"ceiling": money(evidence.required)}
    return "–"


def _of(evidence: Evidence) -> str:
    """Write "found of required", as a range where more is possible."""
    if evidence.found is None:
        return "–"
    return of_required(evidence)


def sentence(finding: Finding, reading: Reading) -> str:
    """Say the verdict on one clause with its numbers and, while open, the cause."""
    evidence = finding.of(reading)
    return _("%(outcome)s: %(facts)s") % {
        "outcome": outcome_word(evidence.outcome),
        "facts": detail(finding, reading),
    }


def detail(finding: Finding, reading: Reading) -> str:
    """Say the numbers and the cause of a verdict, without its word."""
    return SENTENCES[finding.clause.check](finding, finding.of(reading))
