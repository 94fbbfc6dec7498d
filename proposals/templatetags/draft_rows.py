"""The rows of the administrators' list of drafts, drawn at once: a page has fifty."""

import uuid
from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alliances.phrases import trail
from alliances.templatetags.icons import icon
from proposals.selectors.administrators.draft_list import DraftRow
from proposals.selectors.standing.verdicts import Verdict
from proposals.templatetags.shapes import shaped

register = template.Library()

SOME = str(uuid.UUID(int=0))
"""Stands in an address for a draft: finding an address takes as long as a row."""
LONGEST_TITLE = 90
"""Characters of a title that a row has room for."""


@register.filter
def draft_rows(rows: Iterable[DraftRow]) -> SafeString:
    """Draw the rows of a page of drafts."""
    allowed = escape(_("Allowed by an administrator"))
    words = {
        "page": escape(reverse("administration-draft", args=[SOME])),
        "to override": escape(reverse("override", args=[SOME])),
        "state": escape(_("State")),
        "planned": escape(_("As planned")),
        "confirmed": escape(_("As confirmed")),
        "changed": escape(_("Last change")),
        "override": escape(_("Override")),
        "allowed": f'<span class="quiet why">{allowed}</span>',
    }
    return mark_safe("".join(_row(each, words) for each in rows))  # noqa: S308  # each part is escaped


def _row(row: DraftRow, words: dict[str, str]) -> str:
    page, override = (
        words[name].replace(SOME, str(row.public_id))
        for name in ("page", "to override")
    )
    return f"""<tr>
  <th scope="row"><a href="{page}">{escape(row.acronym)}</a>{_title(row)}</th>
  <td>{escape(row.call)}<span class="quiet why">{escape(row.lot)}</span></td>
  <td>{escape(row.coordinator)}</td>
  <td data-label="{words["state"]}">{escape(row.state)}</td>
  <td data-label="{words["planned"]}">{_verdict(row.planned)}</td>
  <td data-label="{words["confirmed"]}">{_verdict(row.confirmed)}</td>
  <td data-label="{words["changed"]}">{escape(row.changed)}</td>
  <td><a href="{override}">{words["override"]}\
<span class="vh">{escape(trail(row.acronym))}</span></a>\
{words["allowed"] if row.is_overridden else ""}</td>
</tr>
"""


def _title(row: DraftRow) -> str:
    title = row.title
    if len(title) > LONGEST_TITLE:
        title = Truncator(title).chars(LONGEST_TITLE)
    return shaped(title, '<span class="quiet why">{}</span>')


def _verdict(verdict: Verdict) -> str:
    return f"{icon(verdict.mark)} {escape(verdict.words)}"
