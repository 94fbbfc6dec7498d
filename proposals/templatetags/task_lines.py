"""Lines of the task list that lead into the form, drawn at once: most pages have it."""

import uuid
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.form.form_states import FormTask

register = template.Library()

HERE = ' aria-current="page"'


@register.simple_tag
def section_lines(
    sections: Iterable[FormTask], public_id: uuid.UUID, current: str
) -> SafeString:
    """Draw a line for each section of the form; `current` is the code of the shown."""
    begun = ' data-begun="{}"'.format(escape(_("In progress")))
    lines = [_line(each, public_id, begun, current) for each in sections]
    return mark_safe("".join(lines))  # noqa: S308  # each part is escaped below


def _line(task: FormTask, public_id: uuid.UUID, begun: str, current: str) -> str:
    is_here = task.code == current
    url = address_of("form-section", public_id, task.code)
    return (
        f'<li><a href="{escape(url)}"{HERE if is_here else ""}>'
        f"<b>{escape(task.title)}</b>"
        f'<span class="{task.mark}"{begun if is_here and task.is_untouched else ""}>'
        f"{escape(task.state)}</span>{_more(task.parts)}{_more(task.comments)}</a></li>\n"
    )


def _more(words: str) -> str:
    return f"<span>{escape(words)}</span>" if words else ""
