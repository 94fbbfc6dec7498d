"""A session is read as Django reads it: once over, it lets nobody in."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.sessions import SessionStore


@pytest.fixture
def key(db):  # noqa: ARG001  # a session is a row
    store = SessionStore()
    store["person"] = 7
    store.save()
    return store.session_key


def test_what_was_stored_is_read(key):
    assert SessionStore(key)["person"] == 7


def test_what_was_stored_since_is_read(key):
    first = SessionStore(key)
    first["person"] = 8
    first.save()

    assert SessionStore(key)["person"] == 8


def test_a_session_that_is_over_holds_nothing_and_gives_its_key_up(key):
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    store = SessionStore(key)

    assert list(store.keys()) == []
    assert store.session_key is None


def test_a_key_that_cannot_be_one_is_not_asked_for(key, django_assert_num_queries):
    with django_assert_num_queries(0):
        store = SessionStore(key + "\0")
        assert list(store.keys()) == []


def test_a_key_nobody_has_holds_nothing(db):  # noqa: ARG001  # as above
    assert list(SessionStore("k" * 32).keys()) == []
