"""The budget in a pack: computed again from what was frozen."""

from dataclasses import replace
from decimal import Decimal

import pytest

from proposals.documents.money import budget_of_content
from proposals.documents.money import budget_part as budget_part_of
from tests.proposals.documents.applications import charter
from tests.proposals.documents.filled import filled


def budget_part(content):
    return budget_part_of(content)


def drafted(content):
    return budget_of_content(content)


@pytest.fixture(scope="module")
def content():
    return filled(share=0)


def test_content_of_the_first_format_has_no_budget():
    assert budget_of_content(charter()) is None
    assert budget_part(charter()) is None


def test_form_that_asks_for_none_has_no_budget(content):
    others = tuple(each for each in content.form.sections if each.code != "budget")
    form = replace(content.form, sections=others)

    assert budget_part(replace(content, form=form)) is None


def test_total_facts_and_ceiling_stand_together(content):
    assert budget_part(content).facts == (
        ("The budget comes to", "€3,321,302.50", ""),
        ("Grant requested in the facts", "€3,900,000", ""),
        (
            "Ceiling for 48 months",
            "€4,000,000",
            "Found. Call notices of 2017, 2018 and 2020",
        ),
    )


def test_open_facts_are_said(content):
    bare = replace(content, duration_months=None, grant_requested_eur=None)
    without_law = replace(content, report=replace(content.report, findings=()))

    assert budget_part(bare).facts[1:] == (
        ("Grant requested in the facts", "not stated", ""),
        ("Ceiling", "€4,000,000", "Found. Call notices of 2017, 2018 and 2020"),
    )
    assert budget_part(bare).notes == (
        "The facts state no grant, the budget comes to €3,321,302.50.",
    )
    assert budget_part(without_law).facts[2] == ("Ceiling for 48 months", "open", "")


def test_what_does_not_fit_is_said(content):
    draft = drafted(content)
    stated = replace(content, grant_requested_eur=draft.total)
    given = content.budget.given
    left = given.payees[20]._replace(takes_part=False)
    dear = replace(
        content.budget,
        given=replace(
            given,
            efforts=tuple(each._replace(days=each.days * 2) for each in given.efforts),
            payees=(*given.payees[:20], left),
        ),
    )

    assert budget_part(content).notes == (
        "The facts state €3,900,000, the budget comes to €3,321,302.50.",
    )
    assert budget_part(stated).notes == ()
    first, second, third = budget_part(replace(content, budget=dear)).notes
    assert first.endswith(" above the ceiling of €4,000,000.")
    assert second == (
        "P21 Network of European Museum Organisations (NEMO) takes part no more: "
        "1,120 days not counted."
    )
    assert third.startswith("The facts state €3,900,000, the budget comes to €")


def test_tables_agree_in_their_totals(content):
    tables = {each.slug: each for each in budget_part(content).tables}

    assert list(tables) == [
        "rates",
        "distribution",
        "packages",
        "categories",
        "groups",
        "support",
    ]
    total = drafted(content).total
    assert f"{total:,.2f}" == "3,321,302.50"
    assert tables["distribution"].foot.cells[3].words == "3,321,302.50"
    assert tables["packages"].foot.cells[3].words == "3,321,302.50"
    assert tables["groups"].foot.cells[1].words == "3,321,302.50"
    assert tables["support"].foot.cells[-1].words == "3,321,302.50"
    assert tables["categories"].foot.cells[1].words == "2,996,420"


def test_unit_costs_are_those_of_the_countries_of_the_partnership(content):
    (rates, *_others) = budget_part(content).tables

    assert [each.name for each in rates.rows] == [
        "IE NL AT SE",
        "BE DE FR IT FI",
        "ES SI",
        "LV RO",
    ]
    assert [each.words for each in rates.rows[0].cells] == ["353", "289", "228", "189"]


def test_empty_budget_prints_no_empty_tables():
    part = budget_part(filled(share=0, packages=0))

    assert part.lead == "Neither days nor mobility have been entered yet."
    assert [each.slug for each in part.tables] == ["rates"]


def test_no_unit_costs_without_rates(content):
    given = content.budget.given
    unpaid = tuple(each._replace(rates=None) for each in given.payees)
    bare = replace(given, payees=unpaid, efforts=(), journeys=())

    part = budget_part(replace(content, budget=replace(content.budget, given=bare)))

    assert (part.tables, drafted(content).total > Decimal(0)) == ((), True)
