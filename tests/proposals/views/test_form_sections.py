"""Completing a section, giving it to somebody, and what is left to do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Answer, FormSection
from tests.factories import add, make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_form_sections import answer_summary

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def draft(client):
    proposal = make_draft_with_form()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def at(draft, name="form-section", *more):
    place = [draft.alliance.public_id, *more]
    return reverse(name, args=place)


def section(draft):
    return at(draft, "form-section", "summary")


def assigning(draft):
    return at(draft, "section-assign", "summary")


def test_yes_completes_a_section_and_saves_what_was_typed(client, draft):
    answer_summary(draft, what="")
    typed = {"what-text": "What", "what-version": 1, "what-seen": ""}

    answer = client.post(section(draft), {**typed, "completed": "yes"}, follow=True)

    assert "Section completed." in answer.content.decode()
    assert Answer.objects.get(question="what").text == "What"
    assert FormSection.objects.get().completed_at is not None
    assert answer.context["page"].tasks.completed == (
        "You have completed 1 of 3 sections of the form"
    )


def test_a_page_knows_what_its_first_answer_makes_of_the_section(client, draft):
    before = client.get(section(draft)).content.decode()
    answer_summary(draft)
    after = client.get(section(draft)).content.decode()

    begun = 'data-begun="In progress"'
    assert [each.count(begun) for each in (before, after)] == [2, 0]


def test_later_saves_too_and_completes_nothing(client, draft):
    typed = {"what-text": "What", "what-version": 0, "what-seen": ""}

    answer = client.post(section(draft), {**typed, "completed": "later"}, follow=True)

    assert "Saved. You can come back later." in answer.content.decode()
    assert Answer.objects.get().text == "What"
    assert FormSection.objects.count() == 0


def test_what_is_missing_is_said_and_what_was_typed_is_saved(client, draft):
    typed = {"what-text": "What", "what-version": 0, "what-seen": ""}

    answer = client.post(section(draft), {**typed, "completed": "yes"})

    said = "Not marked as completed: 1 answer is missing."
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Answer.objects.get().text == "What"


def test_a_section_is_given_to_a_colleague(client, draft):
    anna = make_colleague(draft)

    answer = client.post(assigning(draft), {"person": anna.pk, "version": 0})

    assert (answer.status_code, answer.url) == (302, f"{section(draft)}#state")
    assert f"Section of {anna}" in client.get(section(draft)).content.decode()


def test_a_section_is_taken_from_everybody(client, draft):
    anna = make_colleague(draft)
    client.post(assigning(draft), {"person": anna.pk, "version": 0})
    client.post(assigning(draft), {"person": "", "version": 1})

    assert FormSection.objects.get().assigned_to is None


@pytest.mark.parametrize("is_taken", [False, True])
def test_an_assignment_meanwhile_is_said(client, draft, is_taken):
    anna, maria = make_colleague(draft), draft.alliance.coordinator
    client.post(assigning(draft), {"person": anna.pk, "version": 0})
    if is_taken:
        client.post(assigning(draft), {"person": "", "version": 1})

    answer = client.post(assigning(draft), {"person": maria.pk, "version": 0})

    said = (
        "A colleague took this section from everybody meanwhile."
        if is_taken
        else f"A colleague gave this section to {anna} meanwhile."
    )
    assert answer.status_code == 409
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"person": 0, "version": 0}, "Only the coordinator and editors"),
        ({"person": "x"}, "This page did not say who is meant."),
    ],
)
def test_what_cannot_be_assigned_is_said(client, draft, sent, said):
    answer = client.post(assigning(draft), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_left_only_reads(client, draft, no_writes):
    with no_writes():
        page = client.get(at(draft, "left"))

    text = page.content.decode()
    assert page.status_code == 200
    assert "Not answered: What will it do?" in text
    assert f'{section(draft)}#id_what"' in text


@pytest.mark.parametrize("name", ["left", "form-section"])
def test_a_page_costs_at_most_twelve_queries(client, draft, name):
    more = [] if name == "left" else ["partners"]
    client.force_login(make_colleague(draft))
    for number in range(20):
        add(draft, f"School {number}", "BE")
    client.get(at(draft, name, *more))

    with CaptureQueriesContext(connection) as queries:
        client.get(at(draft, name, *more))

    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("whom", "said"),
    [("anna", "%s writes this section."), ("", "This section is nobody&#x27;s now.")],
)
def test_who_gives_a_section_is_told_whose_it_is(client, draft, whom, said):
    anna = make_colleague(draft)
    sent = {"person": anna.pk if whom else "", "version": 0}

    answer = client.post(assigning(draft), sent, follow=True)

    assert said.replace("%s", str(anna)) in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [({"what": ""}, "#id_what"), ({"what": "x" * 2001}, "#id_what")],
)
def test_a_section_that_is_not_complete_leads_to_the_first_answer_it_lacks(
    client, draft, written, leads_to
):
    answer_summary(draft, **written)

    answer = client.post(section(draft), {"completed": "yes"})

    assert answer.status_code == 422
    assert f'<h2><a href="{leads_to}">' in answer.content.decode()


def test_a_refusal_that_is_of_no_answer_leads_to_the_question_at_the_end(client, draft):
    answer_summary(draft)

    answer = client.post(assigning(draft), {"person": 0, "version": 0})

    assert answer.status_code == 422
    assert '<h2><a href="#completed">' in answer.content.decode()
