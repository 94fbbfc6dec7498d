"""Links that mute one kind of mails of one person, and can do nothing else.

They work without a sign-in, as long as the mail is kept: the signature is the
permission.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

PERSON, QUESTION = "person", "question"
"""Whose mails: those of an account, or the reminders of one question to a partner."""


def signature_of(scope: str, key: int, kind: str) -> str:
    """Return what makes a link valid: 64 characters, so logs mask it."""
    said = f"{scope}:{key}:{kind}"
    return salted_hmac("mute-link", said, algorithm="sha256").hexdigest()


def is_signed(scope: str, key: int, kind: str, signature: str) -> bool:
    """Say whether a signature is ours, in the same time whatever it says."""
    return constant_time_compare(signature_of(scope, key, kind), signature)
