"""The timeline: what each seat sees of a log, limited, paged and as a file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals.enums import ActivityKind
from proposals.models import Activity, ActivityPerson
from proposals.policies import seat_of
from proposals.selectors.log.timeline import (
    PAGE_SIZE,
    TimelineFilter,
    timeline_of,
    timeline_page,
    timeline_rows,
)
from proposals.services.activity import Contact, note_act
from proposals.services.confirmation_requests import request_confirmation
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make_user("maria@example.org", full_name="Maria")


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


def note(draft, kind=ActivityKind.PARTNER_REMOVED, **values):
    values = {"by": draft.alliance.coordinator, **values}
    note_act(draft=draft, kind=kind, **values)


def shown(draft, wanted=None, *, by=None, page=None):
    """Return the page of a timeline as somebody sees it."""
    log = timeline_of(draft, seat_of(by or draft.alliance.coordinator, draft))
    return timeline_page(log, wanted or TimelineFilter(), page, now=timezone.now())


def said(page):
    return [each.sentence for each in page.entries]


def test_newest_act_comes_first(draft):
    note(draft, partner=2)
    note(draft, ActivityKind.ARCHIVED)

    page = shown(draft)

    assert said(page) == [
        "Maria put the alliance into the archive",
        "Maria removed P2 Chamber of Ghent",
    ]
    assert (page.total, page.is_part) == (2, False)


def test_acts_are_limited_by_kind_partner_and_person(draft):
    jonas = make_user(full_name="Jonas")
    note(draft, partner=2)
    note(draft, partner=3, by=jonas)
    note(draft, ActivityKind.INVITED, whom=jonas, facts={"role": "editor"})
    (key,) = ActivityPerson.objects.filter(name="Jonas").values_list("pk", flat=True)

    def numbers(**wanted):
        return [e.number for e in shown(draft, TimelineFilter(**wanted)).entries]

    assert numbers(kind="invited") == [3]
    assert numbers(partner=3) == [2]
    assert numbers(person=key) == [3, 2]
    assert numbers(person=key, partner=3) == [2]
    assert numbers(person=0) == []


def test_person_is_found_under_every_name(draft, maria):
    note(draft)
    maria.full_name = "Maria Bianchi"
    note(draft, by=maria)
    key = ActivityPerson.objects.get(name="Maria").pk

    page = shown(draft, TimelineFilter(person=key))

    assert [each.number for each in page.entries] == [2, 1]


def test_only_what_occurs_can_be_chosen(draft):
    note(draft, partner=3)

    log = timeline_of(draft, seat_of(draft.alliance.coordinator, draft))

    assert log.kinds == (("partner-removed", "Partner removed"),)
    assert log.partner_choices == (("3", "P3 School of Plovdiv"),)
    assert [words for _key, words in log.person_choices] == ["Maria"]


def test_contact_sees_the_acts_around_its_partner_alone(draft):
    contact = make_colleague(draft, role="contact", partner=3)
    note(draft, partner=2, by=make_user(full_name="Jonas"))
    note(draft, partner=3)
    note(draft, ActivityKind.ARCHIVED)

    page = shown(draft, by=contact)

    assert said(page) == ["Maria removed P3 School of Plovdiv"]
    assert page.is_part
    log = timeline_of(draft, seat_of(contact, draft))
    assert [words for _key, words in log.person_choices] == ["Maria"]


def test_contact_of_a_partner_that_left_sees_nothing(draft):
    contact = make_colleague(draft, role="contact", partner=3)
    note(draft, partner=3)
    draft.alliance.partnerships.filter(number=3).update(removed_at=timezone.now())

    assert said(shown(draft, by=contact)) == []


def test_viewer_sees_all_of_it(draft):
    note(draft, partner=2)

    assert len(said(shown(draft, by=make_colleague(draft, role="viewer")))) == 1


def test_erased_person_is_a_person_who_was_erased(draft):
    note(draft, partner=2)
    ActivityPerson.objects.all().delete()

    assert said(shown(draft)) == ["A person who was erased removed P2 Chamber of Ghent"]


def test_question_says_when_its_mail_left_and_a_section_its_title():
    draft = make_eligible_draft(confirmation="not_invited")
    row = draft.alliance.partnerships.get(number=3)
    maria = draft.alliance.coordinator
    request_confirmation(partnership=row, email="a@example.org", by=maria)

    (sentence,) = said(shown(draft))

    assert sentence == (
        f"{maria} asked P3 School of Plovdiv to confirm (mail not sent yet)"
    )


def test_log_is_paged(draft):
    for _each in range(PAGE_SIZE + 1):
        note(draft)

    first, second = shown(draft), shown(draft, page="2")

    assert (len(first.entries), len(second.entries)) == (PAGE_SIZE, 1)
    assert first.total == PAGE_SIZE + 1


@pytest.mark.parametrize(
    ("wanted", "number"),
    [({}, 3), ({"partner": 2}, 2), ({"kind": ActivityKind.ARCHIVED}, 1)],
)
def test_number_of_acts_is_of_those_that_fit(draft, wanted, number):
    jonas = make_user(full_name="Jonas")
    note(draft, partner=2, by=jonas)
    note(draft, partner=2)
    note(draft, ActivityKind.ARCHIVED)

    page = shown(draft, TimelineFilter(**wanted))

    assert page.total == len(page.entries) == number


def test_number_of_acts_of_a_person_counts_those_alone(draft):
    note(draft, partner=2, by=make_user(full_name="Jonas"))
    note(draft, partner=2)
    key = ActivityPerson.objects.get(name="Jonas").pk

    page = shown(draft, TimelineFilter(person=key))

    assert page.total == len(page.entries) == 1


def test_file_holds_all_that_fits_and_no_formula(draft):
    evil = make_user(full_name="=1+1")
    note(draft, partner=2, by=evil)
    note(draft, ActivityKind.ARCHIVED)
    log = timeline_of(draft, seat_of(draft.alliance.coordinator, draft))

    heading, row = timeline_rows(log, TimelineFilter(partner=2))

    stored = Activity.objects.get(number=1)
    assert heading == ["Number", "When", "Kind", "What", "SHA-256"]
    assert row[0] == "1"
    assert row[2:] == [
        "Partner removed",
        "=1+1 removed P2 Chamber of Ghent",
        stored.digest,
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_does_not_grow_with_the_log(draft, rows):
    seat = seat_of(draft.alliance.coordinator, draft)
    for each in range(rows):
        note(draft, partner=2, whom=Contact(f"a{each}@example.org"))

    shown(draft)  # the form of a call is read once

    with CaptureQueriesContext(connection) as asked:
        log = timeline_of(draft, seat)
        timeline_page(log, TimelineFilter(), None, now=timezone.now())

    assert len(asked) == 4
