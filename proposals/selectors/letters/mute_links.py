"""Links that mute one kind of mails of one person, and can do nothing else.

They work without a sign-in, as long as the mail is kept: the signature is the
permission.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from alliances.sealing import keys_of_site

PERSON, QUESTION = "person", "question"
"""Whose mails: those of an account, or the reminders of one question to a partner."""


def signature_of(scope: str, key: int, kind: str) -> str:
    """Return what makes a link valid: 64 characters, so logs mask it."""
    return _signed(f"{scope}:{key}:{kind}", settings.SECRET_KEY)


def is_signed(scope: str, key: int, kind: str, signature: str) -> bool:
    """Say whether a signature is ours, also one from before the key was changed.

    Takes as long whatever it says.
    """
    said = f"{scope}:{key}:{kind}"
    ours = [_signed(said, each) for each in keys_of_site()]
    return True in [constant_time_compare(each, signature) for each in ours]


def _signed(said: str, secret: str | bytes) -> str:
    told = salted_hmac("mute-link", said, secret=secret, algorithm="sha256")
    return told.hexdigest()
