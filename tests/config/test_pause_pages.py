"""An administrator of people closes the product for writing on a page, and opens it."""

import datetime as dt
import time

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from alliances.models import Pause
from alliances.services.pauses import begin_pause, end_pause
from tests.factories import SECRET, make_user
from tests.pages.codes import code_for

pytestmark = pytest.mark.django_db

PAGE, END = reverse("read-only"), reverse("read-only-end")
REASON = "The disk is exchanged"
ELEVEN_MINUTES = 11 * 60


@pytest.fixture
def anton(client):
    anton = make_user("anton@example.org", is_staff=True, is_superuser=True)
    client.force_login(anton)
    return anton


def typed(**fields):
    return {"reason": REASON, "until": "", **fields}


def is_closed():
    return Pause.objects.filter(ended_at=None).exists()


def records(by):
    rows = LogEntry.objects.filter(user=by).order_by("pk")
    return [each.change_message for each in rows]


def test_closing_is_told_to_everybody_and_noted(client, anton):
    # Noon: no change of the clock makes it another moment.
    until = timezone.localtime().replace(hour=12) + dt.timedelta(days=1)

    answer = client.post(PAGE, typed(until=f"{until:%Y-%m-%dT%H:%M}"), follow=True)

    page, pause = answer.content.decode(), Pause.objects.get()
    assert "<h1>Closed for writing</h1>" in page
    assert REASON in client.get("/rules/").content.decode()
    assert f"until {until.day} {until:%B %Y, %H:%M} Brussels time" in page
    assert (pause.reason, pause.ended_at) == (REASON, None)
    assert pause.until == until.replace(second=0, microsecond=0)
    assert records(anton) == [REASON]


def test_opening_works_although_nothing_else_is_written(client, anton):
    client.post(PAGE, typed())
    refused = client.post(reverse("colours"), {"colours": "dark"})
    other = client.post(reverse("alliance-start"), {"acronym": "X"})

    answer = client.post(END, {"pause": Pause.objects.get().pk}, follow=True)

    assert (refused.status_code, other.status_code) == (302, 503)
    assert "Everything can be changed again." in answer.content.decode()
    assert "<h1>Close for writing</h1>" in answer.content.decode()
    assert Pause.objects.get().ended_at is not None
    assert records(anton) == [REASON, "Opened for writing again"]


@pytest.mark.usefixtures("anton")
@pytest.mark.parametrize("is_paused", [False, True])
def test_page_asks_the_database_no_more_than_others(
    client, django_assert_max_num_queries, is_paused
):
    if is_paused:
        begin_pause(reason=REASON, until=None, now=timezone.now())

    with django_assert_max_num_queries(12):
        client.get(PAGE)


@pytest.mark.usefixtures("anton")
@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"reason": " "}, "Say why: everybody reads it."),
        ({"reason": "x" * 201}, "at most 200 characters"),
        ({"until": "soon"}, "Enter day and time, as in 2026-11-29 18:30."),
        ({"until": "2020-02-26T17:00"}, "This moment has passed."),
        ({"until": "9999-12-31T23:59Z"}, "Choose a moment of the next 30 days."),
    ],
)
def test_what_cannot_be_told_is_refused(client, field, said):
    answer = client.post(PAGE, typed(**field))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Pause.objects.count() == 0


@pytest.mark.usefixtures("anton")
def test_what_somebody_else_closed_stays_theirs(client):
    client.get(PAGE)
    begin_pause(reason="First", until=None, now=timezone.now())

    answer = client.post(PAGE, typed(), follow=True)

    assert "Somebody closed it before: their reason stands." in answer.content.decode()
    assert Pause.objects.get().reason == "First"


@pytest.mark.usefixtures("anton")
def test_opening_what_was_seen_leaves_closed_what_began_later(client):
    first = begin_pause(reason="First", until=None, now=timezone.now())
    client.get(PAGE)
    end_pause(now=timezone.now())
    begin_pause(reason="Second", until=None, now=timezone.now())

    answer = client.post(END, {"pause": first.pk}, follow=True)

    page = answer.content.decode()
    assert "Meanwhile somebody closed it for another reason." in page
    assert Pause.objects.get(ended_at=None).reason == "Second"


@pytest.mark.usefixtures("anton")
def test_opening_what_is_open_changes_nothing(client):
    answer = client.post(END, follow=True)

    assert "Everything can be changed again." not in answer.content.decode()
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("rights", [{}, {"is_staff": True}])
def test_for_everybody_else_there_is_no_such_page(client, rights):
    client.force_login(make_user("bea@example.org", **rights))

    answers = [client.get(PAGE), client.post(PAGE, typed()), client.post(END)]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert Pause.objects.count() == 0


@pytest.mark.parametrize(("address", "was_closed"), [(PAGE, False), (END, True)])
def test_each_act_waits_for_a_proof_and_goes_on_after_it(
    client, anton, address, was_closed
):
    sent = typed()
    if was_closed:
        pause = begin_pause(reason=REASON, until=None, now=timezone.now())
        sent = {"pause": pause.pk}
    client.prove(anton, at=time.time() - ELEVEN_MINUTES)

    asked = client.post(address, sent)
    meanwhile = is_closed()
    client.post(asked.url, {"code": code_for(SECRET)})

    assert (meanwhile, is_closed()) == (was_closed, not was_closed)


def test_only_who_may_close_is_led_there(client, anton):
    page = client.get(reverse("administration-work")).content.decode()
    anton.is_superuser = False
    anton.save()

    other = client.get(reverse("administration-work")).content.decode()

    assert f'<a href="{PAGE}">Close for writing</a>' in page
    assert PAGE not in other
