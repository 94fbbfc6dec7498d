"""Texts that are unreadable in the database without the key of the site."""

import base64
import hashlib
import secrets
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.encoding import force_bytes

NONCE_BYTES = 12


def seal(text: str, *, purpose: bytes) -> str:
    """Return a text sealed for one purpose, by AES-256-GCM."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = key_of(settings.SECRET_KEY, purpose=purpose)
    return base64.b64encode(
        nonce + AESGCM(key).encrypt(nonce, text.encode(), None)
    ).decode()


def unseal(sealed: str, *, purpose: bytes) -> str:
    """Return what was sealed, by the key of the site or one of those before.

    InvalidTag where it was changed, sealed for another purpose, or its key is gone.
    """
    content = base64.b64decode(sealed)
    nonce, text = content[:NONCE_BYTES], content[NONCE_BYTES:]
    for key in keys_of_site():
        with suppress(InvalidTag):
            opened = AESGCM(key_of(key, purpose=purpose)).decrypt(nonce, text, None)
            return opened.decode()
    raise InvalidTag


def keys_of_site() -> tuple[str | bytes, ...]:
    """Return the key of the site, then those that may still open what they sealed."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def key_of(secret: str | bytes, *, purpose: bytes) -> bytes:
    """Return 256 bits for one purpose: no key serves two ciphers."""
    return hashlib.sha256(purpose + b":" + force_bytes(secret)).digest()
