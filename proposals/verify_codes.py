"""The code of a submission: with it anybody may check what was received.

It is derived under the key of the site and nowhere stored, so a pack that prints it is
the same whenever it is drawn. Whoever can read the database cannot make one.
"""

import base64
from hmac import compare_digest

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "proposals.verify"
BYTES, GROUP = 10, 4
"""80 bits are not guessed at any rate a door allows; four letters are read at once."""

TYPED = str.maketrans({"0": "O", "1": "I", "8": "B", " ": None, "-": None})
"""What people type for letters that look so; the alphabet lacks these figures."""


def verify_code(*, number: str, sha256: str) -> str:
    """Return the code of a submission: sixteen letters and figures, in capitals."""
    return _code(number, sha256, settings.SECRET_KEY)


def grouped_code(code: str) -> str:
    """Write a code as papers print it, in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def is_code_of(typed: str, *, number: str, sha256: str) -> bool:
    """Say whether somebody typed the code, also one from before the key was changed.

    Takes as long for a wrong code as for the right one.
    """
    given = typed.translate(TYPED).upper().encode()
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    codes = [_code(number, sha256, key).encode() for key in keys]
    matches = [compare_digest(given, each) for each in codes]
    return True in matches


def _code(number: str, sha256: str, key: str | bytes) -> str:
    told = salted_hmac(SALT, f"{number}:{sha256}", secret=key, algorithm="sha256")
    return base64.b32encode(told.digest()[:BYTES]).decode()
