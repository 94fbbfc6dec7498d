"""What the subject of a mail before the deadline says is open is what is open."""

import pytest

from eligibility.words import deadline_words
from proposals.emails.reminder import open_part_mail, open_work_mail
from proposals.models import Reminder
from proposals.selectors.drafts.open_work import OpenPart, OpenPlace, OpenWork
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft(acronym="CHARTER")


@pytest.fixture
def row(draft):
    deadline = draft.alliance.call.deadline
    return Reminder(person=draft.alliance.coordinator, deadline=deadline)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), "CHARTER: the answer of Chamber of Ghent is open"),
        (
            (OpenPart("Partners", is_lacking=True),),
            "CHARTER: your part is open before {until}",
        ),
    ],
)
def test_contact_who_owes_nothing_but_an_answer_reads_that(draft, row, parts, said):
    partner = add(draft, "Chamber of Ghent")

    mail = open_part_mail(row, draft, partner, parts, is_asked=True)

    assert mail.subject == said.format(until=deadline_words(row.deadline))


@pytest.mark.parametrize(
    ("is_submitted", "places", "said"),
    [
        (False, (), "CHARTER: to be submitted before {until}"),
        (True, (), "CHARTER: to be submitted again before {until}"),
        (True, (OpenPlace("Summary", 1),), "CHARTER: 1 point is open before {until}"),
    ],
)
def test_where_a_submission_stands_it_is_to_be_submitted_again(
    draft, row, is_submitted, places, said
):
    work = OpenWork(
        is_done=False, is_submitted=is_submitted, places=places, partners=(), parts={}
    )

    mail = open_work_mail(row, draft, work)

    assert mail.subject == said.format(until=deadline_words(row.deadline))
