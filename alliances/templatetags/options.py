"""Options and attributes, drawn at once, as Django's own templates draw each."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Option = Mapping[str, Any]
"""What `Select.create_option` returns: value, label, and attrs beside others."""
Group = tuple[str | None, Iterable[Option], int]


@register.filter
def options(groups: Iterable[Group]) -> SafeString:
    """Draw the options of a select by its groups; those without a name stand alone."""
    return mark_safe("".join(_groups(groups)))  # noqa: S308  # each part is escaped below


@register.filter
def attributes(given: Mapping[str, Any]) -> SafeString:
    """Draw the attributes of an element; those that are False not.

    Nor `maxlength`: nothing pasted is cut, the server says what is too long.
    """
    parts = tuple(_parts(given))
    drawn = map(_attribute, parts[::2], parts[1::2])
    return mark_safe("".join(drawn))  # noqa: S308  # each is escaped below


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for name, choices, _index in groups:
        if name:
            yield format_html('\n<optgroup label="{}">', name)
        for each in choices:
            parts = tuple(_parts(each["attrs"]))
            draw = _kept if parts else _option
            yield draw(str(each["value"]), str(each["label"]), *parts)
        if name:
            yield "\n</optgroup>"


def _parts(attributes: Mapping[str, Any]) -> Iterator[str | bool]:
    """Return each name, followed by its value in words; those that are False not."""
    for name, value in attributes.items():
        if value is not False and name != "maxlength":
            yield name
            yield value if value is True else str(value)


def _option(value: str, label: str, *parts: str | bool) -> str:
    drawn = map(_attribute, parts[::2], parts[1::2])
    return (
        f'\n<option value="{conditional_escape(value)}"{"".join(drawn)}>'
        f"{conditional_escape(label)}</option>"
    )


# By type too: what is marked as safe equals the same text that is not. Options without
# attributes may be people and partners, whose names no memory shall keep.
_kept = lru_cache(maxsize=8192, typed=True)(_option)


def _attribute(name: str | bool, value: str | bool) -> str:  # noqa: FBT001  # as Django names it
    """Draw one attribute; one that is True stands without a value."""
    if value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, value)
