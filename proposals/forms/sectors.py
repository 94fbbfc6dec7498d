"""The sector of a Lot without a list: a NACE code, or one's own words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.files.facts import LONGEST_SECTOR
from alliances.files.nace import looks_like_a_code, nace_code

Activities = Sequence[tuple[str, str]]


class ActivityInput(forms.TextInput):
    """A field to type in, with the classification to search; works without script."""

    def __init__(self, activities: Activities) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.activities = tuple(activities)

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:  # noqa: ANN401  # Django's own signature
        """Draw the field with its list, of which a browser shows what fits."""
        self.attrs["list"] = f"{name}-activities"
        drawn = super().render(name, value, *args, **kwargs)
        options = _options(self.activities)
        return format_html(
            '{}<datalist id="{}-activities">{}</datalist>', drawn, name, options
        )


class ActivityField(forms.CharField):
    """A NACE code however it is typed, or any other words."""

    def __init__(self, activities: Activities) -> None:
        super().__init__(
            label=_("Sector"),
            max_length=LONGEST_SECTOR,
            required=False,
            widget=ActivityInput(activities),
            help_text=_(
                "Search for an activity, type a NACE code (62.01), or use your own"
                " words."
            ),
        )

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        """Return the code as the classification writes it, else the words typed."""
        typed = super().to_python(value) or ""
        return nace_code(typed) or typed


def sector_read_words(sector: str, activities: Activities) -> str:
    """Say how a sector was read; nothing for words that were never meant as a code."""
    if title := dict(activities).get(sector):
        return gettext("sector read as %(code)s %(title)s") % {
            "code": sector,
            "title": title,
        }
    if looks_like_a_code(sector):
        words = gettext("%(sector)s is no NACE code, kept as your own words")
        return words % {"sector": sector}
    return ""


@lru_cache(maxsize=2)
def _options(activities: tuple[tuple[str, str], ...]) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', activities)
