"""The page that tells which parts work, and what administrators see besides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.enums import Part
from proposals.selectors.administrators.service_facts import KEPT_SECONDS, Facts
from proposals.selectors.administrators.service_state import (
    Cause,
    Level,
    PartState,
    states,
)
from proposals.selectors.administrators.service_words import PartLine, part_line
from proposals.selectors.drafts.masthead import second_words


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Which parts work."""

    heading: str
    """The whole in one sentence."""
    parts: tuple[PartLine, ...]
    measured: str
    """When that was found, to the second."""
    kept_seconds: int
    """How often it is measured at most."""
    is_measured: bool
    """Whether the database answered; else little can be said."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One part with its figures, as administrators see it."""

    name: str
    words: str


def service_page(facts: Facts | None) -> ServicePage:
    """Return the page from what was measured; None: the database is away."""
    found = states(facts)
    return ServicePage(
        heading=_heading(found)
        if facts
        else _("The service is not available just now"),
        parts=tuple([part_line(each) for each in found]),
        measured=second_words(facts.at if facts else timezone.now()),
        kept_seconds=KEPT_SECONDS,
        is_measured=facts is not None,
    )


def installation(facts: Facts | None) -> tuple[Fact, ...]:
    """Return what was measured of each part, for who looks after them."""
    if facts is None:
        return ()
    answers = _("It answers") if facts.queue_answers else _("It does not answer")
    free = {
        "size": filesizeformat(facts.free_bytes),
        "share": int(facts.free_share * 100),
    }
    return (
        *[Fact(str(each.label), _life(each, facts)) for each in Part],
        Fact(_("Queue"), answers),
        Fact(
            _("Room for files"),
            _("%(size)s are free, %(share)d %% of the disk") % free,
        ),
    )


def _life(part: Part, facts: Facts) -> str:
    seen, trouble = facts.seen.get(part), facts.troubles.get(part)
    words = (
        _("Last worked on %(moment)s.") % {"moment": second_words(seen)}
        if seen
        else _("Never seen working.")
    )
    if trouble is None:
        return words
    failed = ngettext(
        "Failed %(number)d time since, last on %(moment)s.",
        "Failed %(number)d times since, last on %(moment)s.",
        trouble.failures,
    ) % {"number": trouble.failures, "moment": second_words(trouble.last)}
    return f"{words} {failed}"


def _heading(found: Sequence[PartState]) -> str:
    levels = {each.level for each in found}
    if Cause.READ_ONLY in {each.cause for each in found}:
        return _("Read-only for now")
    if Level.AWAY in levels:
        return _("A part of the service does not work now")
    if Level.SLOW in levels:
        return _("The service works, a part of it slowly")
    return _("Everything works")
