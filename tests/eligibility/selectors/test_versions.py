"""Two versions of one law: days, Lots, clauses and numbers, never as text."""

import datetime as dt

import pytest

from eligibility.core import parse_rulebook
from eligibility.selectors.versions import FactChange, version_changes
from tests.rulebooks import rules_of

OPENS = dt.date(2026, 11, 13)
DEADLINE = dt.datetime(2026, 12, 23, 16, tzinfo=dt.UTC)
TEXT = rules_of("open", opens=OPENS, deadline=DEADLINE)
FULL = "min-full-partners"
LET_PASS = 'unverified_clauses = "warn"'
VALUE = "since = 2026-11-13\nvalue = 3\nreference"


def law(*changes):
    """Return the small rules with some places of the text written otherwise."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_rulebook(text, source="rulebook.toml")


def clause(name, old, new):
    """Return a change of the text of one clause."""
    start = TEXT.index(f'id = "{name}"')
    end = TEXT.find("[[clauses]]", start)
    whole = TEXT[start : end if end > 0 else None]
    assert old in whole
    return whole, whole.replace(old, new)


def moved(*changes):
    return [
        (each.change.title, each.change.differences, each.kinds)
        for each in version_changes(law(), law(*changes)).clauses
    ]


EVERYWHERE = ("Lot 1 · Standard", "Lot 2 · Standard", "Lot 2 · Large")


def test_the_same_law_written_otherwise_has_no_difference():
    found = version_changes(law(), law(("version = 1", "version = 7  # a remark")))

    assert found.is_nothing


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (FULL, "value = 3", "value = 4", "Was 3, is 4."),
        ("duration-allowed", "[48]", "[36, 48]", "Was 48 months, is 36 or 48 months."),
        (
            "grant-within-ceiling",
            '"48" = "4000000.00"',
            '"36" = "3000000.00"',
            "Was €4,000,000 for 48 months, is €3,000,000 for 36 months.",
        ),
        (
            FULL,
            'severity = "blocking"',
            'severity = "advice"',
            "Was blocking, is advice.",
        ),
        (FULL, f'title = "{FULL}"', 'title = "Partners"', f"Was called “{FULL}”."),
    ],
)
def test_what_moved_in_a_clause_is_said_in_numbers(name, old, new, words):
    title = "Partners" if "Partners" in new else name

    assert moved(clause(name, old, new)) == [(title, (words,), EVERYWHERE)]


def test_a_value_of_a_later_day_is_said_with_its_day():
    later = (
        'reference = "summary"\n[[clauses.values]]\nsince = 2026-12-01\nvalue = 5\n'
        'reference = "summary"'
    )
    (found,) = moved(clause(FULL, 'reference = "summary"', later))

    assert found[1][0] == "From 1 December 2026: was 3, is 5."


def test_a_value_for_one_lot_names_that_lot():
    (whole, _same) = clause(FULL, "value = 3", "value = 3")
    split = whole.replace('lots = ["lot-1", "lot-2"]', 'lots = ["lot-1"]') + (
        '[[clauses.values]]\nlots = ["lot-2"]\n'
        + VALUE.replace("= 3", "= 6")
        + ' = "summary"\n'
    )

    assert moved((whole, split)) == [(FULL, ("Was 3, is 6.",), EVERYWHERE[1:])]


def test_a_clause_that_comes_or_goes_is_said():
    whole, _same = clause(FULL, "value = 3", "value = 3")
    gone = (f"[[clauses]]\n{whole}", "")
    without = version_changes(law(gone), law())

    assert moved(gone) == [(FULL, ("Gone: is not asked any more.",), EVERYWHERE)]
    assert [each.change.differences for each in without.clauses] == [
        ("New: was not asked before.",)
    ]


def test_another_source_and_another_confidence_are_said():
    unsure = 'confidence = "found"', 'confidence = "unverified"'
    found = moved(unsure)

    assert len(found) == 10
    assert {each[1] for each in found} == {
        ("Was found, is unverified.", "Its source is stated anew.")
    }


def test_what_unverified_clauses_do_is_said():
    loose = 'pending_partners = "warn"', 'pending_partners = "warn"\n' + LET_PASS

    assert version_changes(law(), law(loose)).facts == (
        FactChange(
            "Unverified clauses that are not met",
            "keep an alliance from being submitted",
            "may be submitted once named",
        ),
    )


def test_days_lots_and_types_of_project_are_said():
    found = version_changes(
        law(),
        law(
            ("time = 17:00:00", "time = 12:00:00"),
            ('pending_partners = "warn"', 'pending_partners = "block"'),
            ("takes_submissions = true", "takes_submissions = false"),
            ('title = "Blueprint"', 'title = "Blueprints"'),
            ('code = "large"\ntitle = "Large"', 'code = "huge"\ntitle = "Huge"'),
        ),
    )

    assert found.facts == (
        FactChange(
            "Deadline",
            "23 December 2026, 17:00 Brussels time",
            "23 December 2026, 12:00 Brussels time",
        ),
        FactChange(
            "Partners who have not confirmed",
            "may be submitted after a warning",
            "keep an alliance from being submitted",
        ),
        FactChange("Submissions here", "taken", "none"),
        FactChange("lot-2", "Lot 2: Blueprint", "Lot 2: Blueprints"),
        FactChange("lot-2 · large", "Large", ""),
        FactChange("lot-2 · huge", "", "Huge"),
    )
    assert {each.kinds for each in found.clauses} == {
        ("Lot 2 · Huge",),
        ("Lot 2 · Large",),
    }


def test_the_first_version_of_a_call_is_all_new():
    found = version_changes(None, law())

    assert found.facts == ()
    assert {each.change.differences for each in found.clauses} == {
        ("New: was not asked before.",)
    }
