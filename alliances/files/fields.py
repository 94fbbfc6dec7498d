"""The fields of a consortium file: each takes a JSON value and notes what is wrong."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from alliances.files.countries import ISO_OF_EU
from alliances.files.problems import Problems, did_you_mean, shown, zeros_dropped
from alliances.phrases import Figure, either

LONGEST_PROJECT = 1200
LONGEST_CODE = 3
"""Letters of a code for a country: no name is meant."""
LONGEST_ADDRESS = 254
"""Of an e-mail address that a mail can be sent to, and a column holds."""
GRANT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)
PIC = re.compile(r"[0-9]{9}", re.ASCII)
SHORT_PIC = re.compile(r"[0-9]{6,8}", re.ASCII)
LINE_BREAKS = re.compile(r"\s*[\t-\r\x1c-\x1f\x85\u2028\u2029]\s*")
UNPRINTABLE = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Reads single values; each answers with something harmless if it must refuse.

    `labels` are the words people use for our codes, where a file may hold them too.
    """

    problems: Problems
    countries: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)

    def text(self, where: str, value: object, *, longest: int) -> str:
        """Return text without outer blanks and line breaks; None is no text."""
        if value is None:
            return ""
        if not isinstance(value, str):
            return self._refuse(where, value, _("text in quotation marks"))
        text = value.strip()
        # First, since what follows is slow on megabytes.
        if len(text) > longest:
            what = _("%(count)s characters") % {"count": Figure(len(text))}
            expected = _("at most %(count)s characters") % {"count": Figure(longest)}
            self.problems.add(where, what, expected)
            return text[:longest]
        text = LINE_BREAKS.sub(" ", text)
        if any(unicodedata.category(each) in UNPRINTABLE for each in text):
            return self._refuse(where, value, _("text without control characters"))
        return text

    def required(self, where: str, value: object, *, longest: int) -> str:
        """Return text of which there must be some."""
        text = self.text(where, value, longest=longest)
        # Text that was refused for what it holds was there: one problem, not two.
        if value is None or (isinstance(value, str) and not value.strip()):
            return self._refuse(where, value, _("text that is not empty"))
        return text

    def word(self, where: str, value: object, known: Sequence[str]) -> str:
        """Return one of the known words."""
        if isinstance(value, str) and value in known:
            return value
        said = [self.labels.get(each, each) for each in known]
        expected = did_you_mean(either(said), self._meant(value, said))
        return self._refuse(where, value, expected)

    def country(self, where: str, value: object) -> str | None:
        """Return the ISO code of a country; EL and UK are taken, null is unknown."""
        if value is None:
            return None
        if isinstance(value, str):
            code = ISO_OF_EU.get(value, value)
            if code in self.countries:
                return code
        expected = (
            _("the name or code of a country, or nothing while unknown")
            if self.labels
            else _("a two-letter ISO code, EL, UK or XK, or nothing while unknown")
        )
        expected = did_you_mean(expected, self._country_meant(value))
        self._refuse(where, value, expected)
        return None

    def types(self, where: str, value: object, known: Sequence[str]) -> tuple[str, ...]:
        """Return the types: none while unknown, several while open between them."""
        if value is None:
            return ()
        if not isinstance(value, list):
            return (self.word(where, value, known),)
        if not value:
            expected = _("one type, a list of the types in question, or nothing")
            self.problems.add(where, _("an empty list"), expected)
        if len(value) > len(known):
            what = _("%(count)d types") % {"count": len(value)}
            self.problems.add(where, what, _("each type once"))
            return ()
        words = [self.word(where, each, known) for each in value]
        return tuple(dict.fromkeys(words))

    def pic(self, where: str, value: object) -> str | None:
        """Return a PIC of nine digits, or None where there is none."""
        if value is None or (isinstance(value, str) and PIC.fullmatch(value)):
            return value
        expected = _("exactly nine digits as text, or nothing")
        if isinstance(value, str) and SHORT_PIC.fullmatch(value):
            expected = zeros_dropped(expected)
        self._refuse(where, value, expected)
        return None

    def email(self, where: str, value: object) -> str:
        """Return an e-mail address, or nothing where there is none."""
        if value is None:
            return ""
        try:
            validate_email(str(value))
            MaxLengthValidator(LONGEST_ADDRESS)(str(value))
        except ValidationError:
            expected = _("one e-mail address, such as name@example.org, or nothing")
            return self._refuse(where, value, expected)
        return str(value)

    def months(self, where: str, value: object) -> int | None:
        """Return a duration in months, or None while open."""
        if value is None:
            return None
        # Booleans are integers to Python, not to people.
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and 1 <= value <= LONGEST_PROJECT
        ):
            return value
        expected = _("a whole number of months from 1 to %(most)d") % {
            "most": LONGEST_PROJECT
        }
        self._refuse(where, value, expected)
        return None

    def grant(self, where: str, value: object) -> Decimal | None:
        """Return an amount in EUR, or None while open; never from a float."""
        if value is None:
            return None
        if isinstance(value, str) and GRANT.fullmatch(value):
            return Decimal(value)
        expected = _('a decimal amount in EUR as text, such as "3900000.00"')
        self._refuse(where, value, expected)
        return None

    def _meant(self, value: object, said: Sequence[str]) -> str:
        if not isinstance(value, str):
            return ""
        words = {each.casefold(): each for each in said}
        word = self.problems.closest(value, words)
        return words[word] if word else ""

    def _country_meant(self, value: object) -> str:
        if not isinstance(value, str):
            return ""
        upper = value.strip().upper()
        if ISO_OF_EU.get(upper, upper) in self.countries:
            return upper
        if len(upper) <= LONGEST_CODE:
            return ""
        codes = {name.casefold(): code for code, name in self.countries.items()}
        name = self.problems.closest(value, codes)
        return codes[name] if name else ""

    def _refuse(self, where: str, value: object, expected: str) -> str:
        self.problems.add(where, shown(value), expected)
        return ""
