"""Where a section of the form stands."""

import pytest

from proposals.enums import Use
from proposals.selectors.form_states import FormTask, form_tasks
from proposals.services.answers import Reply, save_answer
from tests.factories import make_draft
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import make_draft_with_plan

pytestmark = pytest.mark.django_db

ROLES = {
    1: "applicant",
    2: "full_partner",
    3: "full_partner",
    4: "associated_partner",
}


def answer(draft, question, text="A text", use="", **place):
    save_answer(
        proposal=draft,
        question=question,
        reply=Reply(text, use),
        version=0,
        by=draft.alliance.coordinator,
        **place,
    )


def state(draft, code, roles=ROLES):
    (task,) = [each for each in form_tasks(draft, roles) if each.code == code]
    return task.state, task.mark


def test_a_draft_without_a_form_has_no_sections():
    assert form_tasks(make_draft(), ROLES) == ()


def test_a_section_nobody_answered_is_not_started():
    draft = make_draft_with_form()

    assert form_tasks(draft, ROLES) == (
        FormTask("summary", "Summary", "Not started", ""),
        FormTask("instruments", "Instruments", "Not started", ""),
        FormTask("partners", "Partners", "Not started", ""),
    )


def test_what_is_answered_is_counted():
    draft = make_draft_with_form()
    answer(draft, "why")

    assert state(draft, "summary") == ("In progress: 1 of 2", "wait")


def test_all_answered_waits_for_somebody_to_say_so():
    draft = make_draft_with_form()
    answer(draft, "what", "x" * 20)
    answer(draft, "why")

    assert state(draft, "summary") == ("In progress: 2 of 2", "wait")


def test_a_text_over_the_limit_needs_somebody():
    draft = make_draft_with_form()
    answer(draft, "what", "x" * 21)

    assert state(draft, "summary") == ("Needs attention: 1 text is too long", "todo")


@pytest.mark.parametrize(
    ("text", "use", "words"),
    [
        ("How", Use.USED, "In progress: 1 of 1"),
        ("How", "", "In progress: 0 of 1"),
        ("", Use.NOT_RELEVANT, "In progress: 0 of 1"),
    ],
)
def test_an_instrument_takes_a_choice_and_a_text(text, use, words):
    draft = make_draft_with_form()
    answer(draft, "eqf", text, use)

    assert state(draft, "instruments")[0] == words


def test_each_partner_that_takes_part_is_asked():
    draft = make_draft_with_form()
    answer(draft, "role", partner=1)

    assert state(draft, "partners") == ("In progress: 1 of 3", "wait")
    assert state(draft, "partners", {1: "applicant"}) == (
        "In progress: 1 of 1",
        "wait",
    )


def test_an_optional_answer_counts_once_it_is_there():
    draft = make_draft_with_form()
    answer(draft, "role", partner=1)
    answer(draft, "help", partner=4)

    assert state(draft, "partners") == ("In progress: 2 of 4", "wait")


def test_a_section_that_asks_only_what_is_optional_says_so():
    draft = make_draft_with_form()

    assert state(draft, "partners", {4: "associated_partner"}) == ("Optional", "")


def test_sections_cost_two_queries(django_assert_num_queries):
    draft = make_draft_with_form()
    form_tasks(draft, ROLES)

    with django_assert_num_queries(2):
        form_tasks(draft, ROLES)


def test_a_work_plan_says_how_many_work_packages_there_are():
    draft = make_draft_with_plan()
    tasks = form_tasks(draft, ROLES, kinds=["mgnt"])
    (plan,) = [each for each in tasks if each.code == "work-plan"]

    assert (plan.state, plan.mark, plan.is_computed) == (
        "1 work package, PREP, IMP, QA, EV, DISS missing",
        "wait",
        True,
    )
