"""Where somebody signed in is known while the session goes on, and no longer."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from proposals.services.ended_sessions import delete_ended_sessions
from proposals.services.erasure import forget_person
from proposals.tasks import delete_ended_sessions as by_the_clock
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def session_of(user, *, seconds=3600):
    store = SessionStore()
    store.set_expiry(seconds)
    store.save()
    return UserSession.objects.create(
        user=user, session_key=store.session_key, ip="192.0.2.1", user_agent="Firefox"
    )


def kept():
    return set(UserSession.objects.all())


def test_what_is_known_of_ended_and_expired_sessions_goes():
    maria = make_user()
    going_on, ended, expired = session_of(maria), session_of(maria), session_of(maria)
    Session.objects.filter(pk=ended.session_key).delete()
    past = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.filter(pk=expired.session_key).update(expire_date=past)

    first = delete_ended_sessions(now=timezone.now())
    by_the_clock()

    assert first == 2
    assert kept() == {going_on}
    assert not Session.objects.filter(pk=expired.session_key).exists()


def test_a_session_ends_at_its_moment_and_not_before():
    session = session_of(make_user())
    moment = Session.objects.get(pk=session.session_key).expire_date

    before = delete_ended_sessions(now=moment - dt.timedelta(microseconds=1))

    assert (before, delete_ended_sessions(now=moment)) == (0, 1)


def test_forgetting_a_person_ends_their_sessions_and_no_others():
    maria, other = make_user("maria@example.org"), session_of(make_user())
    own = session_of(maria)

    rehearsed = forget_person(email="Maria@Example.org", is_rehearsal=True)
    before = kept()
    forgotten = forget_person(email="Maria@Example.org")
    again = forget_person(email="Maria@Example.org")

    assert before == {own, other}
    assert kept() == {other}
    assert not Session.objects.filter(pk=own.session_key).exists()
    assert [each.counts["sessions"] for each in (rehearsed, forgotten, again)] == [
        1,
        1,
        0,
    ]


def test_an_address_that_is_claimed_and_not_proven_ends_nobodys_session():
    maria = make_user("maria@example.org")
    claimed = {"email": "other@example.org", "verified": False}
    EmailAddress.objects.create(user=maria, **claimed)
    own = session_of(maria)

    forget_person(email="other@example.org")

    assert kept() == {own}
