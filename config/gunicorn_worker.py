"""gunicorn's worker with threads, which notes when a request reaches the machine.

A request waits for a thread while all are busy, in the hour before a deadline for
seconds. gunicorn calls the application only then, so a clock inside of it is late.
"""

import datetime as dt
import errno
import selectors
import struct
import time
from functools import partial
from socket import SO_RCVTIMEO, SOL_SOCKET, socket

from gunicorn.workers.gthread import TConn, ThreadWorker

from config.arrival import note_arrival

SILENT_SECONDS = 5
SILENCE = struct.pack("ll", SILENT_SECONDS, 0)
"""How long a thread waits for the rest of a request, as Linux is told it."""
BUSY = frozenset({errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK})


class NotingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn publishes no types
    """Notes when the first bytes of each request can be read."""

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
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        """Handle a request in a thread that knows when it arrived."""
        note_arrival(conn.arrived_at)
        try:
            return super().handle(conn)
        finally:
            note_arrival(None)
