"""Work packages in the browser: added, changed, removed and put back."""

import uuid

import pytest

from alliances.enums import Confirmation
from proposals.models import WorkPackage
from proposals.services.work_packages import change_work_package, remove_work_package
from tests.factories import make_colleague
from tests.proposals.services.work_plans import (
    add_package,
    entry,
    make_draft_with_plan,
)
from tests.proposals.views.plan_pages import at, labels, said, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_draft_with_plan()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def theirs(package, **values):
    change_work_package(
        work_package=package,
        entry=entry(**values),
        version=package.version,
        by=make_colleague(package.proposal),
    )


def gone(package):
    remove_work_package(
        work_package=package,
        version=package.version,
        by=package.proposal.alliance.coordinator,
    )


def test_a_work_package_is_added(client, draft):
    form = client.get(at(draft, "work-package-add"))

    page = client.post(
        at(draft, "work-package-add"),
        typed(
            form,
            title="Pilots",
            kind="imp",
            start_month="M3",
            end_month=" 12",
            lead="2",
        ),
        follow=True,
    )

    row = page.context["page"].packages[0]
    assert (row.label, row.title, row.months, row.lead.label) == (
        "WP1",
        "Pilots",
        "M3–M12",
        "P2",
    )
    assert said(page) == ["WP1 saved."]


def test_a_missing_type_is_chosen_beforehand(client, draft):
    page = client.get(at(draft, "work-package-add") + "?kind=qa")

    assert page.context["form"]["kind"].value() == "qa"


def test_sending_a_form_twice_adds_one(client, draft):
    values = typed(
        client.get(at(draft, "work-package-add")), title="Pilots", kind="imp"
    )
    for _ in range(2):
        client.post(at(draft, "work-package-add"), values)

    assert WorkPackage.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"title": ""}, "title", "Enter a title."),
        ({"kind": ""}, "kind", "Choose a type."),
        (
            {"start_month": "soon"},
            "start_month",
            "Write a month of the project from 1 to 120, such as 7 or M7.",
        ),
        (
            {"end_month": "0"},
            "end_month",
            "Write a month of the project from 1 to 120, such as 7 or M7.",
        ),
        (
            {"start_month": "5", "end_month": "4"},
            "end_month",
            "The last month is before the first one.",
        ),
        (
            {"lead": "4"},
            "lead",
            "Select a valid choice. 4 is not one of the available choices.",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, draft, values, field, words):
    form = client.get(at(draft, "work-package-add"))
    stated = {"title": "Pilots", "kind": "imp"}

    page = client.post(
        at(draft, "work-package-add"), typed(form, **{**stated, **values})
    )

    assert page.status_code == 422
    assert page.context["form"].errors == {field: [words]}
    assert "Error:" in page.content.decode()
    assert WorkPackage.objects.count() == 0


def test_a_refusal_about_no_field_stands_above_the_form(client, draft, monkeypatch):
    monkeypatch.setattr("proposals.services.plan_rows.MOST_OF_A_SORT", 0)
    form = client.get(at(draft, "work-package-add"))

    page = client.post(
        at(draft, "work-package-add"), typed(form, title="Pilots", kind="imp")
    )

    assert page.status_code == 422
    assert len(page.context["form"].non_field_errors()) == 1


def test_a_work_package_is_changed(client, draft):
    add_package(draft, start_month=1, end_month=48, lead=1)
    address = at(draft, "work-package", 1)

    page = client.post(
        address, typed(client.get(address), title="More pilots"), follow=True
    )

    row = page.context["page"].packages[0]
    assert (row.title, row.months, row.lead.label) == ("More pilots", "M1–M48", "P1")


def test_a_refused_change_shows_what_was_typed(client, draft):
    add_package(draft)
    address = at(draft, "work-package", 1)

    page = client.post(address, typed(client.get(address), title=""))

    assert page.status_code == 422


def test_two_versions_are_both_shown_and_mine_is_kept_when_i_say_so(client, draft):
    package = add_package(draft, "imp", "Pilots", lead=1)
    address = at(draft, "work-package", 1)
    mine = typed(client.get(address), title="Mine", start_month="2")
    theirs(package, kind="qa", title="Theirs", lead=1)

    page = client.post(address, mine)

    assert page.status_code == 409
    assert [
        (each.field, each.theirs, each.yours) for each in page.context["differences"]
    ] == [("Title", "Theirs", "Mine")]
    client.post(address, typed(page))
    stored = WorkPackage.objects.get()
    assert (stored.title, stored.kind, stored.start_month) == ("Mine", "qa", 2)


