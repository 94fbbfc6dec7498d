"""Two people about one section at the same moment."""

from functools import partial

import pytest

from proposals.errors import StaleVersion
from proposals.models import FormSection
from proposals.services.form_sections import (
    assign_section,
    complete_section,
    reopen_section,
)
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_form_sections import answer_summary

pytestmark = pytest.mark.django_db(transaction=True)


def assigning(draft, person, version):
    return partial(
        assign_section,
        proposal=draft,
        section="summary",
        person=person.pk,
        version=version,
        by=draft.alliance.coordinator,
    )


@pytest.mark.parametrize("version", [0, 1])
def test_one_of_two_assignments_wins_and_the_other_sees_it(version):
    draft = make_draft_with_form()
    maria, anna = draft.alliance.coordinator, make_colleague(draft)
    bela = make_colleague(draft)
    if version:
        assigning(draft, maria, 0)()

    outcomes = at_once(assigning(draft, anna, version), assigning(draft, bela, version))

    refused = [each for each in outcomes if isinstance(each, StaleVersion)]
    stored = FormSection.objects.get()
    assert [each.current.assigned_to_id for each in refused] == [stored.assigned_to_id]
    assert stored.version == version + 1


def test_completing_at_once_is_completing_once():
    draft = make_draft_with_form()
    answer_summary(draft)
    people = [draft.alliance.coordinator, make_colleague(draft), make_colleague(draft)]
    acts = [
        partial(complete_section, proposal=draft, section="summary", by=each)
        for each in people
    ]

    assert at_once(*acts) == [None, None, None]
    assert FormSection.objects.get().completed_by in people


def test_completing_and_reopening_at_once_leave_one_of_both():
    draft = make_draft_with_form()
    answer_summary(draft)
    maria = draft.alliance.coordinator
    acts = [
        partial(act, proposal=draft, section="summary", by=maria)
        for act in (complete_section, reopen_section)
    ]

    assert at_once(*acts) == [None, None]
    assert FormSection.objects.get().completed_by in {maria, None}


def test_assigning_and_completing_at_once_both_hold():
    draft = make_draft_with_form()
    answer_summary(draft)
    maria, anna = draft.alliance.coordinator, make_colleague(draft)
    completing = partial(complete_section, proposal=draft, section="summary", by=maria)

    at_once(assigning(draft, anna, 0), completing)

    stored = FormSection.objects.get()
    assert (stored.assigned_to, stored.version) == (anna, 1)
    assert stored.completed_by == maria
