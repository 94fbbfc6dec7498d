"""Small parts of a text in the reader's language: colons, choices and counts."""

from collections.abc import Sequence

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, to_locale


def lead(label: object) -> str:
    """Write a label that leads to what follows it: "Not met:"."""
    return gettext("%(label)s:") % {"label": label}


def trail(told: object) -> str:
    """Write what a label before it leads to: ": 7 of 8"."""
    return f"{lead('')} {told}"


def labelled(label: object, told: object) -> str:
    """Write a label with what it leads to: "Not met: 7 of 8"."""
    return gettext("%(label)s: %(told)s") % {"label": label, "told": told}


def either(choices: Sequence[str]) -> str:
    """Write a choice: "a, b or c"; nothing where there is none."""
    *most, last = choices or [""]
    if not most:
        return last
    return gettext("%(words)s or %(last)s") % {"words": ", ".join(most), "last": last}


class Figure(int):
    """A count that is written with the reader's sign between thousands.

    Still a number, so that a plural is chosen by it.
    """

    def __str__(self) -> str:
        return format_decimal(int(self), locale=to_locale(get_language() or "en"))
