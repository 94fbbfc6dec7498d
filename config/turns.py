"""Whose request is answered first while every thread of the web server is busy.

In the last minutes before a deadline more pages may be asked for than a machine can
draw. Then looking around waits, and not what somebody loses the deadline by.
"""

import re

# What leads to a receipt, and what tells a monitor and a proxy that we live: a healthy
# server that answers them late would be started anew just then. Pages need their style.
FIRST = re.compile(
    rb"[A-Z]+ /(?:"
    rb"alliances/[0-9a-f-]{36}/(?:check|submit)/[ ?]"
    rb"|submissions/[^/ ?]+/[ ?]"
    rb"|accounts/(?:login|second-factor/authenticate)/[ ?]"
    rb"|health/|metrics[ ?]|static/)"
)
WRITES = re.compile(rb"(?:POST|PUT|PATCH|DELETE) ")
PEEKED_BYTES = 128
"""As much of a request as its turn is told by."""

PATIENCE_OF_WRITES = 5.0
PATIENCE_OF_READS = 50.0
"""Seconds somebody else may come later and still be answered before.

The proxy gives a page up after 60 (`deployment/nginx.conf`): nobody would read it.
"""


def patience(first_bytes: bytes) -> float:
    """Return how long a request lets those pass that come after it, in seconds."""
    if FIRST.match(first_bytes):
        return 0.0
    if WRITES.match(first_bytes):
        return PATIENCE_OF_WRITES
    return PATIENCE_OF_READS


def gives_way(first_bytes: bytes) -> bool:
    """Tell whether it only looks, so that it need not be done for who has left."""
    return first_bytes.startswith((b"GET ", b"HEAD "))
