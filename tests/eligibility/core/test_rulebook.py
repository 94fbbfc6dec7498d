"""What a rulebook holds, word for word, and what it says of what it does not hold."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from eligibility.core import (
    Clause,
    Confidence,
    DatedValue,
    NoValue,
    Reference,
    RulebookError,
    Severity,
    Stamp,
    UnknownLot,
    UnknownProjectType,
    parse_rulebook,
)
from tests.eligibility.core.consortia import report_on, rulebook_2020, snapshot
from tests.eligibility.core.rulebook_text import GOOD, changed

pytestmark = pytest.mark.core
FLAGS = "takes_submissions = true\ndefault = true"
WITH_ALL = changed(
    "checked = 2026-11-22",
    "checked = 2026-11-22\n"
    'locator = "p. 3"\nurl = "https://example.org/oj"\nnote = "A remark"',
)


def test_a_clause_is_read_word_for_word():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    first, second = book.project_type("lot-1", "standard").clauses

    assert first.clause == Clause(
        "min-programme-countries",
        "Programme countries",
        "countries-at-least",
        Severity.BLOCKING,
        {"count": "programme"},
    )
    assert (second.clause.title, second.clause.severity) == ("Grant", Severity.ADVICE)


def test_a_value_is_read_with_its_day_and_its_reference():
    book = parse_rulebook(WITH_ALL, source="rulebook.toml")

    (value,) = book.project_type("lot-1", "standard").clauses[0].values

    assert value == DatedValue(
        dt.date(2019, 11, 5),
        4,
        Reference(
            "Official Journal",
            Confidence.FOUND,
            dt.date(2026, 11, 22),
            locator="p. 3",
            url="https://example.org/oj",
            note="A remark",
        ),
    )
    assert value.reference == book.opens_reference


def test_a_rulebook_says_where_its_days_come_from_and_what_it_is_for():
    text = changed('pending_partners = "warn"', 'pending_partners = "warn"\n' + FLAGS)

    book = parse_rulebook(text, source="rulebook.toml")

    (value,) = book.project_type("lot-1", "standard").clauses[0].values
    assert book.opens_reference == value.reference
    assert book.deadline_references == (value.reference, value.reference)
    assert (book.takes_submissions, book.is_default) == (True, True)
    assert book.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_what_is_left_out_of_a_rulebook_is_a_plain_no():
    book = parse_rulebook(GOOD, source="rulebook.toml")

    assert book.takes_submissions is False
    assert book.is_default is False


def test_a_refused_rulebook_names_its_file_on_every_line():
    with pytest.raises(RulebookError) as refused:
        parse_rulebook("colour = 1", source="calls/x.toml")

    assert refused.value.source == "calls/x.toml"
    assert str(refused.value).splitlines() == [
        f"calls/x.toml: {problem}" for problem in refused.value.problems
    ]


def test_a_report_is_stamped_with_the_rules_it_applied():
    book = rulebook_2020()

    seen = report_on(snapshot(lot="lot-2", project_type="twelve-countries"))

    assert seen.rulebook == Stamp(
        "2020", "lot-2", "twelve-countries", book.version, book.sha256
    )


def test_an_unknown_lot_is_named_with_those_there_are():
    with pytest.raises(UnknownLot) as refused:
        rulebook_2020().lot("lot-9")

    assert str(refused.value) == "unknown Lot 'lot-9'"
    assert (refused.value.code, refused.value.known) == ("lot-9", ["lot-1", "lot-2"])


def test_an_unknown_project_type_is_named_with_those_of_its_lot():
    with pytest.raises(UnknownProjectType) as refused:
        rulebook_2020().project_type("lot-2", "small")

    assert str(refused.value) == "unknown project type 'small'"
    assert refused.value.code == "small"
    assert refused.value.known == ["standard", "twelve-countries"]


def test_a_day_without_a_value_is_named_with_its_clause():
    clause = parse_rulebook(GOOD, source="x").lots[0].project_types[0].clauses[0]
    day = dt.date(2019, 11, 4)

    with pytest.raises(NoValue) as refused:
        clause.on(day)

    assert (refused.value.clause, refused.value.day) == (clause.clause.id, day)


@pytest.mark.parametrize("policy", ["warn", "block"])
def test_a_call_says_what_unverified_clauses_do(policy):
    pending = 'pending_partners = "warn"'
    text = changed(pending, f'{pending}\nunverified_clauses = "{policy}"')

    assert parse_rulebook(text, source="rules").unverified_clauses == policy


def test_unverified_clauses_block_where_nothing_is_said():
    assert parse_rulebook(GOOD, source="rules").unverified_clauses == "block"


def test_another_policy_is_not_understood():
    pending = 'pending_partners = "warn"'
    text = changed(pending, f'{pending}\nunverified_clauses = "maybe"')

    with pytest.raises(RulebookError) as refusal:
        parse_rulebook(text, source="rules")

    assert refusal.value.problems == [
        "unverified_clauses: is 'maybe'; write one of 'warn', 'block'"
    ]


LATER = dt.datetime(2020, 3, 1, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"version": 9, "sha256": "other", "deadline": LATER}, True),
        ({"takes_submissions": True, "is_default": True}, True),
        ({"pending_partners": "block"}, False),
        ({"unverified_clauses": "warn"}, False),
        ({"opens": LATER.date()}, False),
        ({"lots": ()}, False),
    ],
)
def test_versions_ask_the_same_that_differ_in_their_end_and_doors(change, is_same):
    rulebook = parse_rulebook(GOOD, source="rules")
    other = replace(rulebook, **change)

    assert (rulebook.asks_the_same_as(other), other.asks_the_same_as(rulebook)) == (
        is_same,
        is_same,
    )
