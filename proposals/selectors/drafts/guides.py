"""Guides: one page for each role, with the deadlines of the calls that are open."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import Call
from alliances.words import own_words
from proposals.selectors.drafts.masthead import weekday_words


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A guide among the others."""

    role: str
    """The role as the address names it."""
    title: str | Promise
    about: str | Promise
    """Who reads it, in a few words."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that takes applications now."""

    title: str
    deadline: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What a guide shows besides its own words."""

    title: str | Promise
    others: tuple[GuideLink, ...]
    calls: tuple[OpenCall, ...]
    """The next deadline first."""


GUIDES = (
    GuideLink(
        "coordinator",
        _("For coordinators"),
        _("You put a consortium together and submit its application."),
    ),
    GuideLink("partner", _("For partners"), _("You were asked whether you take part.")),
    GuideLink(
        "colleague",
        _("For colleagues"),
        _("You write or read an application that somebody else submits."),
    ),
    GuideLink(
        "administrator",
        _("For administrators"),
        _("You look after data, rules and people."),
    ),
)


def guide_page(role: str, *, now: dt.datetime) -> GuidePage | None:
    """Return the guide for a role; None where there is none. One query."""
    own = next((each for each in GUIDES if each.role == role), None)
    if own is None:
        return None
    return GuidePage(
        title=own.title,
        others=tuple(each for each in GUIDES if each is not own),
        calls=tuple(_open_calls(now)),
    )


def _open_calls(now: dt.datetime) -> list[OpenCall]:
    rows = Call.objects.filter(takes_submissions=True, deadline__gt=now)
    return [
        OpenCall(own_words(each.title), weekday_words(each.deadline))
        for each in rows.order_by("deadline")
        if each.is_open_at(now)
    ]
