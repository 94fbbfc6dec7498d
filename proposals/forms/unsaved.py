"""The texts a browser kept, as its script sends them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.enums import Use
from proposals.errors.answers import Unreadable
from proposals.files.counting import composed
from proposals.forms.answers import HIGHEST_VERSION
from proposals.selectors.form.unsaved import KeptText

MOST_TEXTS = 200
FIELDS = {"key": str, "text": str, "use": str, "version": int}
KEY = re.compile(r"((?:(?!--)[-\w])+)(?:--([0-9]{1,6}))?", re.ASCII)
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters: a script may keep one, nothing stores it."""
REPLACEMENT = "\ufffd"


class TextsField(forms.JSONField):
    """JSON of a browser, refused also where it is more than Python reads."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        """Read JSON; what is nested too deeply or counts too far is none."""
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class KeptForm(forms.Form):
    """A list of { key, text, use, version } as JSON."""

    texts = TextsField()

    def kept(self) -> tuple[KeptText, ...]:
        """Return the texts; Unreadable where they are not of that shape."""
        texts = self.cleaned_data["texts"] if self.is_valid() else None
        if not isinstance(texts, list) or not 0 < len(texts) <= MOST_TEXTS:
            raise _unreadable()
        return tuple(_kept(each) for each in texts)


def _kept(each: Any) -> KeptText:  # noqa: ANN401  # JSON of a browser
    # Booleans are integers to Python and none to PostgreSQL: types are compared.
    is_whole = isinstance(each, dict) and all(
        type(each.get(name)) is kind for name, kind in FIELDS.items()
    )
    place = KEY.fullmatch(each["key"]) if is_whole else None
    if place is None or each["use"] not in ("", *Use.values):
        raise _unreadable()
    if not 0 <= each["version"] <= HIGHEST_VERSION:
        raise _unreadable()
    question, partner = place.groups()
    return KeptText(
        question,
        int(partner) if partner else None,
        composed(HALVES.sub(REPLACEMENT, each["text"])),
        each["use"],
        each["version"],
    )


def _unreadable() -> Unreadable:
    return Unreadable(str(_("This computer sent no texts that can be read.")))
