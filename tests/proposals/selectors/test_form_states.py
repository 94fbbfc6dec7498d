"""Where a section of the form stands."""

import pytest

from proposals.enums import Use
from proposals.selectors.form_states import FormTask, form_tasks
from proposals.services.answers import Reply, save_answer
from tests.factories import make_draft
from tests.proposals.services.forms import make_draft_with_form

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

    assert state(draft, "summary") == ("1 of 2 answered", "wait")


def test_all_answered_leaves_nothing_open():
    draft = make_draft_with_form()
    answer(draft, "what", "x" * 20)
    answer(draft, "why")

    assert state(draft, "summary") == ("All answered", "")


def test_a_text_over_the_limit_needs_somebody():
    draft = make_draft_with_form()
    answer(draft, "what", "x" * 21)

    assert state(draft, "summary") == ("1 text is too long", "todo")


@pytest.mark.parametrize(
    ("text", "use", "words"),
    [
        ("How", Use.USED, "All answered"),
        ("How", "", "0 of 1 answered"),
        ("", Use.NOT_RELEVANT, "0 of 1 answered"),
    ],
)
def test_an_instrument_takes_a_choice_and_a_text(text, use, words):
    draft = make_draft_with_form()
    answer(draft, "eqf", text, use)

    assert state(draft, "instruments")[0] == words


def test_each_partner_that_takes_part_is_asked():
    draft = make_draft_with_form()
    answer(draft, "role", partner=1)

    assert state(draft, "partners") == ("1 of 3 answered", "wait")
    assert state(draft, "partners", {1: "applicant"}) == ("All answered", "")


def test_an_optional_answer_counts_once_it_is_there():
    draft = make_draft_with_form()
    answer(draft, "role", partner=1)
    answer(draft, "help", partner=4)

    assert state(draft, "partners") == ("2 of 4 answered", "wait")


def test_a_section_that_asks_only_what_is_optional_says_so():
    draft = make_draft_with_form()

    assert state(draft, "partners", {4: "associated_partner"}) == ("Optional", "")


def test_sections_cost_one_query(django_assert_num_queries):
    draft = make_draft_with_form()
    form_tasks(draft, ROLES)

    with django_assert_num_queries(1):
        form_tasks(draft, ROLES)
