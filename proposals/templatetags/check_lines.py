"""Lines of the check list, drawn at once: the page before the deadline has five."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from alliances.phrases import lead, trail
from alliances.templatetags.icons import icon
from proposals.selectors.submissions.submission_checks import Check, Point

register = template.Library()


@register.simple_tag
def check_line(
    check: Check, href: str, act: str, *, is_closed: bool = False
) -> SafeString:
    """Draw a line; `act` is the word of its link.

    Of a draft that is closed, details beside points and names speak of submitting,
    which is over: they are left out.
    """
    is_told = not (is_closed and (check.points or check.names))
    after = f'<span class="vh">{escape(trail(check.title))}</span>'
    line = f"""<li>
  {icon(check.verdict.mark)}
  <div>
    <b><span class="vh">{escape(lead(check.verdict.words))} </span>\
{escape(check.title)}</b>
    {_each("span", check.details) if is_told else ""}
    {_points(check.shown)}
    {_folded(check.folded, after)}
    {_list("names", _each("li", check.names))}
  </div>
  <a class="small" href="{escape(href)}">{escape(act)}{after}</a>
</li>"""
    return mark_safe(line)  # noqa: S308  # each part is escaped


def _each(tag: str, words: Iterable[str]) -> str:
    return "".join([f"<{tag}>{escape(each)}</{tag}>" for each in words])


def _list(look: str, lines: str) -> str:
    return f'<ul class="{look}">{lines}</ul>' if lines else ""


def _points(points: Iterable[Point]) -> str:
    lines = [
        f'<li><a href="{escape(each.url)}">{escape(each.words)}</a></li>'
        for each in points
    ]
    return _list("points", "".join(lines))


def _folded(points: tuple[Point, ...], after: str) -> str:
    """Draw what opens on request; `after` tells by ear what it belongs to."""
    if not points:
        return ""
    number = len(points)
    words = ngettext("and %(number)s more", "and %(number)s more", number)
    return f"""<details class="small"><summary>{escape(words % {"number": number})}\
{after}</summary>{_points(points)}</details>"""
