"""Passwords that cost a test nothing."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class OneRound(PBKDF2PasswordHasher):
    """Hashes as production does, but once."""

    iterations = 1
