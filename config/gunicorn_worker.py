"""gunicorn's worker with threads, which notes arrivals and lets the urgent pass.

A request waits for a thread while all are busy, in the hour before a deadline for
seconds. gunicorn calls the application only then, so a clock inside of it is late; and
it answers in the order of arrival, so a submission waits for all who look around.
"""

import datetime as dt
import errno
import select
import selectors
import struct
import time
from concurrent.futures import Future
from functools import partial
from itertools import count
from queue import PriorityQueue
from socket import MSG_DONTWAIT, MSG_PEEK, SO_RCVTIMEO, SOL_SOCKET, socket
from typing import NamedTuple

from django.conf import settings
from gunicorn.workers.gthread import TConn, ThreadWorker

from config import turns
from config.arrival import note_arrival

SILENT_SECONDS = 5
SILENCE = struct.pack("ll", SILENT_SECONDS, 0)
"""How long a thread waits for the rest of a request, as Linux is told it."""
BUSY = frozenset({errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK})


class Waiting(NamedTuple):
    """A request that waits for a thread; the one whose turn is next sorts first."""

    turn: float
    """Its moment of arrival and its patience, on the clock that only goes on."""
    number: int
    """Of two with the same turn, who came first."""
    conn: TConn
    arrived: float
    left_from: float
    """The moment from which it need not be answered if nobody waits for it any more."""


class NotingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn publishes no types
    """Notes when the first bytes of each request come, and whose turn is next."""

    def __init__(self, *given: object, **named: object) -> None:
        """Begin with nobody waiting."""
        super().__init__(*given, **named)
        self.waiting: PriorityQueue[Waiting] = PriorityQueue()
        self.numbers = count()

    def accept(self, listener: socket) -> None:
        """Take a connection and wait for its first bytes, not for a thread.

        Else whoever opened a connection before a deadline could send a request later.
        """
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in BUSY:
                raise
            return
        # Half a request holds a thread: whoever sends no more of it is hung up on.
        client.setsockopt(SOL_SOCKET, SO_RCVTIMEO, SILENCE)
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(client, selectors.EVENT_READ, readable)

    def enqueue_req(self, conn: TConn) -> None:
        """Note the moment: bytes of a request are there, a thread may not be."""
        conn.arrived_at = dt.datetime.now(dt.UTC)
        first_bytes, now = _begun(conn), time.monotonic()
        turn = now + turns.patience(first_bytes)
        left_from = now + turns.answered_for(first_bytes)
        self.waiting.put(Waiting(turn, next(self.numbers), conn, now, left_from))
        # One call for each that waits: whoever is free takes the one whose turn it is.
        self.tpool.submit(self.answer_next)

    def answer_next(self) -> None:
        """Answer the request whose turn it is, and hand its connection back."""
        _turn, _number, conn, arrived, left_from = self.waiting.get_nowait()
        answered: Future[object] = Future()
        try:
            now = time.monotonic()
            self.note_wait(now - arrived)
            is_left = now > left_from and _has_left(conn.sock)
            answered.set_result(False if is_left else self.handle(conn))
        except BaseException as error:
            answered.set_exception(error)
            raise
        finally:
            self.method_queue.defer(self.finish_request, conn, answered)

    def note_wait(self, seconds: float) -> None:
        """Tell the product, if it is what runs here, how long a request waited."""
        if settings.configured:
            from config import crowd  # noqa: PLC0415  # needs the settings

            crowd.note_wait(seconds)

    def handle(self, conn: TConn) -> object:
        """Handle a request in a thread that knows when it arrived."""
        note_arrival(conn.arrived_at)
        try:
            return super().handle(conn)
        finally:
            note_arrival(None)


def _begun(conn: TConn) -> bytes:
    """Return what is there of a request, without taking it or waiting for more.

    What came together with the request before it was read with that one.
    """
    if conn.parser and (ahead := conn.parser.unreader.buf.getvalue()):
        return bytes(ahead[: turns.PEEKED_BYTES])
    client: socket = conn.sock
    try:
        return client.recv(turns.PEEKED_BYTES, MSG_PEEK | MSG_DONTWAIT)
    except OSError:  # nothing there, or nobody: its thread will find out
        return b""


def _has_left(client: socket) -> bool:
    """Tell whether nobody waits for the answer: a page was left, or asked for again.

    Who only ended its sending, as some small programs do, looks the same.
    """
    hung_up = select.poll()
    hung_up.register(client, select.POLLRDHUP)
    return bool(hung_up.poll(0))
