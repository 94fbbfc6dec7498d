"""The eligibility report of a pack: the stored report, clause by clause."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from alliances.words import day_words
from eligibility import messages
from eligibility.core import (
    Confidence,
    Evidence,
    Finding,
    Outcome,
    Participant,
    Reading,
    Reference,
    Report,
    Severity,
)
from eligibility.words import eu_code
from proposals.documents.countries import in_protocol_order
from proposals.documents.labels import listed_labels
from proposals.documents.page import Answer, ClauseRow, ClauseSection, Source
from proposals.documents.verdict_page import Verdict

PROJECT_CHECKS = frozenset({"value-in", "listed", "at-most"})
APPLICATION_CHECKS = frozenset({"exclusive"})
COUNTRY_CHECKS = frozenset({"countries-at-least", "each-country-has"})
LONGEST_BIG_FIGURE = 9
"""Characters of a figure that fit the answer's column at its large size."""
LONGEST_UNBROKEN = 700
"""Characters on who counts that a row may carry and still be kept on one page."""


def verdict_of(outcome: Outcome) -> Verdict:
    """Return an outcome as shape and word."""
    return Verdict(outcome.value, messages.outcome_word(outcome))


def clause_sections(report: Report) -> tuple[ClauseSection, ...]:
    """Return the findings under their headings, numbered through."""
    kinds: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        kinds[_kind(finding)].append(finding)
    numbers = iter(range(1, len(report.findings) + 1))
    return tuple(
        [
            ClauseSection(slug, title, _rows(kinds[slug], numbers))
            for slug, title in _headings()
            if kinds[slug]
        ]
    )


def _headings() -> list[tuple[str, str]]:
    return [
        ("composition", _("Composition")),
        ("project", _("Project")),
        ("application", _("Application")),
        ("advice", _("Advice, decides nothing")),
    ]


def _kind(finding: Finding) -> str:
    """Say under which heading a finding stands."""
    clause = finding.clause
    if clause.severity is Severity.ADVICE:
        return "advice"
    if clause.check in PROJECT_CHECKS:
        return "project"
    return "application" if clause.check in APPLICATION_CHECKS else "composition"


def _rows(findings: list[Finding], numbers: Iterator[int]) -> tuple[ClauseRow, ...]:
    return tuple([_row(finding, next(numbers)) for finding in findings])


def _row(finding: Finding, number: int) -> ClauseRow:
    people = tuple(_people(finding))
    return ClauseRow(
        number=number,
        norm=messages.norm(finding),
        people=people,
        is_crowded=sum(map(len, people)) > LONGEST_UNBROKEN,
        source=_source(finding.value.reference),
        answers=(
            _answer(finding, Reading.PLANNED),
            _answer(finding, Reading.CONFIRMED),
        ),
    )


def _answer(finding: Finding, reading: Reading) -> Answer:
    figure = messages.figure(finding, reading)
    verdict = verdict_of(finding.of(reading).outcome)
    return Answer(verdict, figure, len(figure) > LONGEST_BIG_FIGURE)


def _source(reference: Reference) -> Source:
    found = reference.confidence is Confidence.FOUND
    return Source(
        mark="found" if found else "unverified",
        word=messages.confidence_word(reference),
        line=_("%(source)s, checked %(day)s")
        % {
            "source": messages.source_line(reference),
            "day": day_words(reference.checked),
        },
        quote=reference.quote or "",
        note=reference.note or "",
    )


def _people(finding: Finding) -> Iterator[str]:
    """Yield the lines on who counts; a clause about facts gets its sentence."""
    planned = finding.planned
    if not (planned.counted or planned.not_counted):
        yield messages.sentence(finding, Reading.PLANNED)
        return
    if planned.counted:
        yield _("Counted: %(who)s.") % {"who": _counted(finding, planned)}
    yield from _left_out(planned)
    if open_labels := _labels(planned.counted) - _labels(finding.confirmed.counted):
        yield _("As confirmed, not yet certain: %(who)s.") % {
            "who": listed_labels(open_labels)
        }


def _counted(finding: Finding, evidence: Evidence) -> str:
    """List who counts; a clause about countries names these first."""
    labels = listed_labels(_labels(evidence.counted))
    if finding.clause.check not in COUNTRY_CHECKS:
        return labels
    codes = [eu_code(each.place.counts_as) for each in evidence.counted if each.place]
    countries = " ".join(in_protocol_order(codes))
    return _("%(countries)s, by %(who)s") % {"countries": countries, "who": labels}


def _left_out(evidence: Evidence) -> Iterator[str]:
    """Yield one line per reason not to count."""
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    for excluded in evidence.not_counted:
        reasons[messages.why(excluded)].add(excluded.participant.label)
    if not reasons:
        return
    parts = [f"{listed_labels(labels)} ({why})" for why, labels in reasons.items()]
    yield _("Not counted: %(who)s.") % {"who": "; ".join(parts)}


def _labels(participants: tuple[Participant, ...]) -> set[str]:
    return {each.label for each in participants}
