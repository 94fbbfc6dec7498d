"""The days of a partner in the browser, without script."""

from decimal import Decimal

import pytest

from alliances.enums import Confirmation
from alliances.models import Rate
from eligibility.words import money
from proposals.enums import StaffCategory
from proposals.models import Effort
from proposals.services.effort import EffortCell, change_effort
from proposals.services.work_packages import remove_work_package
from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)
from tests.proposals.services.work_plans import add_package, make_draft_with_plan
from tests.proposals.views.plan_pages import at, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_draft_with_plan()
    client.force_login(proposal.alliance.coordinator)
    for _ in range(2):
        add_package(proposal)
    return proposal


def typed(page, **values):
    """Return what a browser sends back; `values` by work package and category."""
    cells = [cell for row in page.context["grid"].rows for cell in row.cells]
    sent = {f"seen-{each.name}": each.seen for each in cells}
    for each in cells:
        key = f"{each.category}_{each.work_package}"
        sent[each.name] = values.get(key, each.typed)
    return sent


def theirs(draft, days, version=0):
    cell = EffortCell(1, StaffCategory.TEACHER, Decimal(days), version)
    by = make_colleague(draft)
    change_effort(proposal=draft, partner=2, cells=[cell], by=by)


def stored():
    rows = Effort.objects.values_list("work_package__number", "category", "days")
    return {f"{category}_{number}": str(days) for number, category, days in rows}


def test_the_grid_only_reads(client, draft, no_writes):
    with no_writes():
        page = client.get(at(draft, "effort", 2))

    assert page.status_code == 200
    assert [len(row.cells) for row in page.context["grid"].rows] == [4, 4]


def test_one_save_stores_what_was_typed_also_with_a_comma(client, draft):
    address = at(draft, "effort", 2)

    page = client.post(
        address,
        typed(client.get(address), teacher_1="12,5", manager_2=" 1,250 "),
        follow=True,
    )

    assert stored() == {"teacher_1": "12.5", "manager_2": "1250.0"}
    assert said(page) == ["Days of P2 saved: 1,262.5 in all."]
    assert [each.words for each in page.context["page"].effort.rows[1].cells] == [
        "12.5",
        "1,250",
    ]


def test_what_was_not_touched_is_not_saved_over_a_colleague(client, draft):
    address = at(draft, "effort", 2)
    mine = typed(client.get(address), manager_1="5")
    theirs(draft, "40")

    client.post(address, mine)

    assert stored() == {"teacher_1": "40.0", "manager_1": "5.0"}


def test_two_versions_of_a_cell_are_shown_and_the_others_are_saved(client, draft):
    address = at(draft, "effort", 2)
    mine = typed(client.get(address), teacher_1="10", manager_1="5")
    theirs(draft, "40")

    page = client.post(address, mine)

    assert page.status_code == 409
    assert [
        (each.name, each.typed, each.theirs) for each in page.context["grid"].clashes
    ] == [("days-1-teacher", "10", "40")]
    assert stored() == {"teacher_1": "40.0", "manager_1": "5.0"}
    client.post(address, typed(page))
    assert stored() == {"teacher_1": "10.0", "manager_1": "5.0"}


@pytest.mark.parametrize("days", ["many", "-1", "1.25", "100000", "1.2.3"])
def test_what_is_no_number_of_days_saves_nothing_and_stays_typed(client, draft, days):
    address = at(draft, "effort", 2)

    page = client.post(
        address, typed(client.get(address), teacher_1=days, manager_1="5")
    )

    assert page.status_code == 422
    assert [(each.typed, each.error) for each in page.context["grid"].errors] == [
        (days, "Write days such as 12 or 12.5, at most 99,999.")
    ]
    assert stored() == {}


def test_a_cell_is_emptied(client, draft):
    theirs(draft, "40")
    address = at(draft, "effort", 2)

    client.post(address, typed(client.get(address), teacher_1=""))

    assert stored() == {"teacher_1": "0.0"}


@pytest.mark.parametrize("shown", ["y", "sNaN", "1" * 5_000])
@pytest.mark.parametrize("seen", ["x:y", "9" * 5_000 + ":y"])
def test_what_a_page_did_not_show_is_left_alone(client, draft, seen, shown):
    address = at(draft, "effort", 2)
    mine = typed(client.get(address), teacher_1="3")
    mine["seen-days-1-manager"] = seen
    mine["days-1-manager"] = "9"
    mine["seen-days-2-manager"] = f"0:{shown}"
    mine["days-2-manager"] = "7"
    add_package(draft)

    client.post(address, mine)

    assert stored() == {"teacher_1": "3.0", "manager_2": "7.0"}


def test_a_refusal_is_said(client, draft, monkeypatch):
    address = at(draft, "effort", 2)
    mine = typed(client.get(address), teacher_1="3")

    def gone(**_values):
        draft.alliance.partnerships.update(confirmation=Confirmation.WITHDRAWN)
        return change_effort(**_values)

    monkeypatch.setattr("proposals.views.effort.change_effort", gone)
    page = client.post(address, mine)

    assert page.status_code == 409
    assert page.context["refusal"]


def test_without_work_packages_there_is_nothing_to_work_on(client, draft):
    for each in draft.work_packages.all():
        by = draft.alliance.coordinator
        remove_work_package(work_package=each, version=1, by=by)

    page = client.get(at(draft, "effort", 2))

    assert "nothing to work on" in page.content.decode()


@pytest.mark.parametrize("partner", [4, 9])
def test_who_does_not_work_has_no_grid(client, draft, partner):
    assert client.get(at(draft, "effort", partner)).status_code == 404


def test_strangers_find_nothing(client, draft):
    client.force_login(make_user())

    assert client.get(at(draft, "effort", 2)).status_code == 404


@pytest.mark.parametrize(("number", "country"), [(1, "DE"), (2, "RO")])
def test_rates_stand_beside_the_days_and_what_is_stored_brings(client, number, country):
    draft = make_budget_draft()
    client.force_login(draft.alliance.coordinator)
    package = make_package(draft)
    give_days(draft, number, package.number, manager=2)

    page = client.get(at(draft, "effort", number)).content.decode()

    rate = Rate.objects.filter(country=country).latest("edition").manager
    assert f"Manager <b>{money(rate)}</b>" in page
    assert f"They bring {money(2 * rate)}." in page
