"""A contact calls its part done on its pages; the coordinator sees it on theirs."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Answer, FormSection
from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import make_budget_draft
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_form_parts import write

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def at(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


@pytest.fixture(scope="module")
def standing(built_once):
    return built_once(make_draft_with_form)


@pytest.fixture
def draft(db, standing):  # noqa: ARG001  # reached in a transaction of its own
    return deepcopy(standing)


@pytest.fixture
def contact(draft, client):
    anna = make_user(full_name="Anna Berg")
    make_colleague(draft, anna, role="contact", partner=2)
    client.force_login(anna)
    return anna


def part(draft):
    return at(draft, "form-partner", "partners", 2)


def finish(client, draft, answer="yes", **typed):
    return client.post(part(draft), {**typed, "completed": answer}, follow=True)


def test_done_saves_what_was_typed_and_is_said_on_the_page(client, draft, contact):
    typed = {"role--2-text": "We test.", "role--2-version": 0, "role--2-seen": ""}

    text = finish(client, draft, **typed).content.decode()

    assert Answer.objects.get().text == "We test."
    assert FormSection.objects.get().completed_by == contact
    assert "Your part is done. You can take that back." in text
    assert "Anna Berg said on " in text
    assert "Said to be done" in text
    assert "Yes, my part is done" not in text


@pytest.mark.usefixtures("contact")
def test_done_is_taken_back(client, draft):
    write(draft, 2)
    finish(client, draft)

    text = finish(client, draft, "later").content.decode()

    assert FormSection.objects.get().completed_by is None
    assert "Yes, my part is done" in text
    assert "No, take it back" not in text


@pytest.mark.usefixtures("contact")
def test_what_is_missing_is_said_where_it_was_tried(client, draft):
    answer = client.post(part(draft), {"completed": "yes"})

    said = "Not marked as done: 1 answer is missing."
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["page"].partner.label == "P2"


@pytest.mark.usefixtures("contact")
def test_what_is_lost_afterwards_is_said_to_both(client, draft):
    write(draft, 2)
    finish(client, draft)
    Answer.objects.update(text="")

    own = client.get(part(draft)).content.decode()
    client.force_login(draft.alliance.coordinator)
    theirs = client.get(part(draft)).content.decode()

    for text in (own, theirs):
        assert "Since then: 1 answer is missing." in text
    assert "Yes, my part is done" in own
    assert "Is your part done?" not in theirs


@pytest.mark.usefixtures("contact")
def test_the_coordinator_sees_it_in_list_section_and_table(client, draft):
    write(draft, 2)
    finish(client, draft)
    client.force_login(draft.alliance.coordinator)

    section = client.get(at(draft, "form-section", "partners")).content.decode()
    workspace = client.get(at(draft, "workspace"))

    assert "1 of 4 parts said to be done" in section
    assert "Anna Berg says done" in section
    groups = workspace.context["page"].composition.groups
    rows = {row.label: row.part for group in groups for row in group.rows}
    assert rows == {"P1": "", "P2": "part done", "P3": "", "P4": ""}
    assert "part done" in workspace.content.decode()


def test_an_editor_calls_no_part_done(client, draft):
    client.force_login(draft.alliance.coordinator)

    answer = client.post(part(draft), {"completed": "yes"})

    said = "Only the contact of a partner says that its part is done."
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.fixture
def budget(client):
    draft = make_budget_draft()
    client.force_login(make_colleague(draft, role="contact", partner=2))
    return draft


def test_own_figures_are_done_and_taken_back(client, budget):
    url = at(budget, "part-done", "budget", 2)
    answer = client.post(url, {"completed": "yes"}, follow=True)
    done = FormSection.objects.values_list("code", "partnership__number").get()
    again = client.post(url, {"completed": "later"}, follow=True)

    assert answer.redirect_chain == [(f"{at(budget, 'own-figures')}#completed", 302)]
    assert done == ("budget", 2)
    assert "No, take it back" in answer.content.decode()
    assert "Said to be done" in answer.content.decode()
    assert "Yes, my part is done" in again.content.decode()
    assert FormSection.objects.get().completed_at is None


@pytest.mark.parametrize(
    ("place", "sent", "status"),
    [
        (("budget", 1), "yes", 403),
        (("budget", 2), "perhaps", 404),
        (("partnership", 2), "yes", 404),
    ],
)
def test_nothing_else_is_called_done_there(client, budget, place, sent, status):
    answer = client.post(at(budget, "part-done", *place), {"completed": sent})

    assert answer.status_code == status
    assert FormSection.objects.count() == 0


def test_the_contact_of_a_partner_without_a_grant_has_no_figures_to_finish(
    client, budget
):
    budget.alliance.partnerships.filter(number=2).update(role="associated_partner")
    url = at(budget, "part-done", "budget", 2)

    assert client.post(url, {"completed": "yes"}).status_code == 404


@pytest.mark.parametrize("name", ["own-figures", "form-partner", "workspace"])
def test_pages_stay_within_twelve_queries(client, budget, name):
    more = ["partnership", 2] if name == "form-partner" else []
    client.post(at(budget, "part-done", "budget", 2), {"completed": "yes"})
    if name == "workspace":
        client.force_login(make_colleague(budget))
    client.get(at(budget, name, *more))

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(at(budget, name, *more))

    assert answer.status_code == 200
    assert len(queries) <= MOST_QUERIES
