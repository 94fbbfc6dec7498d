"""How amounts, dates, countries and lists are written in the reader's language."""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.enums import PartnerType
from alliances.phrases import either
from alliances.words import (
    ENGLISH,
    Order,
    alphabetical,
    locale,
    zoned_moment_words,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
EU_CODES = {"GR": "EL", "GB": "UK"}
"""The European Union writes ISO 3166-1 codes but for these two."""
Writer = Callable[[Decimal], str]
"""Writes the figures of one column, all in one form."""


def figure(number: int | Decimal) -> str:
    """Return a number as people write it: 2,000 or 12.5."""
    return _figure(number, get_language())


@lru_cache(maxsize=4096)
def _figure(number: int | Decimal, _language: str | None) -> str:
    """Write a number once for each language: pages repeat a few all the time."""
    return format_decimal(number, locale=locale())


def money(amount: Decimal, *, in_cents: bool = False) -> str:
    """Write an amount in EUR, with cents only where there are any, or all have them."""
    has_them = in_cents or has_cents([amount])
    return _money(str(amount), locale(), in_cents=has_them)


@lru_cache(maxsize=4096)
def _money(amount: str, where: Locale, *, in_cents: bool) -> str:
    """Write an amount once for each locale: a budget is read more than changed.

    By what it is written as: 0 equals -0.
    """
    is_english = where.language == ENGLISH
    with_cents = str(where.currency_formats["standard"].pattern)
    pattern = "¤#,##0.00" if is_english else with_cents
    if not in_cents:
        pattern = pattern.replace(".00", "")
    return format_currency(
        Decimal(amount), "EUR", pattern, where, currency_digits=False
    )


def has_cents(amounts: Iterable[Decimal | None]) -> bool:
    """Say whether any amount is no whole number of euros."""
    return any(each % 1 for each in amounts if each is not None)


def money_alike(*amounts: Decimal | None) -> Writer:
    """Return what writes the amounts of one column: all with cents where any has them.

    Figures that stand below each other are read by their last digit.
    """
    return partial(money, in_cents=has_cents(amounts))


def eu_code(code: str) -> str:
    """Return the code the European Union prints: EL and UK, else ISO's."""
    return EU_CODES.get(code, code)


def country_name(code: str) -> str:
    """Return a country's name in the reader's language, the code if there is none."""
    return _country_name(code, get_language())


@lru_cache(maxsize=4096)
def _country_name(code: str, _language: str | None) -> str:
    """Return the same once for each language: a map asks for a hundred."""
    return str(locale().territories.get(code, eu_code(code)))


def country_order(code: str) -> Order:
    """Return what sorts a country by its name as the reader's dictionaries do."""
    return alphabetical(country_name(code))


def country_names(codes: Iterable[str]) -> list[str]:
    """Return the names of countries in the order of the reader's dictionaries."""
    return [country_name(each) for each in sorted(codes, key=country_order)]


def months(allowed: Iterable[int]) -> str:
    """Write durations: "24 or 36 months"."""
    numbers = [str(each) for each in allowed]
    last = int(numbers[-1])
    return ngettext("%(list)s month", "%(list)s months", last) % {
        "list": either(numbers)
    }


def type_words(types: Iterable[str]) -> str:
    """Name types of partner as alternatives, in the order of the lists on the pages."""
    wanted = set(types)
    return either([str(each.label) for each in PartnerType if each in wanted])


def together(items: list[str]) -> str:
    """Join a list: "P1, P2 and P3"."""
    if len(items) < 2:  # noqa: PLR2004  # nothing to join
        return "".join(items)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(items[:-1]),
        "last": items[-1],
    }


FUNCTIONS = {
    "vet_provider": _lazy("vocational training"),
    "sector_expertise": _lazy("sector expertise"),
    "regulatory_function": _lazy("a regulatory body"),
    "labour_market": _lazy("the labour market"),
}
"""What the laws shipped ask for in each country."""


def function_words(name: str) -> str:
    """Name a function as a rulebook calls it, in the reader's language if known."""
    return str(FUNCTIONS.get(name, name.replace("_", " ")))


def deadline_words(moment: dt.datetime) -> str:
    """Write a moment with its zone: "26 February 2020, 17:00 Brussels time"."""
    return zoned_moment_words(moment.astimezone(BRUSSELS))
