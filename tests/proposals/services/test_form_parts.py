"""A partner's contact says that its part is done, and takes that back."""

import pytest

from proposals.errors import NotAllowed
from proposals.errors.form_sections import PartIncomplete, SectionNotAsked
from proposals.models import FormSection
from proposals.services.answers import Reply, save_answer
from proposals.services.form_sections import (
    complete_part,
    complete_section,
    reopen_part,
    reopen_section,
)
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft_with_form()


@pytest.fixture
def contact(draft):
    return make_colleague(draft, role="contact", partner=2)


def write(draft, number, text="We test."):
    save_answer(
        proposal=draft,
        question="role",
        partner=number,
        reply=Reply(text),
        version=0,
        by=draft.alliance.coordinator,
    )


def partnership(draft):
    return draft.alliance.partnerships.get(number=2)


def finish(draft, by, partner=2, section="partners", act=complete_part):
    act(proposal=draft, section=section, partner=partner, by=by)


def test_a_part_is_done_once_and_taken_back(draft, contact):
    fellow = make_colleague(draft, role="contact", partner=2)
    write(draft, 2)

    finish(draft, contact)
    finish(draft, fellow)
    row = FormSection.objects.get()
    finish(draft, fellow, act=reopen_part)
    finish(draft, fellow, act=reopen_part)

    assert (row.code, row.partnership) == ("partners", partnership(draft))
    assert row.completed_by == contact
    assert FormSection.objects.get().completed_by is None


def test_a_part_with_something_missing_is_not_done(draft, contact):
    with pytest.raises(PartIncomplete) as refused:
        finish(draft, contact)

    assert str(refused.value) == "Not marked as done: 1 answer is missing."


def test_only_the_contact_of_a_partner_calls_its_part_done(draft):
    others = [
        draft.alliance.coordinator,
        make_colleague(draft),
        make_colleague(draft, role="viewer"),
        make_colleague(draft, role="contact", partner=3),
    ]
    write(draft, 2)

    for person in others:
        for act in (complete_part, reopen_part):
            with pytest.raises(NotAllowed):
                finish(draft, person, act=act)
    assert FormSection.objects.count() == 0


@pytest.mark.parametrize("section", ["summary", "nowhere"])
def test_a_partner_has_a_part_only_where_it_is_asked(draft, contact, section):
    with pytest.raises(SectionNotAsked):
        finish(draft, contact, section=section)


def test_a_part_is_no_section_and_a_section_no_part(draft, contact):
    maria = draft.alliance.coordinator
    for number in (1, 2, 3):
        write(draft, number)
    complete_section(proposal=draft, section="partners", by=maria)
    finish(draft, contact)
    reopen_section(proposal=draft, section="partners", by=maria)

    said = FormSection.objects.order_by("pk").values_list("partnership", "completed_by")
    part = partnership(draft).pk
    assert list(said) == [(None, None), (part, contact.pk)]
