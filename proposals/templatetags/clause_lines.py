"""The clauses of a reading, drawn at once: a panel has two dozen lines."""

import uuid
from collections.abc import Iterable

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliances.phrases import lead
from proposals.selectors.standing.panel import ClauseLine
from proposals.templatetags.partner_rows import escape

register = template.Library()


@register.simple_tag
def clause_lines(lines: Iterable[ClauseLine], public_id: uuid.UUID) -> SafeString:
    """Draw each clause; its page continues the address of the readings."""
    not_read = _("Unverified: not read in an official text of this call")
    page = {
        "icons": escape(static("images/icons.svg")),
        "readings": escape(reverse("eligibility", args=[public_id])),
        "workspace": escape(reverse("workspace", args=[public_id])),
        "advice": escape(_("advice")),
        "unverified": escape(_("unverified")),
        "not read": escape(not_read),
    }
    return mark_safe("".join(_line(each, page) for each in lines))  # noqa: S308  # each part is escaped below


def _line(line: ClauseLine, page: dict[str, str]) -> str:
    mark, look = line.verdict.mark, " clause--open" if line.is_open else ""
    return f"""<li class="clause{look}" data-clause="{escape(line.id)}">
<div class="clause__line">\
<svg class="icon icon--{mark}" aria-hidden="true" focusable="false" width="16" \
height="16"><use href="{page["icons"]}#{mark}"/></svg>\
<span class="clause__title">\
<span class="vh">{escape(lead(line.verdict.words))} </span>\
<a href="{page["readings"]}{escape(line.id)}/" data-opens="explain">\
{escape(line.title)}</a>{_remarks(line, page)}</span>\
<b class="num{f" word--{mark}" if line.is_open else ""}">{escape(line.figure)}</b>\
{_sentence(line)}</div>
{_act(line, page)}</li>
"""


def _remarks(line: ClauseLine, page: dict[str, str]) -> str:
    advice = f' <span class="quiet">{page["advice"]}</span>'
    unverified = (
        f' <span class="trust trust--open" title="{page["not read"]}">'
        f'<span class="vh">{page["unverified"]}</span></span>'
    )
    return f"{advice * line.is_advice}{unverified * line.is_unverified}"


def _sentence(line: ClauseLine) -> str:
    if not line.is_open:
        return ""
    return f'<span class="clause__sentence">{escape(line.sentence)}</span>'


def _act(line: ClauseLine, page: dict[str, str]) -> str:
    """Lead to the control that would settle an open clause."""
    if not line.is_open or not line.field:
        return ""
    return f"""<p class="clause__act"><a href="{page["workspace"]}#{line.field}">\
{escape(line.remedy)}</a></p>
"""
