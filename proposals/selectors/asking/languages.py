"""The language a contact was asked in, for its page and its mails."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

FILES = "en"
"""What files say that are sent out and come back, whoever reads or sends them."""


def spoken(language: str) -> AbstractContextManager[None]:
    """Speak a language as long as the context lasts.

    One that was never chosen, or that the product has no more, is its first.
    """
    known = dict(settings.LANGUAGES)
    chosen = language if language in known else settings.LANGUAGE_CODE
    return translation.override(chosen)
