"""Where a section stands once people say something of it."""

import pytest
from django.utils import timezone

from proposals.models import Answer, FormSection
from proposals.policies import Seat
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.tasks import tasks_of
from proposals.selectors.form.section_states import section_state
from proposals.services.answers import Reply, save_answer
from proposals.services.form_sections import assign_section, complete_section
from tests.factories import add, make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.test_form_sections import answer_summary

pytestmark = pytest.mark.django_db

EDITS = Seat(None, is_coordinator=True).edit


@pytest.fixture
def draft():
    return make_draft_with_form()


def task(draft, code="summary"):
    tasks = tasks_of(draft, *standing_of(draft, now=timezone.now()))
    (found,) = [each for each in tasks.form if each.code == code]
    return found


def stands(draft, code="summary"):
    found = task(draft, code)
    return found.state, found.mark, found.is_completed


def assign(draft, person, section="summary"):
    assign_section(
        proposal=draft,
        section=section,
        person=person.pk,
        version=0,
        by=draft.alliance.coordinator,
    )


def complete(draft, section="summary"):
    by = draft.alliance.coordinator
    complete_section(proposal=draft, section=section, by=by)


def answer(draft, question, text, version=0, by=None, **place):
    save_answer(
        proposal=draft,
        question=question,
        reply=Reply(text),
        version=version,
        by=by or draft.alliance.coordinator,
        **place,
    )


def test_a_section_nobody_began_waits_for_whose_it_is(draft):
    anna = make_colleague(draft)
    assign(draft, anna)

    assert stands(draft) == (f"Waiting for {anna}", "wait", False)


def test_a_section_of_somebody_who_left_is_nobodys(draft):
    assign(draft, make_colleague(draft))
    draft.colleagues.update(ended_at=timezone.now())

    assert stands(draft) == ("Not started", "", False)


def test_a_section_begun_says_how_far_it_is(draft):
    assign(draft, make_colleague(draft))
    answer(draft, "why", "Why")

    assert stands(draft) == ("In progress: 1 of 2", "wait", False)


def test_a_section_all_answered_waits_for_whose_it_is(draft):
    anna = make_colleague(draft)
    assign(draft, anna)
    answer_summary(draft)

    assert stands(draft) == (f"Waiting for {anna}", "wait", False)


def test_a_completed_section_leaves_nothing_open(draft):
    answer_summary(draft)
    complete(draft)

    assert stands(draft) == ("Completed", "", True)


def test_an_optional_section_can_be_completed_empty(draft):
    draft.alliance.partnerships.exclude(number=4).update(confirmation="declined")
    complete(draft, "partners")

    assert stands(draft, "partners") == ("Completed", "", True)


def test_a_text_too_long_after_completing_needs_attention(draft):
    answer_summary(draft)
    complete(draft)
    answer(draft, "what", "x" * 21, version=1)

    words = "Needs attention: 1 text is too long"
    assert stands(draft) == (words, "todo", False)


def test_a_partner_who_joins_after_completing_needs_attention(draft):
    for number in (1, 2, 3):
        answer(draft, "role", "Ours", partner=number)
    complete(draft, "partners")
    add(draft, "Forge", "DE")

    words = "Needs attention: 1 answer is missing"
    assert stands(draft, "partners") == (words, "todo", False)


def test_the_page_says_who_completed_and_who_changed_since(draft):
    anna = make_colleague(draft)
    answer_summary(draft)
    complete(draft)
    before = section_state(draft, task(draft), Answer.objects.all(), EDITS)
    answer(draft, "why", "Otherwise", version=1, by=anna)
    after = section_state(draft, task(draft), Answer.objects.all(), EDITS)

    coordinator = draft.alliance.coordinator
    assert before.completed.startswith(f"Completed by {coordinator} on ")
    assert before.changed == ""
    assert after.changed.startswith(f"{anna} changed an answer since, on ")


def test_the_page_offers_who_can_write(draft):
    anna = make_colleague(draft)
    assign(draft, anna)

    state = section_state(draft, task(draft), [], EDITS)

    people = sorted([str(anna), str(draft.alliance.coordinator)], key=str.casefold)
    assert [each.name for each in state.people] == people
    assert (state.who, state.who_key, state.version) == (str(anna), anna.pk, 1)
    assert (state.completed, state.changed) == ("", "")
    assert state.may_edit.allowed is True


def test_no_page_has_to_be_opened_for_a_state(draft):
    """What is stored is what people say; what is shown is computed."""
    answer_summary(draft)
    complete(draft)
    Answer.objects.filter(question="why").update(text="")

    assert FormSection.objects.get().completed_at is not None
    assert stands(draft)[0] == "Needs attention: 1 answer is missing"
