"""Roles by actions for the pages of the work plan, the budget and mobility."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import make_budget_draft, make_line, make_package
from tests.proposals.views.test_who_may import (
    DONE,
    GONE,
    NOT_SO,
    REFUSED,
    SHOWN,
    SIGN_IN,
    signed_in,
)

pytestmark = pytest.mark.django_db

# Address, method, nobody, owner, a colleague, who only reads, another coordinator, an
# administrator. What a reader may not do leads back to a page that says so.
TABLE = [
    ("work-plan", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("work-plan", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("work-plan-gantt", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("work-package-add", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("work-package-add", "post", SIGN_IN, REFUSED, REFUSED, REFUSED, GONE, GONE),
    ("work-package", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("work-package", "post", SIGN_IN, REFUSED, REFUSED, REFUSED, GONE, GONE),
    ("work-package-remove", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("work-package-remove", "post", SIGN_IN, DONE, DONE, DONE, GONE, GONE),
    ("work-package-restore", "post", SIGN_IN, DONE, DONE, DONE, GONE, GONE),
    ("effort", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("budget", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("budget", "post", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("budget-take", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("budget-take", "post", SIGN_IN, REFUSED, REFUSED, REFUSED, GONE, GONE),
    ("budget-csv", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("budget-xlsx", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("mobility-lines", "get", SIGN_IN, SHOWN, SHOWN, SHOWN, GONE, GONE),
    ("mobility-lines", "post", SIGN_IN, DONE, DONE, DONE, GONE, GONE),
    ("mobility-restore", "get", SIGN_IN, NOT_SO, NOT_SO, NOT_SO, NOT_SO, NOT_SO),
    ("mobility-restore", "post", SIGN_IN, DONE, DONE, DONE, GONE, GONE),
]
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
    ("name", "method", "answers"),
    [(name, method, rest) for name, method, *rest in TABLE],
)
def test_page_answers_each_role(draft, reader, name, method, answers):
    people = (
        *(None, draft.alliance.coordinator, make_colleague(draft), reader),
        *(make_user(), make_user(is_staff=True, is_superuser=True)),
    )

    answered = [
        getattr(signed_in(each), method)(place(draft, name)).status_code
        for each in people
    ]

    assert answered == answers


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
