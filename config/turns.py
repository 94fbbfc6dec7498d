"""Whose request is answered first while every thread of the web server is busy.

In the last minutes before a deadline more pages may be asked for than a machine can
draw. Then looking around waits, and not what somebody loses the deadline by.
"""

import re

ALLIANCE = r"alliances/[0-9a-f-]{36}/"
PATIENCE = tuple(
    (re.compile(pattern.encode()), seconds)
    for pattern, seconds in (
        # The press itself. A healthy server that tells a proxy late that it lives would
        # be started anew just then; and files cost next to nothing.
        (rf"POST /{ALLIANCE}submit/[ ?]", 0.0),
        (r"GET /(?:health/|metrics[ ?]|static/)", 0.0),
        # What leads to the press, partners' answers too, and to its receipt.
        (rf"[A-Z]+ /{ALLIANCE}(?:check|submit)/[ ?]", 10.0),
        (r"[A-Z]+ /confirm/", 10.0),
        (r"[A-Z]+ /submissions/[^/ ?]+/[ ?]", 10.0),
        (r"[A-Z]+ /accounts/(?:login|second-factor/authenticate)/[ ?]", 10.0),
        # Whatever else writes.
        (r"(?:POST|PUT|PATCH|DELETE) ", 20.0),
    )
)
PATIENCE_OF_READS = 50.0
"""Seconds. The proxy gives a page up after 60 (`deployment/nginx.conf`)."""
PEEKED_BYTES = 128
"""As much of a request as its turn is told by."""


def patience(first_bytes: bytes) -> float:
    """Return how long a request lets those pass that come after it, in seconds."""
    for pattern, seconds in PATIENCE:
        if pattern.match(first_bytes):
            return seconds
    return PATIENCE_OF_READS


def gives_way(first_bytes: bytes) -> bool:
    """Tell whether it only looks, so that it need not be done for who has left."""
    return first_bytes.startswith((b"GET ", b"HEAD "))
