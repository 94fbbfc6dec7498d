"""Whose a section is, and that it is complete."""

import pytest
from django.utils import timezone

from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.form_sections import (
    NotAnAuthor,
    SectionIncomplete,
    SectionNotAsked,
)
from proposals.models import FormSection
from proposals.services.answers import Reply, save_answer
from proposals.services.form_sections import (
    assign_section,
    complete_section,
    reopen_section,
)
from tests.factories import make_colleague, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_form()


@pytest.fixture
def maria(draft):
    return draft.alliance.coordinator


def assign(draft, person, version=0, **values):
    key = person.pk if person else None
    values = {"section": "summary", "by": draft.alliance.coordinator, **values}
    return assign_section(proposal=draft, person=key, version=version, **values)


def answer_summary(draft, what="What"):
    for question, text in (("what", what), ("why", "Why")):
        save_answer(
            proposal=draft,
            question=question,
            reply=Reply(text),
            version=0,
            by=draft.alliance.coordinator,
        )


def complete(draft, by=None, section="summary"):
    by = by or draft.alliance.coordinator
    complete_section(proposal=draft, section=section, by=by)


def reopen(draft, by=None, section="summary"):
    by = by or draft.alliance.coordinator
    reopen_section(proposal=draft, section=section, by=by)


def test_a_section_goes_to_an_editor_and_back_to_nobody(draft):
    anna = make_colleague(draft)

    given = assign(draft, anna, by=anna)
    taken = assign(draft, None, version=1)

    assert (given.assigned_to, given.version) == (anna, 1)
    assert (taken.assigned_to, taken.version) == (None, 2)


def test_the_same_assignment_twice_is_one(draft, maria):
    assign(draft, maria)

    assert assign(draft, maria).version == 1


def test_an_assignment_meanwhile_is_shown(draft, maria):
    anna = make_colleague(draft)
    assign(draft, anna)

    with pytest.raises(StaleVersion) as stale:
        assign(draft, maria)

    assert stale.value.current.assigned_to == anna


def test_only_who_can_write_takes_a_section_on(draft):
    former = make_colleague(draft)
    draft.colleagues.update(ended_at=timezone.now())

    for person in (former, make_user()):
        with pytest.raises(NotAnAuthor):
            assign(draft, person)
    assert FormSection.objects.count() == 0


@pytest.mark.parametrize("section", ["nowhere", "elsewhere"])
def test_a_section_must_be_in_the_form(draft, maria, section):
    with pytest.raises(SectionNotAsked):
        assign(draft, maria, section=section)
    for act in (complete, reopen):
        with pytest.raises(SectionNotAsked):
            act(draft, section=section)


def test_a_stranger_neither_assigns_nor_completes(draft, maria):
    with pytest.raises(NotAllowed):
        assign(draft, maria, by=make_user())
    for act in (complete, reopen):
        with pytest.raises(NotAllowed):
            act(draft, by=make_user())


def test_a_section_is_completed_once_and_reopened(draft, maria):
    anna = make_colleague(draft)
    answer_summary(draft)

    complete(draft, by=anna)
    complete(draft, by=maria)
    row = FormSection.objects.get()
    reopen(draft)

    assert row.completed_by == anna
    assert FormSection.objects.get().completed_by is None


def test_reopening_what_nobody_completed_stores_nothing(draft):
    reopen(draft)

    assert FormSection.objects.count() == 0


def test_a_section_with_answers_missing_is_not_complete(draft):
    with pytest.raises(SectionIncomplete) as refused:
        complete(draft)

    assert str(refused.value) == "Not marked as completed: 2 answers are missing."


def test_a_section_with_a_text_too_long_is_not_complete(draft):
    answer_summary(draft, what="x" * 21)

    with pytest.raises(SectionIncomplete) as refused:
        complete(draft)

    assert str(refused.value) == "Not marked as completed: 1 text is too long."


def test_a_partner_who_declined_is_not_asked(draft):
    draft.alliance.partnerships.exclude(number=1).update(confirmation="declined")
    save_answer(
        proposal=draft,
        question="role",
        partner=1,
        reply=Reply("We lead"),
        version=0,
        by=draft.alliance.coordinator,
    )

    complete(draft, section="partners")

    assert FormSection.objects.get().code == "partners"
