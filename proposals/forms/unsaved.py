"""The texts a browser kept, as its script sends them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.enums import Use
from proposals.errors.answers import Unreadable
from proposals.files.counting import composed
from proposals.selectors.unsaved import KeptText

MOST_TEXTS = 200
FIELDS = {"key": str, "text": str, "use": str, "version": int}


class KeptForm(forms.Form):
    """A list of { key, text, use, version } as JSON."""

    texts = forms.JSONField()

    def kept(self) -> tuple[KeptText, ...]:
        """Return the texts; Unreadable where they are not of that shape."""
        texts = self.cleaned_data["texts"] if self.is_valid() else None
        if not isinstance(texts, list) or not 0 < len(texts) <= MOST_TEXTS:
            raise Unreadable(str(_("This computer sent no texts that can be read.")))
        return tuple(_kept(each) for each in texts)


def _kept(each: Any) -> KeptText:  # noqa: ANN401  # JSON of a browser
    is_whole = isinstance(each, dict) and all(
        isinstance(each.get(name), kind) for name, kind in FIELDS.items()
    )
    if not is_whole or each["use"] not in ("", *Use.values) or each["version"] < 0:
        raise Unreadable(str(_("This computer sent no texts that can be read.")))
    question, _dashes, partner = each["key"].partition("--")
    return KeptText(
        question,
        int(partner) if partner.isascii() and partner.isdecimal() else None,
        composed(each["text"]),
        each["use"],
        each["version"],
    )
