"""Findings in words: exact numbers, no jargon, never "eligible"."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from alliances.words import day_words
from eligibility import messages, norms, sentences, words
from eligibility.core import CHECKS, Outcome, Reading, Severity, Why
from tests.eligibility.core.consortia import (
    SME,
    applicant,
    charter,
    partner,
    report_on,
    snapshot,
)

PLANNED, CONFIRMED = Reading.PLANNED, Reading.CONFIRMED
BLUEPRINT = ["AT", "BE", "BG", "CY", "CZ", "DE"]


def finding(consortium, clause, code="2020"):
    return report_on(consortium, code).by_clause()[clause]


def say(consortium, clause, reading=PLANNED, code="2020"):
    return messages.sentence(finding(consortium, clause, code), reading)


def test_norm_of_a_group_names_the_types_of_the_rulebook():
    assert messages.norm(finding(charter(), "min-education-training")) == (
        "At least 5 full partners in Programme countries provide education or training"
        " (Higher education; VET provider; Adult education). One organisation counts in"
        " one group only."
    )


def test_every_check_has_a_sentence_and_a_norm():
    assert set(sentences.SENTENCES) == set(CHECKS)
    assert set(norms.NORMS) == set(CHECKS)


def test_every_reason_has_words():
    report = report_on(snapshot(applicant(), partner("B", "GE", SME)))
    (excluded,) = report.by_clause()["min-full-partners"].planned.not_counted

    said = {messages.why(excluded._replace(why=why)) for why in Why}

    assert len(said) == len(Why)


def test_the_norm_carries_the_number_in_force():
    assert messages.norm(finding(charter(), "min-programme-countries")) == (
        "Full partners come from at least 8 Programme countries."
    )
    assert messages.norm(
        finding(snapshot(lot="lot-1", months=24, sector=None), "grant-within-ceiling")
    ) == ("The grant is at most €700,000 for 24 months, €1,000,000 for 36 months.")


@pytest.mark.parametrize("code", ["2014", "2018", "2019", "2020"])
def test_every_clause_has_a_norm_and_a_figure(code):
    lots = {"2014": "single"}
    consortium = snapshot(applicant(), lot=lots.get(code, "lot-1"), elsewhere=0)

    for each in report_on(consortium, code).findings:
        assert messages.norm(each).endswith(".")
        assert messages.figure(each, PLANNED)
        assert messages.clause_title(each.clause)
        assert messages.source_line(each.value.reference)
        assert messages.confidence_word(each.value.reference) in {
            "Found",
            "Unverified",
        }


def test_place_in_a_source_is_english_on_pages_of_other_languages():
    (finding, *_) = report_on(charter()).findings
    reference = replace(finding.value.reference, title="A <b>", locator="Part B & C")

    assert messages.source_markup(reference) == "A <b>, Part B & C"
    with translation.override("de"):
        assert messages.source_markup(reference) == (
            'A &lt;b&gt;, <span lang="en">Part B &amp; C</span>'
        )
        assert messages.source_markup(replace(reference, locator="")) == "A <b>"


def test_the_overall_word_counts_blocking_clauses_only():
    met = report_on(charter())
    short = report_on(snapshot(applicant()))
    open_one = report_on(charter(partners=21), "2020")

    assert messages.overall(met, PLANNED) == "Meets the 10 clauses we can check"
    assert messages.overall(short, PLANNED) == "Not met: 4 clauses"
    assert open_one.outcome is Outcome.MET


def test_clauses_that_only_advise_are_counted_in_a_line_of_their_own():
    report = report_on(charter())
    deciding = [e for e in report.findings if e.clause.severity is Severity.BLOCKING]

    assert (len(report.findings), sum(messages.tally(report, PLANNED))) == (12, 10)
    assert messages.advice_words(report, PLANNED) == (
        "Besides, advice that decides nothing: 2 met, 0 not met, 0 cannot tell yet."
    )
    alone = replace(report, findings=tuple(deciding))
    assert messages.advice_words(alone, PLANNED) == ""


def test_the_overall_word_of_an_open_report_says_how_many_are_open():
    report = report_on(snapshot())
    everything = snapshot(
        *charter().participants, grant=None, sector="cultural-heritage"
    )

    assert messages.overall(report_on(everything), PLANNED) == (
        "Cannot tell yet: 1 clause open"
    )
    assert messages.tally(report_on(everything), PLANNED) == (8, 0, 1)
    assert messages.overall(report, PLANNED) == "Not met: 5 clauses"


@pytest.mark.parametrize(
    ("amount", "said"),
    [("4000000.00", "€4,000,000"), ("0.5", "€0.50"), ("1234.5", "€1,234.50")],
)
def test_money_shows_cents_only_where_there_are_any(amount, said):
    assert words.money(Decimal(amount)) == said


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (["1200", "0.5", None], ["€1,200.00", "€0.50"]),
        (["1200", "7.00", None], ["€1,200", "€7"]),
    ],
)
def test_amounts_of_one_column_have_cents_all_or_none(column, said):
    amounts = [Decimal(each) if each else None for each in column]

    write = words.money_alike(*amounts)

    assert [write(each) for each in amounts if each is not None] == said


def test_lists_read_as_sentences():
    assert words.together(["A", "B", "C"]) == "A, B and C"


def test_the_deadline_names_its_zone():
    report = report_on(charter())
    assert report.on.isoformat() == "2020-02-26"
    assert day_words(report.on) == "26 February 2020"
