"""How each part is said to work, for everybody: what it means for who reads."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from eligibility.words import deadline_words
from proposals.selectors.administrators.service_facts import Facts, present_facts
from proposals.selectors.administrators.service_state import (
    Cause,
    Level,
    PartState,
    ServicePart,
    mails_state,
    packs_state,
)

NAMES: dict[ServicePart, Promise] = {
    ServicePart.PAGES: _lazy("Pages, saving and search"),
    ServicePart.SUBMITTING: _lazy("Submitting and withdrawing"),
    ServicePart.PACKS: _lazy("Application packs, mandates and declarations (PDF)"),
    ServicePart.MAILS: _lazy("Mails"),
}
LEVELS: dict[Level, Promise] = {
    Level.WORKS: _lazy("Works"),
    Level.SLOW: _lazy("Slow"),
    Level.AWAY: _lazy("Does not work now"),
}
UNKNOWN, PAUSED = _lazy("Not known now"), _lazy("Paused for now")
MARKS = {Level.WORKS: "met", Level.SLOW: "unknown", Level.AWAY: "not-met"}
WORKING: dict[ServicePart, Promise] = {
    ServicePart.PAGES: _lazy("Everything can be read and changed."),
    ServicePart.SUBMITTING: _lazy(
        "A submission counts from the moment it is received. It waits for no PDF and no"
        " mail."
    ),
    ServicePart.PACKS: _lazy("A pack is ready as a rule in under a minute."),
    ServicePart.MAILS: _lazy("Invitations and notices go out within a minute."),
}
TROUBLES: dict[tuple[ServicePart, Cause], Promise] = {
    (ServicePart.PAGES, Cause.DATABASE): _lazy(
        "Pages cannot be shown and nothing can be saved. What was saved before is safe."
        " Answers that you typed wait on your computer until they are saved: leave such"
        " pages open."
    ),
    (ServicePart.SUBMITTING, Cause.DATABASE): _lazy(
        "Nothing can be submitted or withdrawn. What was submitted before stays"
        " submitted."
    ),
    (ServicePart.PAGES, Cause.READ_ONLY): _lazy(
        "Everything can be read. Nothing can be changed until this is over."
    ),
    (ServicePart.SUBMITTING, Cause.READ_ONLY): _lazy(
        "Nothing can be submitted or withdrawn until this is over. What was submitted"
        " before stays submitted."
    ),
    (ServicePart.PAGES, Cause.DISK): _lazy(
        "Everything can be read and changed. Room for files is scarce, so a large file"
        " may be refused."
    ),
    (ServicePart.PACKS, Cause.READ_ONLY): _lazy(
        "No PDF is drawn until this is over. What was asked for is kept and drawn by"
        " itself then."
    ),
    (ServicePart.MAILS, Cause.READ_ONLY): _lazy(
        "No invitation and no notice goes out until this is over. Each is kept and goes"
        " out by itself then."
    ),
    (ServicePart.PACKS, Cause.SILENT): _lazy(
        "No PDF is drawn now. What you ask for is kept and drawn by itself as soon as"
        " this works again. Submitting works without it."
    ),
    (ServicePart.PACKS, Cause.BACKLOG): _lazy(
        "More is asked for than can be drawn at once. Each PDF is drawn by itself when"
        " it is its turn. Submitting works without it."
    ),
    (ServicePart.MAILS, Cause.SILENT): _lazy(
        "No invitation and no notice goes out now. Each is kept and goes out by itself"
        " as soon as this works again."
    ),
    (ServicePart.MAILS, Cause.BACKLOG): _lazy(
        "Invitations and notices go out later than usual, each by itself."
    ),
    (ServicePart.MAILS, Cause.REFUSED): _lazy(
        "The mail server takes no mails now. Each waits and goes out by itself once it"
        " answers, those about an account while they are of use. One of the others that"
        " it refused three times is marked as failed where it was sent from, and can be"
        " sent again there."
    ),
}
NOT_KNOWN = _lazy("It cannot be measured while the database does not answer.")


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part as a page tells of it."""

    name: str
    mark: str
    """The icon: met, unknown or not-met."""
    state: str
    since: str
    """Since when it is so; empty where it works or nobody knows."""
    meaning: str
    """What it means for who reads."""
    waiting: str
    """How many wait; empty where that is usual."""


@dataclass(frozen=True, slots=True)
class PartNotice:
    """What a page tells about a part it needs; of the shape of `_standing.html`."""

    title: str
    text: str
    reason: str = ""
    is_explained: bool = True
    """Whether the page of all parts says more."""


def part_line(state: PartState) -> PartLine:
    """Return one part in the reader's language."""
    mark, words = MARKS[state.level], LEVELS[state.level]
    if state.cause is Cause.UNKNOWN:
        mark, words = "none", UNKNOWN
    elif state.cause is Cause.READ_ONLY:
        # Somebody wanted it so: nothing is broken.
        mark, words = "unknown", PAUSED
    return PartLine(
        name=str(NAMES[state.part]),
        mark=mark,
        state=str(words),
        since=since_words(state.since) if state.since else "",
        meaning=_meaning(state),
        waiting=_waiting_words(state),
    )


def mails_notice() -> PartNotice | None:
    """Say that mails are late where people send them; nothing while they are not."""
    state = _trouble(mails_state)
    if state is None:
        return None
    is_slow = state.level is Level.SLOW
    title = _("Mails go out later") if is_slow else _("No mails go out now")
    return PartNotice(title=title, text=_meaning(state))


def drawing_notice() -> PartNotice | None:
    """Say that nothing is drawn where people wait for it; nothing while it is."""
    state = _trouble(packs_state)
    if state is None:
        return None
    return PartNotice(title=str(NAMES[state.part]), text=_meaning(state))


def _trouble(state_of: Callable[[Facts], PartState]) -> PartState | None:
    """Return how a part is that does not work, unless that stands above every page."""
    facts = present_facts()
    if facts is None:
        return None
    state = state_of(facts)
    is_fine = state.level is Level.WORKS or state.cause is Cause.READ_ONLY
    return None if is_fine else state


def since_words(moment: dt.datetime) -> str:
    """Say since when, as clocks in Brussels show it."""
    return _("since %(moment)s") % {"moment": deadline_words(moment)}


def _meaning(state: PartState) -> str:
    if state.cause is Cause.NONE:
        return str(WORKING[state.part])
    return str(TROUBLES.get((state.part, state.cause), NOT_KNOWN))


def _waiting_words(state: PartState) -> str:
    if state.level is Level.WORKS or not state.waiting:
        return ""
    number = {"number": state.waiting}
    if state.part is ServicePart.MAILS:
        words = ngettext(
            "%(number)d mail waits.", "%(number)d mails wait.", state.waiting
        )
    else:
        words = ngettext(
            "%(number)d document waits.", "%(number)d documents wait.", state.waiting
        )
    return words % number
