"""What stands above every page of one alliance, and how a deadline is counted down."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances import words
from alliances.models import Alliance, Call, Lot, ProjectType
from alliances.words import day_words, zoned_words
from eligibility.words import BRUSSELS
from proposals.models import Proposal

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The band above a page of one alliance."""

    public_id: uuid.UUID
    """For the links back to the workspace."""
    acronym: str
    title: str
    call: str
    """The call as people name it: "Call 2020"."""
    place: str
    """Lot and project type in one line."""
    closes: str
    """The countdown in words."""
    deadline: str
    """The deadline itself, with weekday and zone."""
    deadline_iso: str
    """The same for machines."""
    is_open: bool
    """Whether the deadline lies ahead; says nothing about taking submissions."""
    is_archived: bool
    """Whether it was put away; everything still works."""
    is_partial: bool = False
    """Whether the reader sees the part of one partner only, and no workspace."""
    is_closed: bool = False
    """Whether nobody writes the draft any more: its call took submissions, once."""


def masthead_of(proposal: Proposal, *, now: dt.datetime) -> Masthead:
    """Return the band for a proposal whose alliance, call and Lot are loaded."""
    alliance = proposal.alliance
    deadline = alliance.call.deadline
    return Masthead(
        public_id=alliance.public_id,
        acronym=alliance.acronym,
        title=alliance.title,
        call=call_words(alliance.call),
        place=lot_line(alliance),
        closes=countdown(deadline, now=now),
        deadline=weekday_words(deadline),
        deadline_iso=deadline.astimezone(BRUSSELS).isoformat(timespec="minutes"),
        is_open=now < deadline,
        is_archived=alliance.archived_at is not None,
        is_closed=alliance.call.takes_submissions and now >= deadline,
    )


def call_words(call: Call) -> str:
    """Name a call as people do: by its year, or by its title where it has none."""
    if call.code.isdecimal():
        return _("Call %(code)s") % {"code": call.code}
    return words.own_words(call.title)


def lot_line(alliance: Alliance) -> str:
    """Name Lot and project type: "Lot 2 · Blueprint"."""
    return lot_words(alliance.lot, alliance.project_type)


def lot_words(lot: Lot, kind: ProjectType) -> str:
    """Name both, for pages that name them once for all their alliances."""
    number = _("Lot %(number)d") % {"number": lot.number} if lot.number else ""
    return " · ".join(filter(None, [number, str(kind)]))


def countdown(deadline: dt.datetime, *, now: dt.datetime) -> str:
    """Say how long a call stays open, or that it is over."""
    # In UTC, or the night the clocks change counts as a whole day.
    left = deadline.astimezone(dt.UTC) - now
    if left <= dt.timedelta():
        return _("Closed")
    return _("Closes in %(time)s") % {"time": _duration(left)}


def _duration(left: dt.timedelta) -> str:
    """Say a time left, the finer the shorter it is; never more than there is."""
    days, hours = left // DAY, left % DAY // HOUR
    minutes = left % HOUR // MINUTE
    if left >= 2 * DAY:
        return _days(days)
    if left >= DAY:
        return f"{_days(days)} {_hours(hours)}" if hours else _days(days)
    if left >= HOUR:
        return f"{_hours(hours)} {_minutes(minutes)}" if minutes else _hours(hours)
    return _minutes(minutes) if minutes else _("less than a minute")


def _days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}


def _minutes(number: int) -> str:
    words = ngettext("%(number)d minute", "%(number)d minutes", number)
    return words % {"number": number}


def weekday_words(moment: dt.datetime) -> str:
    """Write a moment with its weekday: "Wed 26 Feb 2020, 17:00 Brussels time"."""
    local = moment.astimezone(BRUSSELS)
    return zoned_words(words.weekday_words(local), f"{local:%H:%M}")


def second_words(moment: dt.datetime) -> str:
    """Write a moment to the second: "24 February 2020, 17:41:08 Brussels time"."""
    local = moment.astimezone(BRUSSELS)
    return zoned_words(day_words(local.date()), f"{local:%H:%M:%S}")
