"""The options of a choice, drawn at once, as Django's own templates draw each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Option = Mapping[str, Any]
"""What `Select.create_option` returns: value, label, and attrs beside others."""
Group = tuple[str | None, Iterable[Option], int]


@register.filter
def options(groups: Iterable[Group]) -> SafeString:
    """Draw the options of a select by its groups; those without a name stand alone."""
    return mark_safe("".join(_groups(groups)))  # noqa: S308  # each part is escaped below


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for name, choices, _index in groups:
        if name:
            yield format_html('\n<optgroup label="{}">', name)
        for each in choices:
            yield format_html(
                '\n<option value="{}"{}>{}</option>',
                str(each["value"]),
                _attributes(each["attrs"]),
                each["label"],
            )
        if name:
            yield "\n</optgroup>"


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    """Draw attributes; one that is True stands without a value, False not at all."""
    drawn = (
        format_html(" {}", name)
        if value is True
        else format_html(' {}="{}"', name, str(value))
        for name, value in attributes.items()
        if value is not False
    )
    return mark_safe("".join(drawn))  # noqa: S308  # escaped above
