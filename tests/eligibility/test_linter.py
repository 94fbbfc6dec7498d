"""What keeps a call from being opened is named, with its place and a way out."""

import datetime as dt
from dataclasses import replace

import pytest

from alliances.files.edits import NO_TABLES
from eligibility.catalogue import shipped_rulebook, shipped_tables
from eligibility.core import parse_rulebook
from eligibility.linter import (
    CHECKS,
    LintProblem,
    check_title,
    hidden_by,
    is_open_or_will_be,
    lint,
)
from tests.rulebooks import rules_of

NOW = dt.datetime(2020, 1, 15, 12, tzinfo=dt.UTC)
TABLES = shipped_tables("2020")
LOT_2 = "lots[lot-2].project_types[standard]"


def law(**changed):
    return replace(shipped_rulebook("2020"), **changed)


def with_kind(change):
    """Return the law of 2020 whose standard Blueprint is another one."""
    lot_1, lot_2 = law().lots
    first, *others = lot_2.project_types
    return law(lots=(lot_1, replace(lot_2, project_types=(change(first), *others))))


def found(rulebook=None, tables=TABLES, now=NOW):
    return [(each.id, each.place) for each in lint(rulebook or law(), tables, now=now)]


def test_the_law_of_2020_could_be_opened_while_it_was_open():
    assert found() == []


def test_rules_that_are_not_established_are_not_looked_at_further():
    assert found(law(is_established=False)) == [("not-established", "established")]
    assert found(law(lots=())) == [("not-established", "established")]


def hidden(*names):
    return hidden_by([LintProblem(each, "", "") for each in names])


def test_nothing_is_hidden_where_nothing_is_wrong():
    assert hidden() == set()


def test_rules_that_are_not_established_hide_every_other_check():
    assert hidden("not-established") == set(CHECKS) - {"not-established"}


def test_a_check_that_found_something_is_not_hidden():
    assert hidden("value-gap", "nobody-can-submit") == set()
    assert hidden("value-gap", "rates-missing") == {"nobody-can-submit"}


def test_a_deadline_of_the_past_is_named_to_the_second():
    deadline = law().deadline
    before = deadline - dt.timedelta(seconds=1)

    assert found(now=before) == []
    assert found(now=deadline) == [("deadline-past", "deadline.date")]


def test_a_deadline_without_zone_is_named():
    naive = law().deadline.replace(tzinfo=None)

    assert found(law(deadline=naive)) == [("deadline-without-zone", "deadline.zone")]


def test_a_call_that_closes_before_it_opens_is_named():
    opens = law().deadline.date() + dt.timedelta(days=1)

    assert ("closes-before-it-opens", "opens.date") in found(law(opens=opens))


def test_a_lot_without_type_of_project_is_named():
    lot_1, lot_2 = law().lots
    empty = law(lots=(lot_1, replace(lot_2, project_types=())))

    assert found(empty) == [("lot-without-type", "lots[lot-2]")]


def test_an_empty_list_of_sectors_is_named_for_each_type_that_asks():
    names = [each[0] for each in found(tables=replace(TABLES, sectors=()))]

    assert names == ["sector-list-empty", "nobody-can-submit"] * 2


def test_missing_rates_name_the_countries_and_leave_territories_out():
    rates = tuple(each for each in TABLES.rates if each.country not in ("BE", "GL"))
    (one,) = lint(law(), replace(TABLES, rates=rates), now=NOW)
    (all_,) = lint(law(), replace(TABLES, rates=()), now=NOW)

    assert one.remedy == "No unit costs for Belgium. Load the rates of the call."
    assert all_.remedy == (
        "No unit costs for Austria, Belgium, Bulgaria, Cyprus, Czechia, Germany and 28"
        " more. Load the rates of the call."
    )
    assert str(one) == f"rates-missing: table of rates: {one.remedy}"


def test_without_tables_every_gap_of_them_is_named():
    assert {each[0] for each in found(tables=NO_TABLES)} == {
        "no-programme-country",
        "sector-list-empty",
        "nobody-can-submit",
    }


def test_a_clause_without_value_on_the_first_day_is_named():
    def later(kind):
        clauses = tuple(
            replace(
                each,
                values=tuple(
                    replace(v, since=v.since + dt.timedelta(days=1))
                    for v in each.values
                ),
            )
            if each.clause.id == "one-applicant"
            else each
            for each in kind.clauses
        )
        return replace(kind, clauses=clauses)

    assert found(with_kind(later)) == [
        ("value-gap", f"{LOT_2}, clauses[one-applicant]")
    ]


def test_a_clause_without_any_value_is_named():
    def emptied(kind):
        first, *others = kind.clauses
        return replace(kind, clauses=(replace(first, values=()), *others))

    assert found(with_kind(emptied)) == [
        ("value-gap", f"{LOT_2}, clauses[one-applicant]")
    ]


@pytest.mark.parametrize("later", [0, 3])
def test_a_number_nobody_reaches_on_some_day_is_named_once(later):
    def harder(kind):
        def raised(each):
            if each.clause.id != "min-programme-countries":
                return each
            (value,) = each.values
            since = value.since + dt.timedelta(days=later)
            return replace(each, values=(value, replace(value, since=since, value=35)))

        return replace(kind, clauses=tuple(map(raised, kind.clauses)))

    (problem,) = lint(with_kind(harder), TABLES, now=NOW)

    assert (problem.id, problem.place) == (
        "nobody-can-submit",
        f"{LOT_2}, clauses[min-programme-countries]",
    )
    assert problem.remedy.startswith("Programme countries: no consortium can meet")


def test_a_number_for_after_the_deadline_keeps_nobody_out():
    def after(kind):
        def raised(each):
            if each.clause.id != "min-programme-countries":
                return each
            (value,) = each.values
            since = law().deadline.date() + dt.timedelta(days=1)
            return replace(each, values=(value, replace(value, since=since, value=35)))

        return replace(kind, clauses=tuple(map(raised, kind.clauses)))

    assert found(with_kind(after)) == []


def test_every_check_has_a_name_of_its_own():
    titles = [check_title(each) for each in CHECKS]

    assert len(set(titles)) == len(CHECKS) == 10


@pytest.mark.parametrize(
    ("takes", "days", "is_open"),
    [(True, 1, True), (True, -1, False), (False, 1, False)],
)
def test_a_call_is_open_while_it_takes_submissions(takes, days, is_open):
    now = dt.datetime.now(dt.UTC)
    opens = (now - dt.timedelta(days=9)).date()
    text = rules_of(
        takes_submissions=takes, deadline=now + dt.timedelta(days=days), opens=opens
    )

    assert is_open_or_will_be(parse_rulebook(text, source="x"), now) is is_open
