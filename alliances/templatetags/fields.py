"""What the template of a field asks of it, once."""

from django import forms, template
from django.forms import BoundField

register = template.Library()

KINDS: tuple[tuple[str, type[forms.Widget]], ...] = (
    ("checkbox", forms.CheckboxInput),
    ("choices", forms.RadioSelect),
    ("select", forms.Select),
    ("file", forms.FileInput),
)
"""What a widget is drawn as; boxes to tick are radio buttons to Django."""


@register.filter
def kind(field: BoundField) -> str:
    """Say what a field is drawn as; empty for a field to write in."""
    widget = field.field.widget
    return next((name for name, sort in KINDS if isinstance(widget, sort)), "")
