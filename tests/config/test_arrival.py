"""A request arrives when its first bytes do, however long it waits for a thread."""

import datetime as dt
import http.client
import socket
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from config.arrival import LONGEST_WAIT, arrival, note_arrival
from config.gunicorn_worker import SILENCE, NotingWorker
from tests.config.noted import SLOWNESS

PATIENCE = 30
NOW = dt.datetime(2020, 2, 26, 16, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def asked(port, *, waits=0.0):
    """Open a connection, wait, ask; return when one asked and what was noted."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.connect()
    time.sleep(waits)
    sent = time.time()
    line.request("GET", "/")
    arrived, handled, _number = map(float, line.getresponse().read().split())
    line.close()
    return sent, arrived, handled


def test_request_that_waits_for_a_thread_arrived_before(port):
    with ThreadPoolExecutor(3) as pool:
        answers = [each.result() for each in [pool.submit(asked, port) for _ in "abc"]]

    last = max(answers, key=lambda each: each[2])
    assert last[2] - last[1] > SLOWNESS, "it waited for others, and that is known"
    assert last[1] >= last[0]


def test_connection_alone_is_no_request(port):
    sent, arrived, _handled = asked(port, waits=0.3)

    assert arrived >= sent


def test_moment_of_arrival_is_that_of_the_thread():
    note_arrival(NOW)

    assert arrival(now=NOW + SECOND) == NOW
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(arrival, now=NOW + SECOND).result() == NOW + SECOND
    note_arrival(None)
    assert arrival(now=NOW + SECOND) == NOW + SECOND


@pytest.mark.parametrize("wrong", [NOW - LONGEST_WAIT - SECOND, NOW + SECOND])
def test_moment_that_cannot_be_is_not_believed(wrong):
    note_arrival(wrong)

    assert arrival(now=NOW) == NOW
    note_arrival(None)


def test_who_sends_half_a_request_is_not_waited_for_for_ever():
    worker = NotingWorker.__new__(NotingWorker)
    worker.nr_conns, worker.pending_conns = 0, deque()
    worker.cfg = SimpleNamespace(keepalive=2)
    worker.poller = SimpleNamespace(register=lambda *_given: None)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()[:2]),
    ):
        worker.accept(listener)
        (conn,) = worker.pending_conns
        size = len(SILENCE)
        silence = conn.sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, size)
        conn.sock.close()

    assert silence == SILENCE
