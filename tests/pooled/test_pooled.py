"""A pooler lends a connection for one transaction: what outlives one is not there."""

import datetime as dt
import threading

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from alliances.models import Pause
from tests.factories import make_call, make_draft

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2020, 2, 20, 12, tzinfo=dt.UTC)
ROWS = 40
CHUNK = 2


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def some_rows():
    Pause.objects.bulk_create(
        [Pause(reason="Over", began_at=NOW, ended_at=NOW) for _each in range(ROWS)]
    )
    return Pause.objects.order_by("pk")


def read_often(rows):
    for _time in range(50):
        read_while_others_ask(rows)


def read_while_others_ask(rows):
    """Read in chunks and ask something between them, as loops over drafts do."""
    found = []
    for row in rows.iterator(chunk_size=CHUNK):
        backend()
        found.append(row.pk)
    return found


def test_each_transaction_may_be_on_another_connection():
    keepers = [threading.Thread(target=hold) for _each in range(2)]
    for each in keepers:
        each.start()
    seen = {backend() for _each in range(40)}
    for each in keepers:
        each.join()
    with transaction.atomic():
        within = {backend() for _each in range(10)}

    assert len(within) == 1
    assert len(seen) > 1


def hold():
    """Ask a while beside the test, so that connections change hands."""
    for _each in range(40):
        backend()
    connection.close()


def test_rows_read_in_chunks_are_all_there():
    rows = some_rows()

    assert len(read_while_others_ask(rows)) == ROWS


def test_cursors_of_the_server_would_break(monkeypatch):
    """Which is what `?pooled=1` is for."""
    rows = some_rows()
    monkeypatch.setitem(
        connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", False
    )  # a setting's value

    others = [threading.Thread(target=hold) for _each in range(3)]
    for each in others:
        each.start()
    # Of Django while it reads, of psycopg where closing the cursor fails as well.
    with pytest.raises((DatabaseError, psycopg.Error)):
        read_often(rows)
    for each in others:
        each.join()


def test_time_zone_of_a_connection_follows_whoever_uses_it():
    found = set()
    for _each in range(30):
        with connection.cursor() as cursor:
            cursor.execute("SHOW timezone")
            found.add(cursor.fetchone()[0])

    assert found == {"UTC"}


def test_nothing_is_prepared():
    """A statement prepared on one connection is not known on the next."""
    make_draft(make_call())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        (number,) = cursor.fetchone()

    assert number == 0
    assert connection.connection.prepare_threshold is None
