"""Connecting to a database that does not answer: one waits, the others are told."""

import time

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql import base as djangos

from config import databases
from config.postgresql import base


@pytest.fixture
def clock(monkeypatch):
    """Give the engine a clock that a server can let pass."""

    class Clock:
        now = 100.0

    monkeypatch.setattr(time, "monotonic", lambda: Clock.now)
    monkeypatch.setattr(base.DatabaseWrapper, "tries_from", 0.0)
    return Clock


@pytest.fixture
def connect(monkeypatch, clock):
    """Let connecting take so many seconds in vain; count how often it is tried."""
    tries: list[float] = []

    def try_for(seconds):
        def wait(_self, _params):
            tries.append(clock.now)
            clock.now += seconds
            raise psycopg.OperationalError("timeout expired")

        monkeypatch.setattr(djangos.DatabaseWrapper, "get_new_connection", wait)
        with pytest.raises(psycopg.OperationalError):
            base.DatabaseWrapper(connection.settings_dict).get_new_connection({})
        return tries

    return try_for


def test_after_one_waited_in_vain_the_next_is_refused_at_once(connect, clock):
    connect(3)

    assert connect(3) == [100.0]

    clock.now += base.REST_SECONDS
    assert connect(3) == [100.0, 105.0]


def test_a_server_that_refuses_is_tried_by_everybody(connect):
    connect(0.01)

    assert len(connect(0.01)) == 2


def test_an_address_may_say_how_long_to_wait(tmp_path):
    address = "postgres://me@db/alliances?connect_timeout=9&sslmode=require"

    found = databases.databases(address, folder=tmp_path, password="")
    options = found["default"]["OPTIONS"]

    assert options == {
        **databases.PLANNED_ONCE,
        **databases.WAITING,
        "connect_timeout": 9,
        "sslmode": "require",
    }
