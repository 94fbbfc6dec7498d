"""Who is on a section now."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from proposals.models import Presence
from proposals.selectors.form.presence import EXPIRES
from tests.factories import make_colleague, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_draft_with_form()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def beat(client, draft, section="summary", question="", partner=None):
    name, place = "section-here", [draft.alliance.public_id, section]
    if partner:
        name, place = "section-here-partner", [*place, partner]
    return client.post(reverse(name, args=place), {"question": question})


def anna_is(draft, client, **place):
    """Let a colleague be on a section, and the coordinator sign in again."""
    anna = make_colleague(draft, make_user(full_name="Anna"), **place.pop("seat", {}))
    client.force_login(anna)
    beat(client, draft, **place)
    client.force_login(draft.alliance.coordinator)


def said(client, draft, **place):
    return beat(client, draft, **place).json()["said"]


def test_nobody_else_is_here(client, draft):
    assert said(client, draft) == ""


def test_who_is_here_is_said_with_the_question(client, draft):
    anna_is(draft, client, question="why")

    assert said(client, draft) == "Anna is here, editing “Why?”."


@pytest.mark.parametrize("question", ["", "no code at all"])
def test_who_is_at_no_question_is_only_here(client, draft, question):
    anna_is(draft, client, question=question)

    assert said(client, draft) == "Anna is here."


def test_who_is_elsewhere_is_not_here(client, draft):
    anna_is(draft, client, section="partners", partner=2)

    assert said(client, draft) == ""
    assert said(client, draft, section="partners", partner=1) == ""
    assert said(client, draft, section="partners", partner=2) == "Anna is here."


def test_who_said_nothing_for_a_while_has_gone(client, draft):
    anna_is(draft, client)
    Presence.objects.update(seen_at=timezone.now() - EXPIRES - dt.timedelta(seconds=1))

    assert said(client, draft) == ""


def test_a_person_is_in_one_place(client, draft):
    beat(client, draft)
    beat(client, draft, section="instruments", question="eqf")

    assert list(Presence.objects.values_list("section", "question")) == [
        ("instruments", "eqf")
    ]


@pytest.mark.parametrize(
    "place",
    [
        {"section": "nowhere"},
        {"section": "summary", "question": "eqf"},
        {"section": "partners", "partner": 99},
        {"section": "partners", "partner": 10**12},
    ],
)
def test_nobody_is_where_nothing_is(client, draft, place):
    assert beat(client, draft, **place).status_code == 404
    assert Presence.objects.count() == 0


def test_a_contact_is_on_its_part_alone(client, draft):
    client.force_login(make_colleague(draft, role="contact", partner=2))

    assert beat(client, draft, section="partners", partner=2).status_code == 200
    assert beat(client, draft, section="partners", partner=1).status_code == 404


@pytest.mark.parametrize(
    ("seat", "sentence"),
    [
        ({}, "Anna is here."),
        ({"role": "viewer"}, ""),
        ({"role": "contact", "partner": 3}, ""),
        ({"role": "contact", "partner": 2}, "Anna is here."),
    ],
)
def test_a_contact_is_told_only_of_whom_it_knows(client, draft, seat, sentence):
    anna_is(draft, client, seat=seat)
    client.force_login(make_colleague(draft, role="contact", partner=2))

    assert said(client, draft) == sentence


def test_a_heartbeat_is_cheap(client, draft, django_assert_max_num_queries):
    anna_is(draft, client)

    with django_assert_max_num_queries(5):
        beat(client, draft)
