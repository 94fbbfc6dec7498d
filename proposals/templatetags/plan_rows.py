"""The many rows and cells of a work plan, drawn at once: a plan has three hundred."""

import uuid
from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from proposals.selectors.plan.effort import MatrixCell
from proposals.selectors.plan.work_plan_rows import Lead, PackageRow, PartRow
from proposals.templatetags.shapes import shaped

register = template.Library()

NO_DAYS = '<span class="zero" aria-hidden="true">–</span><span class="vh">0</span>'


@register.simple_tag
def part_rows(package: PackageRow, public_id: uuid.UUID) -> SafeString:
    """Draw tasks, results and milestones of a work package as rows of its table."""
    kinds = {"tasks": _("task"), "results": _("result"), "milestones": _("milestone")}
    rows = [_part(package, part, public_id, kinds[part.sort]) for part in package.parts]
    return mark_safe("".join(rows))  # noqa: S308  # each part is escaped below


def _part(package: PackageRow, part: PartRow, public_id: uuid.UUID, kind: str) -> str:
    keys = [public_id, package.number, part.sort, part.number]
    return f"""<tr class="plan__part" id="{escape(part.label.lower())}">
  <td class="p quiet">{escape(part.label)}</td>
  <th scope="row"><a class="org" href="{escape(reverse("work-part", args=keys))}">\
{escape(part.title)}</a>{shaped(part.detail, ' <span class="quiet">{}</span>')}</th>
  <td class="plan__kind quiet">{escape(kind)}</td>
  <td class="plan__lead{"" if part.lead else " plan__none"}">{_lead(part.lead)}</td>
  <td class="num nowrap quiet">{escape(part.months)}</td>
</tr>
"""


@register.filter
def led_by(lead: Lead | None) -> SafeString:
    """Draw the partner who leads, and why it cannot any more; nothing for None."""
    return mark_safe(_lead(lead))  # noqa: S308  # each part is escaped below


def _lead(lead: Lead | None) -> str:
    if lead is None:
        return ""
    trouble = shaped(lead.trouble, ' <b class="word--unknown">{}</b>')
    return f'<span class="p">{escape(lead.label)}</span> {escape(lead.name)}{trouble}'


@register.filter
def effort_cells(cells: Iterable[MatrixCell]) -> SafeString:
    """Draw the days of one partner, or of all, a cell for each work package."""
    return mark_safe("".join(map(_cell, cells)))  # noqa: S308  # each part is escaped below


def _cell(cell: MatrixCell) -> str:
    label = escape(cell.label)
    if cell.is_odd:
        words = escape(cell.words) or "0"
        return f'<td class="num odd" data-label="{label}">{words}</td>'
    words = escape(cell.words) or NO_DAYS
    return f'<td class="num" data-label="{label}">{words}</td>'
