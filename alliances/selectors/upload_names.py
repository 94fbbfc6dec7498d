"""What an upload is called: its file, or what it was made of where there was none."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

OPENING, CLOSING = gettext_noop("opening the call"), gettext_noop("closing the call")
LATER_DEADLINE = gettext_noop("A later deadline")
EDITION, VERSION = "edition %d", "version %d"
"""Stored in English, as everything that others read later."""
EARLIER = re.compile(r"(?P<what>edition|version) (?P<version>[0-9]{1,9})")


def upload_name(stored: str) -> str:
    """Return the name of a file as it is, and other words in the reader's language."""
    found = EARLIER.fullmatch(stored)
    if found is None:
        return _(stored) if stored in {OPENING, CLOSING, LATER_DEADLINE} else stored
    number = {"version": int(found["version"])}
    if found["what"] == "edition":
        return _("edition %(version)d") % number
    return _("version %(version)d") % number
