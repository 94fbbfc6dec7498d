"""A radio button or a box to tick with its label, as crispy's own templates draw it."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from alliances.templatetags.options import Option, attributes

register = template.Library()


@register.filter
def box(option: Option, field: BoundField) -> SafeString:
    """Draw one option of a field that offers several as buttons or boxes."""
    given: Any = option["attrs"]
    return format_html(
        '<input type="{}" class="form-check-input{}"  name="{}" value="{}" {}>\n'
        '<label for="{}" class="form-check-label">\n{}\n</label>',
        option["type"],
        " is-invalid" if field.errors else "",
        field.html_name,
        str(option["value"]),
        attributes(given),
        given.get("id", ""),
        conditional_escape(str(option["label"])),
    )
