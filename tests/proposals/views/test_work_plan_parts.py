"""Tasks, results and milestones in the browser, without script."""

from dataclasses import replace

import pytest
from django.urls import reverse

from proposals.services.work_package_parts import (
    MilestoneEntry,
    PartEntry,
    ResultEntry,
    TaskEntry,
    change_part,
    remove_part,
)
from proposals.services.work_packages import remove_work_package
from tests.factories import make_user
from tests.proposals.services.work_plans import (
    REPORT,
    add_package,
    add_to,
    make_draft_with_plan,
)

pytestmark = pytest.mark.django_db

STATED = {
    "tasks": {"title": "Interviews", "start_month": "1", "end_month": "6", "lead": "2"},
    "results": {"title": "Report", "kind": "report", "due_month": "M6"},
    "milestones": {"title": "Half way", "due_month": "24"},
}
ENTRIES: dict[str, PartEntry] = {
    "tasks": TaskEntry("Interviews", 1, 6, 2),
    "results": ResultEntry("Report", REPORT, due_month=6),
    "milestones": MilestoneEntry("Half way", 24),
}
LABELS = {"tasks": "T1.1", "results": "R1.1", "milestones": "MS1.1"}
each_sort = pytest.mark.parametrize("sort", STATED)


@pytest.fixture
def package(client):
    package = add_package(make_draft_with_plan())
    client.force_login(package.proposal.alliance.coordinator)
    return package


def at(package, name, *place):
    public_id = package.proposal.alliance.public_id
    return reverse(name, args=[public_id, package.number, *place])


def typed(page, **values):
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if it is None else it for name, it in (shown | values).items()}


def parts(page):
    return [(each.label, each.title) for each in page.context["page"].package.parts]


def said(page):
    return [str(each) for each in page.context["messages"]]


@each_sort
def test_a_part_is_added(client, package, sort):
    address = at(package, "work-part-add", sort)

    page = client.post(address, typed(client.get(address), **STATED[sort]), follow=True)

    assert parts(page) == [(LABELS[sort], STATED[sort]["title"])]
    assert said(page) == [f"{LABELS[sort]} saved."]


@each_sort
def test_a_part_is_changed(client, package, sort):
    add_to(package, ENTRIES[sort])
    address = at(package, "work-part", sort, 1)

    page = client.post(address, typed(client.get(address), title="Other"), follow=True)

    assert parts(page) == [(LABELS[sort], "Other")]


@each_sort
def test_a_refused_part_is_shown_again(client, package, sort):
    address = at(package, "work-part-add", sort)

    page = client.post(address, typed(client.get(address), title=""))

    assert page.status_code == 422
    assert page.context["form"].errors["title"] == ["Enter a title."]


@each_sort
def test_two_versions_are_both_shown(client, package, sort):
    part = add_to(package, ENTRIES[sort])
    address = at(package, "work-part", sort, 1)
    mine = typed(client.get(address), title="Mine")
    change_part(
        part=part,
        entry=replace(ENTRIES[sort], title="Theirs"),
        version=1,
        by=package.proposal.alliance.coordinator,
    )

    page = client.post(address, mine)

    assert page.status_code == 409
    (difference,) = page.context["differences"]
    assert (difference.theirs, difference.yours) == ("Theirs", "Mine")


@each_sort
def test_removing_is_undone(client, package, sort):
    add_to(package, ENTRIES[sort])

    gone = client.post(
        at(package, "work-part-remove", sort, 1), {"version": "1"}, follow=True
    )
    assert parts(gone) == []
    assert [each.sort for each in gone.context["page"].removed] == [sort]

    back = client.post(at(package, "work-part-restore", sort, 1), follow=True)
    assert [label for label, _title in parts(back)] == [LABELS[sort]]


def test_a_removed_part_is_not_shown_as_if_it_stood(client, package):
    part = add_to(package, ENTRIES["tasks"])
    remove_part(part=part, version=1, by=package.proposal.alliance.coordinator)

    page = client.get(at(package, "work-part", "tasks", 1), follow=True)

    assert said(page) == [
        "A colleague removed T1.1 meanwhile. Put it back to change it."
    ]


def test_a_task_typed_for_a_removed_work_package_is_shown(client, package):
    by = package.proposal.alliance.coordinator
    remove_work_package(work_package=package, version=1, by=by)

    page = client.post(at(package, "work-part-add", "tasks"), {"title": "Interviews"})

    assert page.status_code == 409
    assert "Interviews" in page.text


def test_nothing_is_added_to_a_removed_work_package(client, package):
    by = package.proposal.alliance.coordinator
    remove_work_package(work_package=package, version=1, by=by)

    page = client.get(at(package, "work-part-add", "tasks"), follow=True)

    assert said(page) == [
        "A colleague removed WP1 meanwhile. Put it back to change it."
    ]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("work-part-add", ("dreams",)),
        ("work-part", ("dreams", 1)),
        ("work-part", ("tasks", 9)),
    ],
)
def test_what_there_is_not_is_not_found(client, package, name, place):
    assert client.get(at(package, name, *place)).status_code == 404


def test_strangers_find_nothing(client, package):
    add_to(package, ENTRIES["tasks"])
    client.force_login(make_user())

    assert client.get(at(package, "work-part-add", "tasks")).status_code == 404
    assert client.get(at(package, "work-part", "tasks", 1)).status_code == 404
