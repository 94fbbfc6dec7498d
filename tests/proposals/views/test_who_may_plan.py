"""Who only reads changes nothing of plan, budget and mobility, and is told why."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import make_budget_draft, make_line, make_package
from tests.proposals.views.test_who_may import (
    GONE,
    signed_in,
)

pytestmark = pytest.mark.django_db

NUMBERED = {
    *("work-package", "work-package-remove", "work-package-restore"),
    *("effort", "mobility-restore"),
}


@pytest.fixture
def draft():
    proposal = make_budget_draft()
    make_package(proposal)
    make_package(proposal, 2, title="Gone", removed_at=timezone.now())
    make_line(proposal, removed_at=timezone.now())
    return proposal


@pytest.fixture
def reader(draft):
    return make_colleague(draft, role="viewer")


def place(draft, name):
    numbers = [1] if name in NUMBERED else []
    return reverse(name, args=[draft.alliance.public_id, *numbers])


@pytest.mark.parametrize(
    "name", ["work-package-remove", "work-package-restore", "mobility-restore"]
)
def test_who_reads_changes_nothing_and_is_told(draft, reader, name):
    if name == "work-package-restore":
        draft.work_packages.filter(number=1).update(removed_at=timezone.now())
    before = rows(draft)

    answer = signed_in(reader).post(place(draft, name), {"version": 1}, follow=True)

    assert "You read this proposal." in answer.content.decode()
    assert rows(draft) == before


def rows(draft):
    return [
        *draft.work_packages.values_list("number", "version", "removed_at"),
        *draft.mobility_lines.values_list("number", "version", "removed_at"),
    ]


@pytest.mark.parametrize("name", ["work-plan", "work-package", "work-package-add"])
def test_who_reads_is_offered_nothing_to_change(draft, reader, name):
    writer = make_colleague(draft)
    address = place(draft, name)
    add = reverse("work-part-add", args=[draft.alliance.public_id, 1, "tasks"])
    offers = {
        "work-plan": [
            place(draft, "work-package-add"),
            place(draft, "effort"),
            'id="removed"',
        ],
        "work-package": [add, place(draft, "work-package-remove"), "Save the"],
        "work-package-add": ["Add the work package"],
    }[name]

    def offered(person):
        page = signed_in(person).get(address).content.decode()
        return [each in page for each in offers], "You read this proposal." in page

    assert offered(writer) == ([True] * len(offers), False)
    assert offered(reader) == ([False] * len(offers), True)


def test_who_reads_sees_the_days_and_cannot_type(draft, reader):
    def page(person):
        return signed_in(person).get(place(draft, "effort")).content.decode()

    assert "<fieldset disabled>" not in page(draft.alliance.coordinator)
    assert "Save the days" in page(draft.alliance.coordinator)
    assert "<fieldset disabled>" in page(reader)
    assert "Save the days" not in page(reader)


def test_what_does_not_exist_reads_like_what_is_not_yours():
    address = reverse("budget", args=[uuid.uuid4()])

    assert signed_in(make_user()).get(address).status_code == GONE
