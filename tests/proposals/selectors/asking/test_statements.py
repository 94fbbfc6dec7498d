"""What a partner reads of its work, its money, its group and the mandate."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from proposals.selectors.asking.own_group import group_line
from proposals.selectors.asking.statement_fields import said_of, shortened
from proposals.selectors.asking.statements import Ground, compared_rows, statement_rows
from proposals.selectors.mandates.mandate import mandate_of
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import take
from proposals.snapshots.statements import statements_in
from tests.factories import add, make_draft, make_eligible_draft, publish_shipped_call
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
    partner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    made = make_budget_draft()
    make_package(made, lead=partner(made, 2))
    make_package(made, 2, title="Pilots")
    give_days(made, 2, 1, teacher=10)
    give_days(made, 2, 2, teacher="2.5")
    return made


def ground_and_statement(draft, number=2):
    statements = statements_in(draft, take(draft))
    covered = statements.of(partner(draft, number))
    return Ground(draft.alliance, statements.burdens, "Counts."), covered


def said(draft, number=2):
    ground, covered = ground_and_statement(draft, number)
    rows = statement_rows(ground, covered)
    return {each.title: (each.text, each.note) for each in rows}


def test_work_and_money_are_said_in_two_lines(draft):
    found = said(draft)

    assert found["Tasks"] == ("Leads WP1 Management. Works in WP1, WP2", "")
    text, note = found["Budget"]
    assert text.endswith(", 12.5 days (0.6 person-months of 20 days)")
    assert text.startswith("€")
    assert note == ""  # a share among two tells the other's amount


def test_short_word_in_a_type_is_said_in_full(draft):
    row = add(draft, "School of Graz", "AT", "ngo", "vet_provider")
    add(draft, "Chamber of Graz", "AT", "ngo")
    in_full = "VET is vocational education and training."

    text, note = said(draft, row.number)["Stated as"]

    assert "Non-governmental organisation or VET provider" in text
    assert note == f"Counts. {in_full}"
    assert said(draft, row.number + 1)["Stated as"][1] == "Counts."


def test_share_is_said_among_three(draft):
    add(draft, "School of Graz", "AT", "vet_provider")
    give_days(draft, 1, 1, teacher=10)
    give_days(draft, 4, 1, teacher=10)

    assert said(draft)["Budget"][1].endswith("% of the whole grant")


def test_partner_without_work_has_no_such_lines(draft):
    assert said(draft, 3).keys() & {"Tasks", "Budget"} == set()


def test_line_that_appeared_says_there_was_nothing(draft):
    ground, covered = ground_and_statement(draft)
    seen = replace(covered, days="0.0", grant="0.00")

    rows = compared_rows(ground, covered, seen)

    assert [(each.title, each.before) for each in rows if each.before] == [
        ("Budget", "Nothing")
    ]


def test_title_of_what_is_gone_is_not_known(draft):
    ground, covered = ground_and_statement(draft)
    moved = replace(covered, leads="WP7", lot="999")

    words = said_of(draft.alliance, moved, ground.burdens.titles)

    assert (words["leads"], words["lot"]) == ("WP7", "999")


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], ""),
        (["WP1", "WP2"], "WP1, WP2"),
        (["WP1", "WP2", "WP3"], "WP1 to WP3"),
        (["WP1", "WP3", "WP4", "WP5", "WP7"], "WP1, WP3 to WP5, WP7"),
    ],
)
def test_packages_in_sequence_are_a_range(labels, words):
    assert shortened(labels) == words


def grouped(number, **changes):
    draft = make_draft(publish_shipped_call("2020"), lot="lot-2", sector="")
    add(draft, "University of Soria", "ES", "higher_education", role="applicant")
    add(draft, "Chamber of Ghent", "BE", "sector_body")
    add(draft, "Ministry", "BE", "public_body")
    draft.alliance.partnerships.filter(number=number).update(**changes or {"pic": ""})
    return group_line(report_of(draft, take(draft), now=timezone.now()), f"P{number}")


def test_group_is_named_with_its_source():
    assert grouped(1) == (
        "Counts in “Education and training” (Programme Guide 2020, Sector Skills"
        " Alliances; unverified)."
    )


@pytest.mark.parametrize(
    ("number", "changes", "words"),
    [
        (3, {}, "Counts in neither group of the rules: its type is in none."),
        (
            2,
            {"role": "associated_partner"},
            "Counts in no group of the rules. Associated partner.",
        ),
        (2, {"types": ""}, "May count in a group of the rules. Type not stated."),
        (
            2,
            {"types": "sector_body|public_body"},
            "May count in a group of the rules. Type not settled.",
        ),
    ],
)
def test_who_counts_in_no_group_reads_why(number, changes, words):
    assert grouped(number, **changes) == words


def test_rules_without_groups_say_nothing_of_them():
    draft = make_eligible_draft()
    report = report_of(draft, take(draft), now=timezone.now())

    assert group_line(report, "P2") != ""
    assert group_line(replace(report, findings=()), "P2") == ""


def test_mandate_is_our_own_wording():
    names = {"organisation": "Chamber", "applicant": "Soria", "acronym": "CHARTER"}
    full = mandate_of(**names, role="full_partner")
    associated = mandate_of(**names, role="associated_partner")
    nobody = mandate_of(**{**names, "applicant": ""}, role="full_partner")

    assert "nothing is quoted" in full.lead
    assert full.points[0] == "Chamber lets Soria apply for CHARTER on its behalf."
    assert nobody.points[0] == (
        "Chamber lets the applicant apply for CHARTER on its behalf."
    )
    assert associated.points == ()
    assert "has not been read here" in associated.lead


def test_days_alone_are_said_where_the_call_has_no_rate(draft):
    ground, covered = ground_and_statement(draft)
    rows = statement_rows(ground, replace(covered, grant="0.00"))

    assert [each.text for each in rows if each.title == "Budget"] == [
        "12.5 days (0.6 person-months of 20 days)"
    ]
    assert Decimal(covered.grant) > 0
