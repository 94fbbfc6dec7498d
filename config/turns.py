"""Whose request is answered first while every thread of the web server is busy.

In the last minutes before a deadline more pages may be asked for than a machine can
draw. Then looking around waits, and not what somebody loses the deadline by.
"""

import math
import re

ALLIANCE = r"alliances/[0-9a-f-]{36}/"
FACTOR = "second-factor/(?:authenticate|webauthn/login)"
PATIENCE = tuple(
    (re.compile(pattern.encode()), seconds)
    for pattern, seconds in (
        # The press itself. A healthy server that says late that it lives is taken for a
        # broken one just then; and files cost next to nothing.
        (rf"POST /{ALLIANCE}submit/[ ?]", 0.0),
        (r"(?:GET|HEAD) /(?:health/|metrics[ ?]|static/)", 0.0),
        # What leads to the press, partners' answers too, and to its receipt.
        (rf"[A-Z]+ /{ALLIANCE}(?:check|submit)/[ ?]", 10.0),
        (r"[A-Z]+ /confirm/", 10.0),
        (r"[A-Z]+ /submissions/[^/ ?]+/[ ?]", 10.0),
        (rf"[A-Z]+ /accounts/(?:login|{FACTOR})/[ ?]", 10.0),
        # Whatever else writes.
        (r"(?:POST|PUT|PATCH|DELETE) ", 20.0),
    )
)
PATIENCE_OF_READS = 50.0
"""Seconds. The proxy gives a page up after 60 (`deployment/nginx.conf`)."""
SOON = 0.1
"""Seconds that a page waits for a thread at most while the server keeps up."""
PEEKED_BYTES = 128
"""As much of a request as its turn is told by."""


def patience(first_bytes: bytes) -> float:
    """Return how long a request lets those pass that come after it, in seconds."""
    for pattern, seconds in PATIENCE:
        if pattern.match(first_bytes):
            return seconds
    return PATIENCE_OF_READS


def answered_for(first_bytes: bytes) -> float:
    """Return for how many seconds it is answered even if nobody waits any more.

    A form and a sign of life always are. A page is while it hardly waited: nothing is
    won then, and who has ended its sending may still read.
    """
    only_looks = first_bytes.startswith((b"GET ", b"HEAD "))
    return SOON if only_looks and patience(first_bytes) else math.inf
