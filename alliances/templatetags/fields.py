"""A field with label, help and what is wrong with it, as crispy's pack draws it.

Drawn at once: by templates, half of a form's time went into what no form here asks for.
"""

from django import forms, template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from alliances.templatetags.boxes import boxes

register = template.Library()

LAYOUT = "bootstrap5/layout"
STAR = '<span class="asteriskField">*</span>'


@register.simple_tag(takes_context=True)
def drawn_field(context: Context, field: BoundField) -> SafeString:
    """Draw a field; crispy says where errors stand: in a line, or a block each."""
    is_inline = bool(context.get("error_text_inline"))
    return mark_safe(_drawn(field, is_inline=is_inline))  # noqa: S308  # each part is escaped below


@register.simple_tag
def drawn_fields(form: forms.BaseForm) -> SafeString:
    """Draw the fields of a form in their order, without asking crispy."""
    return mark_safe("".join(_drawn(each, is_inline=True) for each in form))  # noqa: S308  # as above


def _drawn(field: BoundField, *, is_inline: bool) -> str:
    if field.is_hidden:
        return str(field)
    is_box = isinstance(field.field.widget, forms.CheckboxInput)
    return (_box if is_box else _field)(field, is_inline=is_inline)


def _box(field: BoundField, *, is_inline: bool) -> str:
    """Draw a single box to tick; its label stands beside it."""
    required = " requiredField" if field.field.required else ""
    return f"""<div class="mb-3">
<div id="div_{escape(field.auto_id)}" class="form-check">
{_control(field, "form-check-input")}
<label for="{escape(field.id_for_label)}" class="form-check-label{required}">
{_label(field)}
</label>
{_errors(field, is_inline=is_inline)}{_help(field)}
</div>
</div>
"""


def _field(field: BoundField, *, is_inline: bool) -> str:
    inner = _inner(field, is_inline=is_inline)
    if field.label:
        inner = (_group if field.use_fieldset else _labelled)(field, inner)
    return f"""<div id="div_{escape(field.auto_id)}" class="mb-3">
{inner}
</div>
"""


def _inner(field: BoundField, *, is_inline: bool) -> str:
    """Draw all of a field but its label."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect):  # boxes to tick are such to Django
        return f"<div>{boxes(field)}</div>\n{_help(field)}"
    if isinstance(widget, forms.FileInput):
        given = {"field": field, "form_show_errors": True}
        given["error_text_inline"] = is_inline
        return render_to_string(f"{LAYOUT}/field_file.html", given)
    look = "form-select" if isinstance(widget, forms.Select) else "form-control"
    errors = _errors(field, is_inline=is_inline)
    return f"{_control(field, look)}\n{errors}{_help(field)}"


def _labelled(field: BoundField, inner: str) -> str:
    required = " requiredField" if field.field.required else ""
    return f"""<label {_for(field)}class="form-label{required}">
{_label(field)}
</label>
{inner}"""


def _group(field: BoundField, inner: str) -> str:
    """Put controls of one field under a heading."""
    required = " requiredField" if field.field.required else ""
    described = field.aria_describedby
    spoken = f' aria-describedby="{escape(described)}"' if described else ""
    return f"""<fieldset{spoken}><legend {_for(field)}\
class="form-label{required} fs-6">
{_label(field)}
</legend>
{inner}
</fieldset>"""


def _for(field: BoundField) -> str:
    control = field.id_for_label
    return f'for="{escape(control)}" ' if control else ""


def _label(field: BoundField) -> str:
    star = STAR if field.field.required else ""
    return f"{conditional_escape(field.label)}{star}"


def _control(field: BoundField, look: str) -> str:
    """Draw the control of a field; it wears what kind it is, and how it looks."""
    widget = field.field.widget
    worn = widget.attrs.get("class", "").split()
    looks = [type(widget).__name__.lower(), look]
    if field.errors:
        looks.append("is-invalid")
    worn += [each for each in looks if each not in worn]
    widget.attrs["class"] = " ".join(worn)
    return str(field)


def _errors(field: BoundField, *, is_inline: bool) -> str:
    if not field.errors:
        return ""
    name = "field_errors" if is_inline else "field_errors_block"
    given = {"field": field, "form_show_errors": True}
    return render_to_string(f"{LAYOUT}/{name}.html", given)


def _help(field: BoundField) -> str:
    """Draw the help of a field, which is markup of ours."""
    if not field.help_text:
        return ""
    key = field.auto_id
    name = f'id="{escape(key)}_helptext" ' if key else ""
    return f'<div {name}class="form-text">{field.help_text}</div>\n'
