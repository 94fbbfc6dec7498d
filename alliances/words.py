"""How days, numbers and our own words are written in the reader's language."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from django.utils.translation import get_language, gettext, gettext_noop

ENGLISH = "en"
"""Written as Europe writes it, day first; CLDR's own English is American."""
GERMAN = "de"
"""Nouns have capitals, wherever they stand."""
BEHIND_NOUNS = ("und ", "oder ", "des ", "eines ")
"""How German labels of ours go on whose first word is a noun."""
SERBIAN = "sr"
"""A month in a date is in the genitive, for which CLDR has no names."""

SHIPPED = gettext_noop("Shipped with the product")
"""The reason of what nobody published: it came with the product."""

NUMBER = re.compile(r"(?<!\d)(\d+\.?) (?=[^\W\d])")
"""Of a day, before the name of its month."""
LETTERS = re.compile("lj|nj|dž|.", re.DOTALL)
"""Of Serbian in Latin letters, where two signs may be one letter."""
LATIN = "abcčćddžđefghijklljmnnjopqrsštuvwxyzž"
CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
Order = tuple[tuple[bool, int | str], ...]
"""What texts are sorted by: whether each sign is a letter, and its place."""


def locale() -> Locale:
    """Return the reader's locale, English where it is not known."""
    return _locale(get_language() or ENGLISH)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """Return the same once for each language: pages ask for every name of a country."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(ENGLISH)


def own_words(text: str) -> str:
    """Return a title or note of our data files in the reader's language.

    What an administrator wrote anew has no translation and stays as it is.
    """
    return gettext(text) if text else ""


def country_words(code: str, listed: str) -> str:
    """Return the name of a country in the reader's language, in English as listed."""
    where = locale()
    if where.language == ENGLISH:
        return listed
    return str(where.territories.get(code, listed))


def within(label: str) -> str:
    """Write a label of ours as within a sentence, in small letters: "full partner".

    German keeps the capital of a noun, not that of the word before it: "assoziierter
    Partner", "Verbreitung und Nutzung", "Ansprechperson des Partners".
    """
    if locale().language != GERMAN:
        return label.lower()
    first, space, rest = label.partition(" ")
    is_noun = not rest or rest.startswith(BEHIND_NOUNS)
    return label if is_noun else first.lower() + space + rest


def alphabetical(text: str) -> Order:
    """Return what sorts a text as the reader's dictionaries do.

    Österreich stands under O; Serbian letters have an order of their own, in which the
    Latin lj, nj and dž are one letter each.
    """
    where = locale()
    return _alphabetical(text, where.language, where.script)


@lru_cache(maxsize=4096)
def _alphabetical(text: str, language: str, script: str | None) -> Order:
    """Return the same once for each text: every page sorts the names of countries."""
    if language == SERBIAN:
        letters = LETTERS.findall(LATIN if script == "Latn" else CYRILLIC)
        return tuple(
            (True, letters.index(each)) if each in letters else (False, each)
            for each in LETTERS.findall(text.casefold())
        )
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = [each for each in plain if not unicodedata.combining(each)]
    return tuple((each.isalpha(), each) for each in kept)


def day_words(day: dt.date) -> str:
    """Write a day: "26 February 2020".

    A Serbian year ends with a dot, which is also that of the sentence; before another
    sign a translation writes "године" after it.
    """
    return _day(day, "d MMMM y", "long")


def short_day_words(day: dt.date) -> str:
    """Write a day as a table has room for: "26 Feb 2020"."""
    return _day(day, "d MMM y", "medium")


def moment_words(local: dt.datetime) -> str:
    """Write a moment as the clocks where it is local show it."""
    return _at(day_words(local), local)


def short_moment_words(local: dt.datetime) -> str:
    """Write a moment as a table has room for: "26 Feb 2020, 17:00"."""
    return _at(short_day_words(local), local)


def day_of_year_words(day: dt.date) -> str:
    """Write a day of this year: "26 Feb"."""
    return _by_skeleton(day, "d MMM", "MMMd")


def weekday_words(day: dt.date) -> str:
    """Write a day with its weekday: "Wed 26 Feb 2020"."""
    return _by_skeleton(day, "EEE d MMM y", "yMMMEd")


def zoned_moment_words(local: dt.datetime) -> str:
    """Write a moment in Brussels: "26 February 2020, 17:00 Brussels time"."""
    return zoned_words(day_words(local), f"{local:%H:%M}")


def zoned_words(day: str, time: str) -> str:
    """Write a day and a time, both of Brussels, with that zone."""
    return gettext("%(day)s, %(time)s Brussels time") % {"day": day, "time": time}


def _at(day: str, local: dt.datetime) -> str:
    return gettext("%(day)s, %(time)s") % {"day": day, "time": f"{local:%H:%M}"}


def _day(day: dt.date, english: str, elsewhere: str) -> str:
    # One moment may be of two days, as clocks go: what is kept is kept by the day.
    bare = dt.date(day.year, day.month, day.day)
    return _written(bare, english, elsewhere, locale())


@lru_cache(maxsize=4096)
def _written(day: dt.date, english: str, elsewhere: str, where: Locale) -> str:
    """Return the same once for each day: what is listed changed on few of them."""
    if where.language == ENGLISH:
        return format_date(day, english, locale=where)
    if where.language == SERBIAN and elsewhere == "long":
        return _bound(f"{day.day}. {_genitive(day.month, where)} {day.year}.")
    return _bound(format_date(day, elsewhere, locale=where))


def _by_skeleton(day: dt.date, english: str, elsewhere: str) -> str:
    bare = dt.date(day.year, day.month, day.day)
    return _by_parts(bare, english, elsewhere, locale())


@lru_cache(maxsize=4096)
def _by_parts(day: dt.date, english: str, elsewhere: str, where: Locale) -> str:
    """Return the same once for each day: fifty partners were asked on one or two."""
    if where.language == ENGLISH:
        return format_date(day, english, locale=where)
    return _bound(format_skeleton(elsewhere, day, locale=where))


def _bound(day: str) -> str:
    """Keep the number of a day with its month: "26." ends a sentence, not a line."""
    return NUMBER.sub("\\1\N{NO-BREAK SPACE}", day, count=1)


def _genitive(month: int, where: Locale) -> str:
    """Return "septembra" for "septembar", "maja" for "maj", in either letters."""
    name = str(get_month_names("wide", locale=where)[month])
    last = "a" if name.isascii() else "а"  # noqa: RUF001  # Serbian
    stem = f"{name[:-2]}{name[-1]}" if name[-3] in "bб" else name  # noqa: RUF001  # Serbian
    return f"{stem}{last}"
