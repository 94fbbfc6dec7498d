"""The page that tells which parts work, and what administrators see besides."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.selectors.masthead import second_words
from proposals.selectors.service_facts import KEPT_SECONDS, Facts
from proposals.selectors.service_state import Level, states
from proposals.selectors.service_words import PartLine, part_line


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


def service_page(facts: Facts | None) -> ServicePage:
    """Return the page from what was measured; None: the database is away."""
    found = states(facts)
    levels = {each.level for each in found} if facts else set()
    return ServicePage(
        heading=_heading(levels)
        if facts
        else _("The service is not available just now"),
        parts=tuple([part_line(each) for each in found]),
        measured=second_words(facts.at if facts else timezone.now()),
        kept_seconds=KEPT_SECONDS,
        is_measured=facts is not None,
    )


def _heading(levels: set[Level]) -> str:
    if not levels:
        return _("The service is not available just now")
    if Level.AWAY in levels:
        return _("A part of the service does not work now")
    if Level.SLOW in levels:
        return _("The service works, a part of it slowly")
    return _("Everything works")
