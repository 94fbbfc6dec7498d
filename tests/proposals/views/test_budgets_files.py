"""The tables of the budget as files."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import add
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_budget_draft()
    make_package(proposal)
    make_package(proposal, 2, title="Pilots", kind="imp")
    give_days(proposal, 1, 1, manager=169, teacher=167)
    give_days(proposal, 1, 2, technician=310, administrative=267)
    give_days(proposal, 3, 2, manager=121, teacher=396, technician=140)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def place(draft, name="budget"):
    return reverse(name, args=[draft.alliance.public_id])


def test_csv_holds_numbers_and_nothing_that_runs(client, draft):
    draft.alliance.partnerships.filter(number=1).update(name="=HYPERLINK(1)")
    draft.work_packages.filter(number=1).update(title="+1")

    answer = client.get(place(draft, "budget-csv"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="skills-budget.csv"'
    assert rows[:3] == [
        ["Days by work package"],
        ["No.", "Partner", "WP1 +1", "WP2 Pilots", "Days", "Grant for the days, EUR"],
        ["P1", "'=HYPERLINK(1)", "336.0", "577.0", "913.0", "201762.00"],
    ]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+"))]


def test_the_workbook_holds_numbers_as_numbers(client, draft):
    draft.alliance.partnerships.filter(number=1).update(name="=HYPERLINK(1)")
    add(draft, "Nowhere known", None)
    give_days(draft, 4, 1, manager=2)
    make_line(draft, 1, distance_km=None)

    answer = client.get(place(draft, "budget-xlsx"))

    book = load_workbook(io.BytesIO(answer.content))
    matrix = book["Days by work package"]
    assert book.sheetnames == [
        "Days by work package",
        "Programme and Partner countries",
        "Staff categories",
        "Work packages",
        "Rate groups of countries",
        "Distribution by organisation",
        "Mobility lines",
    ]
    assert [cell.value for cell in matrix[2]] == [
        "P1",
        "'=HYPERLINK(1)",
        336,
        577,
        913,
        201_762,
    ]
    assert matrix["B2"].data_type == "s"
    assert matrix["F2"].number_format == "#,##0.00"
    assert matrix["F5"].value == "not counted"
    assert [cell.value for cell in book["Mobility lines"][2]][-4:] == [
        None,
        5,
        "not counted",
        1000,
    ]
