"""The page of the timeline, its filters and its file."""

import pytest
from django.urls import reverse

from proposals.enums import ActivityKind
from proposals.services.activity import note_act
from tests.factories import make_colleague, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_eligible_draft(by=make_user(full_name="Maria"))
    by = draft.alliance.coordinator
    note_act(draft=draft, kind=ActivityKind.ARCHIVED, by=by)
    kind = ActivityKind.PARTNER_REMOVED
    note_act(draft=draft, kind=kind, by=make_user(full_name="=Jo"), partner=3)
    return draft


def page(client, draft, name="timeline", by=None, **query):
    client.force_login(by or draft.alliance.coordinator)
    return client.get(reverse(name, args=[draft.alliance.public_id]), query)


def test_page_tells_what_was_done(client, draft):
    text = page(client, draft).content.decode()

    assert "=Jo removed P3 School of Plovdiv." in text
    assert "Maria put the alliance into the archive." in text
    assert text.index("=Jo removed") < text.index("Maria put")
    assert "2 acts" in text


def test_a_name_that_ends_in_a_stop_ends_the_sentence(client, draft):
    draft.alliance.partnerships.filter(number=3).update(name="Wisselwerk Data B.V.")

    text = page(client, draft).content.decode()

    assert "=Jo removed P3 Wisselwerk Data B.V.</p>" in text


def test_filters_stand_in_the_address_and_go_along_into_the_file(client, draft):
    answer = page(client, draft, partner="3")

    text = answer.content.decode()
    assert "Maria put" not in text
    assert "timeline.csv?partner=3" in text


def test_filter_that_is_no_choice_is_refused(client, draft):
    answer = page(client, draft, partner="x")

    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()
    assert page(client, draft, "timeline-file", partner="x").status_code == 404


def test_nothing_that_fits_leads_back_to_everything(client, draft):
    left = page(client, draft, kind="archived", partner="3").content.decode()

    assert "No act fits." in left
    assert "Clear the filters" in left


def test_log_without_rows_says_so(client):
    draft = make_eligible_draft()
    contact = make_colleague(draft, role="contact", partner=2)

    for_owner = page(client, draft).content.decode()
    for_contact = page(client, draft, by=contact).content.decode()

    assert "Nothing was done since this alliance has a timeline." in for_owner
    assert "Nothing was done around your organisation" in for_contact


def test_file_runs_in_no_spreadsheet(client, draft):
    answer = page(client, draft, "timeline-file")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) == 3
    assert ",'=Jo removed P3 School of Plovdiv," in lines[1]


@pytest.mark.parametrize(
    ("role", "partner", "acts"),
    [("editor", None, 2), ("viewer", None, 2), ("contact", 3, 1), ("contact", 2, 0)],
)
def test_seat_decides_what_is_seen(client, draft, role, partner, acts):
    person = make_colleague(draft, role=role, partner=partner)

    text = page(client, draft, by=person).content.decode()
    file = page(client, draft, "timeline-file", by=person).content.decode()

    assert text.count('class="log__said"') == acts
    assert len(file.splitlines()) == 1 + acts


@pytest.mark.parametrize("name", ["timeline", "timeline-file"])
def test_stranger_finds_nothing(client, draft, name):
    assert page(client, draft, name, by=make_user()).status_code == 404
