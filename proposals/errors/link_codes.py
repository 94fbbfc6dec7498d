"""Refusals around the one-time code of an old link."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from eligibility.words import deadline_words
from proposals.errors import Refused


class NoCode(Refused):
    """What was typed has not the shape of a code; no try was counted."""

    field = "code"
    message = _lazy("Enter the eight figures of the code in the newest mail.")


class WrongCode(Refused):
    """It is not the code of the newest mail; the try was counted."""

    field = "code"
    message = _lazy("This is not the code of the newest mail.")


class CodeOver(Refused):
    """The code is used, too old, or was tried too often; or none was sent."""

    field = "code"
    message = _lazy("This code no longer works. Have a new one sent.")


class TooManyCodes(Refused):
    """A link gets so many codes an hour; `again` is when it gets another."""

    def __init__(self, again: dt.datetime) -> None:
        super().__init__(again)
        self.again = again
        self.message = _(
            "Many codes were sent for this link. Another can be sent from %(moment)s."
        ) % {"moment": deadline_words(again)}
