"""The rows of "check your answers", drawn at once: a draft has two hundred."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alliances import phrases
from proposals.selectors.submissions.check_groups import PlacedRow
from proposals.selectors.submissions.check_rows import CheckRow
from proposals.templatetags.openings import fold
from proposals.templatetags.shapes import shaped

register = template.Library()

NOTHING = SafeString("")
ROW = """<li id="row-{}" tabindex="-1">
  <div class="recap__what"><b>{}</b>{}{}</div>
  {}
  <div class="recap__text">{}{}{}</div>
</li>
"""


@register.simple_tag
def recap_rows(rows: Iterable[PlacedRow], *, may_edit: bool) -> SafeString:
    """Draw rows; each with the way to change it where that is allowed."""
    # Put into the reader's words once, not for each row.
    change, colon, folds = (
        _("Change"),
        phrases.lead(""),
        (_("Show all"), _("Show less")),
    )
    drawn = [
        (
            row.key,
            row.title,
            _changed() if row.is_changed else NOTHING,
            shaped(row.said, '<span class="quiet">{}</span>'),
            _way(row, url, change, colon) if may_edit else NOTHING,
            shaped(", ".join(row.details), "<p>{}</p>"),
            shaped(row.missing, '<p class="quiet">{}</p>'),
            fold(row.text, *folds),
        )
        for row, url in rows
    ]
    return format_html_join("", ROW, drawn)


def _changed() -> SafeString:
    words = _("Changed since the submission")
    return format_html('<span class="recap__changed">{}</span>', words)


def _way(row: CheckRow, url: str, change: str, colon: str) -> SafeString:
    whose = f", {row.who}" if row.who else ""
    return format_html(
        '<a class="small recap__change" href="{}">{}'
        '<span class="vh">{} {}{}</span></a>',
        *(url, change, colon, row.title, whose),
    )