@pytest.mark.parametrize("seen", ["", "[]", "not ours", '{"title": 1}'])
def test_all_that_differs_is_shown_where_nobody_knows_what_was_seen(
    client, draft, seen
):
    package = add_package(draft, "imp", "Pilots")
    address = at(draft, "work-package", 1)
    mine = typed(client.get(address), description="Mine") | {"seen": seen}
    theirs(package, kind="imp", title="Theirs")

    page = client.post(address, mine)

    fields = [each.field for each in page.context["differences"]]
    assert fields == ["Title", "Description"]


def test_changes_of_two_people_in_other_fields_are_both_kept(client, draft):
    package = add_package(draft, "imp", "Pilots", description="One\nand two")
    address = at(draft, "work-package", 1)
    shown = typed(client.get(address), start_month="2")
    # A browser sends the ends of lines its own way.
    mine = {key: str(each).replace("\n", "\r\n") for key, each in shown.items()}
    theirs(package, kind="imp", title="Theirs", description="One\nand two")

    answer = client.post(address, mine)

    assert answer.status_code == 302
    stored = WorkPackage.objects.get()
    assert (stored.title, stored.start_month) == ("Theirs", 2)
    assert stored.description == "One\nand two"


def test_what_somebody_chose_of_two_versions_stays_when_a_third_one_saves(
    client, draft
):
    package = add_package(draft, "imp", "Pilots")
    address = at(draft, "work-package", 1)
    mine = typed(client.get(address), title="Mine")
    theirs(package, kind="imp", title="Theirs")
    conflict = client.post(address, mine)
    package.refresh_from_db()
    theirs(package, kind="qa", title="Theirs")

    answer = client.post(address, typed(conflict, title="Pilots"))

    stored = WorkPackage.objects.get()
    assert answer.status_code == 302
    assert (stored.title, stored.kind) == ("Pilots", "qa")


def test_what_a_colleague_removed_is_not_lost_and_said(client, draft):
    package = add_package(draft)
    address = at(draft, "work-package", 1)
    mine = typed(client.get(address))
    gone(package)
    words = "A colleague removed WP1 meanwhile. Put it back to change it."

    assert said(client.post(address, mine, follow=True)) == [words]
    assert said(client.get(address, follow=True)) == [words]


def test_what_was_typed_into_what_a_colleague_removed_is_shown(client, draft):
    package = add_package(draft)
    address = at(draft, "work-package", 1)
    mine = typed(client.get(address)) | {"description": "An hour of work"}
    gone(package)
    page = client.post(address, mine)

    assert page.status_code == 409
    assert "An hour of work" in page.text


def test_removing_is_undone(client, draft):
    add_package(draft)

    removed = client.post(
        at(draft, "work-package-remove", 1), {"version": 1}, follow=True
    )
    assert labels(removed) == []
    assert [each.label for each in removed.context["page"].removed] == ["WP1"]
    assert removed.context["is_open"] is True
    assert said(removed) == ["WP1 removed. It can be put back below."]

    back = client.post(at(draft, "work-package-restore", 1), follow=True)
    assert labels(back) == ["WP1"]
    assert said(back) == ["WP1 is back."]


def test_a_changed_work_package_is_not_removed_unseen(client, draft):
    theirs(add_package(draft))

    page = client.post(at(draft, "work-package-remove", 1), {"version": 1}, follow=True)

    assert labels(page) == ["WP1"]
    assert said(page) == [
        "A colleague changed this while you had it open. Nothing was saved."
    ]


def test_a_lead_that_left_is_shown_and_kept(client, draft):
    add_package(draft, lead=2)
    draft.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.WITHDRAWN
    )
    address = at(draft, "work-package", 1)

    form = client.get(address)
    assert ("2", "P2 Chamber of Ghent (left)") in form.context["form"].fields[
        "lead"
    ].choices
    page = client.post(address, typed(form, title="More pilots"), follow=True)

    assert page.context["page"].packages[0].lead.trouble == "left"


def test_unknown_numbers_are_not_found(client, draft):
    assert client.get(at(draft, "work-package", 7)).status_code == 404


def test_a_form_without_a_key_is_still_one_row(client, draft):
    client.post(at(draft, "work-package-add"), {"title": "Pilots", "kind": "imp"})
    key = WorkPackage.objects.get().request_key

    assert isinstance(key, uuid.UUID)
