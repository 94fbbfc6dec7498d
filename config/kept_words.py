"""What a text says in a language, looked up once in a process.

A page asks for a hundred texts, a workspace of 300 partners for 350. Django looks each
of them up in two catalogues, twice for a text that is none of theirs, as all English
ones are: twenty calls a text. Catalogues change with the code alone.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import trans_real

MOST_KEPT = 20_000
"""Texts of a language; three times as many as there are. Others are looked up anew."""
LONGEST_KEPT = 500
"""Signs of a text; the longest of a catalogue has 338.

What an administrator wrote, as the reason of a publication, is asked for as well and
may be longer than any of them, so it is in none.
"""


class Kept(dict[str, str]):
    """Texts by what code calls them, asked for where they are not known yet."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> str:
        """Look it up as Django does, and keep it while there is room for it."""
        said = self._ask(text)
        if len(self) < MOST_KEPT and len(text) <= LONGEST_KEPT:
            self[text] = said
        return said


class KeptTranslation(trans_real.DjangoTranslation):
    """A language of Django's that looks each of its texts up once."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # of Django's own
        super().__init__(*given, **named)
        vars(self)["gettext"] = Kept(super().gettext).__getitem__


def keep_words() -> None:
    """Let every language be one that keeps them; those in use are made anew."""
    places = {"DjangoTranslation": KeptTranslation, "_translations": {}}
    for name, value in (places | {"_default": None}).items():
        setattr(trans_real, name, value)
