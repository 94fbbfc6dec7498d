"""Countries by the names people write, in the languages of the countries themselves."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages

from alliances.files.countries import ISO_OF_EU, shipped_countries
from alliances.files.synonyms import plain

LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "hu"),
    *("ro", "bg", "el", "sv", "da", "fi", "et", "lv", "lt", "mt", "ga", "is", "nb"),
    *("sr", "sr_Latn", "mk", "sq", "bs", "tr", "uk", "ka", "hy", "ca"),
)
PRODUCT_LANGUAGES = ("en", "fr", "de", "sr", "sr_Latn")
"""The languages of the product's pages; Serbian in both its scripts."""
NAMES_FILE = Path(__file__).parents[2] / "fixtures" / "country_names.toml"
LETTERS = 3


def country_of(text: str) -> str:
    """Return the ISO code of a code or a name, "" where none is meant for certain.

    Two letters are a code, also EL and UK; three letters are ISO's alpha-3.
    """
    word = _compared(text)
    code = word.upper()
    code = ISO_OF_EU.get(code, code)
    return code if code in shipped_countries() else _codes_by_name().get(word, "")


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """Return the former, official and spoken names of countries that have such."""
    names = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({code: tuple(those) for code, those in names.items()})


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Return the names people look for: former, its own, and in our languages."""
    own = [
        str(Locale.parse(language).territories.get(code, ""))
        for language in get_official_languages(code)
        if localedata.exists(language)
    ]
    ours = [
        str(Locale.parse(language).territories.get(code, ""))
        for language in PRODUCT_LANGUAGES
    ]
    names = [*other_names().get(code, ()), *own, *ours]
    return tuple(dict.fromkeys(filter(None, names)))


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Return one code by each name; a name that means two countries means none."""
    found: dict[str, set[str]] = {}
    for name, code in _names():
        found.setdefault(_compared(name), set()).add(code)
    single = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    preferred = {
        _compared(name): code for code, names in other_names().items() for name in names
    }
    return MappingProxyType(single | preferred)


def _names() -> Iterator[tuple[str, str]]:
    """Yield each name and alpha-3 code of each country there is."""
    known = shipped_countries()
    for code, name in known.items():
        yield name, code
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in known:
                yield str(name), code
                yield str(name).replace("&", " and "), code
    for alias, meant in get_global("territory_aliases").items():
        if len(alias) == LETTERS and len(meant) == 1 and meant[0] in known:
            yield alias, meant[0]


def _compared(name: str) -> str:
    """Return a name as it is compared: "The Gambia" is "gambia"."""
    return plain(name).removeprefix("the ")
