"""Refusals around the answers to the form."""

from django.utils.translation import gettext_lazy as _

from proposals.errors import Refused


class QuestionNotAsked(Refused):
    """The form of this draft does not ask this, or not of this partner."""

    message = _("This question is not asked here.")


class TextEndless(Refused):
    """A text beyond what any answer may hold; the browser keeps it."""

    message = _("This text is longer than 40,000 characters, so it was not saved.")


class VersionGone(Refused):
    """The history of an answer has no such version."""

    message = _("This version is not in the history of the answer.")


class Unreadable(Refused):
    """What a form sent is not of its shape; the sentence says what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
