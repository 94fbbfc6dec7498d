"""Radio buttons and boxes to tick with their labels, as crispy's own templates do."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from alliances.templatetags.options import Option, attributes

register = template.Library()

ERRORS = "bootstrap5/layout/field_errors_block.html"


@register.filter
def boxes(field: BoundField) -> SafeString:
    """Draw all that a field offers, by its groups; what is wrong stands in the last."""
    errors = _errors(field) if field.errors else ""
    drawn = "".join(_groups(field)).removesuffix("</div>")
    return mark_safe(f"{drawn}{errors}</div>")  # noqa: S308  # each part is escaped below


def _errors(field: BoundField) -> str:
    return render_to_string(ERRORS, {"field": field, "form_show_errors": True})


def _groups(field: BoundField) -> Iterator[str]:
    state = " is-invalid" if field.errors else ""
    name = escape(field.html_name)
    for group, options, _index in optgroups(field):
        if group:
            yield f"\n<strong>{conditional_escape(group)}</strong>"
        for each in options:
            yield _box(each, name, state)


def _box(option: Option, name: str, state: str) -> str:
    given: Any = option["attrs"]
    return (
        f'\n<div class="form-check"><input type="{escape(option["type"])}"'
        f' class="form-check-input{state}" name="{name}"'
        f' value="{escape(str(option["value"]))}"{attributes(given)}>\n'
        f'<label for="{escape(given.get("id", ""))}" class="form-check-label">'
        f"{conditional_escape(str(option['label']))}</label></div>"
    )
