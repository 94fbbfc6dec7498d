"""What was erased, in words: for the command that does it and for its record."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _lazy

from alliances.words import within
from proposals.selectors.letters.letter_kinds import BY_NAME

LOG, REPORTS, SESSIONS, LATE = "log", "reports", "sessions", "late-texts"
CONTACTS, REPRESENTATIVES = "contacts", "representatives"
OTHERS = {
    LOG: _lazy("names in logs"),
    REPORTS: _lazy("reports of rules"),
    SESSIONS: _lazy("sessions, with machine and browser"),
    CONTACTS: _lazy("contact persons in Part A"),
    REPRESENTATIVES: _lazy("legal representatives in Part A"),
    LATE: _lazy("texts sent after the close"),
}
"""What is counted besides letters."""


def sort_words(sort: str) -> str:
    """Return what a sort is called that an erasure counts."""
    if sort in OTHERS:
        return str(OTHERS[sort])
    plural = str(BY_NAME[sort].plural)
    return within(plural[0]) + plural[1:]


def erased_words(counts: Mapping[str, int]) -> str:
    """Return what an erasure took away, "names in logs 3, …"; sorts of 0 are left out.

    A sort of earlier versions, which nothing counts any more, keeps its name.
    """
    known = OTHERS.keys() | BY_NAME.keys()
    said = [
        f"{sort_words(sort) if sort in known else sort} {number}"
        for sort, number in counts.items()
        if number
    ]
    return ", ".join(said)
