"""Two contacts of one partner, and the coordinator, at the same moment."""

from functools import partial

import pytest

from proposals.models import FormSection
from proposals.services.form_sections import (
    assign_section,
    complete_part,
    reopen_part,
)
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.racing import at_once
from tests.proposals.services.test_form_parts import write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    draft = make_draft_with_form()
    write(draft, 2)
    return draft


def acting(draft, act, by):
    return partial(act, proposal=draft, section="partners", partner=2, by=by)


def test_done_at_once_is_done_once_and_leaves_the_section_alone(draft):
    maria, anna = draft.alliance.coordinator, make_colleague(draft)
    people = [make_colleague(draft, role="contact", partner=2) for _ in range(2)]
    assigning = partial(
        assign_section,
        proposal=draft,
        section="partners",
        person=anna.pk,
        version=0,
        by=maria,
    )

    at_once(assigning, *[acting(draft, complete_part, each) for each in people])

    part = FormSection.objects.get(partnership__number=2)
    whole = FormSection.objects.get(partnership=None)
    assert part.completed_by in people
    assert (whole.assigned_to, whole.completed_by) == (anna, None)


def test_done_and_taken_back_at_once_leave_one_of_both(draft):
    people = [make_colleague(draft, role="contact", partner=2) for _ in range(2)]
    acts = [
        acting(draft, act, each)
        for act, each in zip((complete_part, reopen_part), people, strict=True)
    ]

    assert at_once(*acts) == [None, None]
    assert FormSection.objects.get().completed_by in {people[0], None}
