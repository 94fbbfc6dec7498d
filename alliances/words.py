"""How days, numbers and our own words are written in the reader's language."""

import datetime as dt

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, gettext

ENGLISH = "en"
"""Written as Europe writes it, day first; CLDR's own English is American."""


def locale() -> Locale:
    """Return the reader's locale, English where it is not known."""
    try:
        return Locale.parse(get_language() or ENGLISH, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(ENGLISH)


def own_words(text: str) -> str:
    """Return a title or note of our data files in the reader's language.

    What an administrator wrote anew has no translation and stays as it is.
    """
    return gettext(text) if text else ""


def day_words(day: dt.date) -> str:
    """Write a day: "26 February 2020"."""
    return _day(day, "d MMMM y", "long")


def short_day_words(day: dt.date) -> str:
    """Write a day as a table has room for: "26 Feb 2020"."""
    return _day(day, "d MMM y", "medium")


def moment_words(local: dt.datetime) -> str:
    """Write a moment as the clocks where it is local show it."""
    return f"{day_words(local)}, {local:%H:%M}"


def short_moment_words(local: dt.datetime) -> str:
    """Write a moment as a table has room for: "26 Feb 2020, 17:00"."""
    return f"{short_day_words(local)}, {local:%H:%M}"


def day_of_year_words(day: dt.date) -> str:
    """Write a day of this year: "26 Feb"."""
    return _by_skeleton(day, "d MMM", "MMMd")


def weekday_words(day: dt.date) -> str:
    """Write a day with its weekday: "Wed 26 Feb 2020"."""
    return _by_skeleton(day, "EEE d MMM y", "yMMMEd")


def _day(day: dt.date, english: str, elsewhere: str) -> str:
    where = locale()
    form = english if where.language == ENGLISH else elsewhere
    return format_date(day, form, locale=where)


def _by_skeleton(day: dt.date, english: str, elsewhere: str) -> str:
    where = locale()
    if where.language == ENGLISH:
        return format_date(day, english, locale=where)
    return format_skeleton(elsewhere, day, locale=where)
