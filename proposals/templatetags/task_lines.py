"""Lines of the task list, drawn at once: most pages have it."""

import uuid
from collections.abc import Iterable, Mapping
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.tasks import Task, Tasks
from proposals.selectors.form.form_states import FormTask

register = template.Library()

HERE = ' aria-current="page"'
Urls = Mapping[str, str]
"""Addresses as `Tasks.urls` names them; there is nothing to escape in them."""
Part = tuple[str, str, str, Task | str]
"""The part, its address, its title, and where it stands or what it is for."""


@register.simple_tag
def first_lines(tasks: Tasks, urls: Urls, current: str) -> SafeString:
    """Draw what stands before the sections of the form; `current` is what is shown."""
    asked, signed = urls["invitations"], _("To be signed, with the declaration")
    lines: list[Part] = [
        ("consortium", urls["workspace"], _("Consortium"), tasks.consortium),
        ("eligibility", urls["eligibility"], _("Eligibility"), tasks.eligibility),
        ("partners", asked, _("Partner confirmations"), tasks.partners),
        ("documents", urls["documents"], _("Mandates"), signed),
        ("facts", urls["workspace"] + "#facts", _("Facts"), tasks.facts),
    ]
    return _joined(_fixed(*each, current) for each in lines)


@register.simple_tag
def last_lines(tasks: Tasks, urls: Urls, current: str) -> SafeString:
    """Draw what stands below the pack; `current` is what is shown."""
    files = _("Download files, upload them again")
    lines: list[Part] = [
        ("submission", urls["submit"], _("Check and submit"), tasks.submission),
        ("colleagues", urls["colleagues"], _("Colleagues"), tasks.colleagues),
        ("outside", urls["outside"], _("Edit in Word or Excel"), files),
    ]
    return _joined(_fixed(*each, current) for each in lines)


def _fixed(part: str, url: str, title: str, told: Task | str, current: str) -> str:
    """Draw a line that says where a part stands, or what it is for."""
    here = HERE if part == current else ""
    look, words = "", told
    if isinstance(told, Task):
        look, words = f' class="{told.mark}"', told.state
    return (
        f'<li><a href="{url}"{here}><b>{escape(title)}</b>'
        f"<span{look}>{escape(str(words))}</span></a></li>\n"
    )


def _joined(lines: Iterable[str]) -> SafeString:
    return mark_safe("".join(lines))  # noqa: S308  # each part is escaped


@register.simple_tag
def section_lines(
    sections: Iterable[FormTask], public_id: uuid.UUID, current: str
) -> SafeString:
    """Draw a line for each section of the form; `current` is the code of the shown."""
    begun = ' data-begun="{}"'.format(escape(_("In progress")))
    return _joined(_line(each, public_id, begun, current) for each in sections)


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
