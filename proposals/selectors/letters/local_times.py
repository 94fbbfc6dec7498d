"""A moment where somebody is, for mails: no script runs there to say it."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.words import day_words
from eligibility.words import BRUSSELS, country_name
from proposals.models import Proposal

ZONES = {
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "GB": "Europe/London",
    "GE": "Asia/Tbilisi",
    "GR": "Europe/Athens",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
    "MD": "Europe/Chisinau",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv",
}
"""Countries around with clocks of their own, by that of the capital."""


def country_of(proposal: Proposal) -> str:
    """Return the country of a draft's applicant, empty without one: one query.

    Where people are is not known otherwise; who stands for a partner gets no such mail.
    """
    applicants = proposal.alliance.partnerships.filter(
        role=Role.APPLICANT, removed_at=None
    )
    return applicants.values_list("country", flat=True).first() or ""


def local_words(moment: dt.datetime, *, country: str) -> str:
    """Say a moment by the clocks of a country: "18:00 in Finland".

    Empty where these are the clocks of Brussels, or are not known. The day is named
    where it is another one.
    """
    if country not in ZONES:
        return ""
    here, there = (
        moment.astimezone(BRUSSELS),
        moment.astimezone(ZoneInfo(ZONES[country])),
    )
    about = {
        "day": day_words(there.date()),
        "time": f"{there:%H:%M}",
        "country": country_name(country),
    }
    if here.date() == there.date():
        return _("That is %(time)s in %(country)s.") % about
    return _("That is %(day)s, %(time)s in %(country)s.") % about
