"""Sections of tables: given to somebody, called complete, and refused."""

import pytest
from django.urls import reverse

from proposals.models import FormSection
from tests.factories import make_colleague
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)
from tests.proposals.services.work_plans import add_every_kind, make_draft_with_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(client):
    draft = make_draft_with_plan()
    client.force_login(draft.alliance.coordinator)
    return draft


@pytest.fixture
def budgeted(client):
    draft = make_budget_draft()
    make_package(draft)
    give_days(draft, 1, 1, manager=1)
    client.force_login(draft.alliance.coordinator)
    return draft


def at(draft, name, section):
    return reverse(name, args=[draft.alliance.public_id, section])


@pytest.mark.parametrize("section", ["work-plan", "budget"])
def test_tables_are_given_to_a_colleague(client, budgeted, section):
    anna = make_colleague(budgeted)
    sent = {"person": anna.pk, "version": 0}

    answer = client.post(at(budgeted, "section-assign", section), sent)
    text = client.get(answer.url).content.decode()

    assert answer.url == f"{at(budgeted, 'form-section', section)}#state"
    assert f"Section of {anna}" in text
    assert "Have you completed this section?" in text


@pytest.mark.parametrize(
    ("section", "template"),
    [
        ("work-plan", "proposals/work_plan/plan.html"),
        ("budget", "proposals/budget/page.html"),
        ("summary", "proposals/form/section.html"),
    ],
)
def test_an_assignment_meanwhile_is_said_where_it_was_tried(
    client, budgeted, section, template
):
    anna, maria = make_colleague(budgeted), budgeted.alliance.coordinator
    url = at(budgeted, "section-assign", section)
    client.post(url, {"person": anna.pk, "version": 0})

    answer = client.post(url, {"person": maria.pk, "version": 0})

    said = f"A colleague gave this section to {anna} meanwhile."
    assert answer.status_code == 409
    assert answer.templates[0].name == template
    assert said in answer.content.decode()


def test_a_whole_plan_is_completed_and_reopened(client, planned):
    add_every_kind(planned)
    url = at(planned, "section-complete", "work-plan")

    answer = client.post(url, {"completed": "yes"}, follow=True)
    completed = FormSection.objects.get().completed_by
    text = answer.content.decode()
    client.post(url, {"completed": "later"})

    assert answer.redirect_chain == [
        (f"{at(planned, 'form-section', 'work-plan')}#completed", 302)
    ]
    assert completed == planned.alliance.coordinator
    assert "Section completed." in text
    assert "You have completed 1 of 5 sections of the form" in text
    assert FormSection.objects.get().completed_by is None


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ("work-plan", "3 things do not fit"),
        (
            "budget",
            "The facts state €3,900,000, the budget comes to €336",
        ),
        ("relevance", "4 answers are missing"),
    ],
)
def test_what_lacks_something_is_not_completed(client, budgeted, section, why):
    answer = client.post(
        at(budgeted, "section-complete", section), {"completed": "yes"}
    )

    assert answer.status_code == 422
    assert answer.context["refusal"] == f"Not marked as completed: {why}."
    assert answer.context["refusal"] in answer.content.decode()
    assert FormSection.objects.filter(completed_at__isnull=False).count() == 0


def test_neither_yes_nor_later_is_no_answer(client, planned):
    url = at(planned, "section-complete", "work-plan")

    assert client.post(url, {"completed": "perhaps"}).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("section", ["work-plan", "budget"])
def test_who_only_reads_is_told_why_tables_are_not_theirs(client, budgeted, section):
    client.force_login(make_colleague(budgeted, role="viewer"))

    answer = client.post(
        at(budgeted, "section-complete", section), {"completed": "yes"}
    )
    text = client.get(at(budgeted, "form-section", section)).content.decode()

    assert answer.status_code == 422
    assert "Who writes this section" not in text
    assert 'name="completed"' not in text
    assert "Have you completed this section?" not in text


@pytest.mark.parametrize("section", ["work-plan", "budget"])
def test_a_contact_is_shown_no_table_by_a_refusal(client, budgeted, section):
    client.force_login(make_colleague(budgeted, role="contact", partner=2))
    sent = {"person": "", "version": 0, "completed": "yes"}

    for name in ("section-assign", "section-complete"):
        assert client.post(at(budgeted, name, section), sent).status_code == 404


@pytest.mark.parametrize("section", ["work-plan", "budget"])
def test_nothing_left_in_tables_is_without_a_way_to_give_it_away(
    client, budgeted, section
):
    anna = make_colleague(budgeted)
    sent = {"person": anna.pk, "version": 0}
    client.post(at(budgeted, "section-assign", section), sent)

    page = client.get(reverse("left", args=[budgeted.alliance.public_id]))

    title = page.context["page"].tasks.of(section).title
    owners = {
        load.who
        for blocker in page.context["page"].blockers
        for load in blocker.loads
        for each in load.points
        if each.place == title
    }
    assert owners == {str(anna)}
