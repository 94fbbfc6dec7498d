"""The small joints of a text in the reader's language: colons and choices."""

from collections.abc import Sequence

from django.utils.translation import gettext


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
