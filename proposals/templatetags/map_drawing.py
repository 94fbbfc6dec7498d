"""The countries of the map, as shapes and as rows of its table, drawn at once."""

from collections.abc import Iterable

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from proposals.selectors.standing.coverage import CountryState
from proposals.selectors.standing.map import MapGroup, MapRow, PartnerMap
from proposals.templatetags.partner_rows import escape, numbered

register = template.Library()


@register.filter
def map_shapes(shapes: Iterable[MapRow]) -> SafeString:
    """Draw countries with their codes; the names of those lie over all."""
    europe = escape(static("images/europe.svg"))
    land = [
        f'<use class="is-{each.state}" href="{europe}#{escape(each.iso)}"/>\n'
        for each in shapes
    ]
    return mark_safe("".join([*land, *map(_name, shapes)]))  # noqa: S308  # codes are escaped, all else is ours


def _name(row: MapRow) -> str:
    if row.label is None:
        return ""
    number = f"<tspan> {row.number}</tspan>" if row.number else ""
    return f"""{_dot(row, f' class="is-{row.state}"', 4)}\
<text class="at-{row.state}" x="{row.label.x}" y="{row.label.y}">\
{escape(row.code)}{number}</text>
"""


def _dot(row: MapRow, look: str, radius: int) -> str:
    """Draw a country that is too small for its shape to be seen."""
    if row.label is None or row.label.mark is None:
        return ""
    x, y = row.label.mark
    return f'<circle{look} cx="{x}" cy="{y}" r="{radius}"/>'


@register.filter
def map_touch(map_: PartnerMap) -> SafeString:
    """Draw what the pointer meets: who is there, or the way to the form."""
    europe = escape(static("images/europe.svg"))
    add = escape(reverse("partner-add", args=[map_.public_id]))
    return mark_safe("".join(_touched(each, europe, add) for each in map_.shapes))  # noqa: S308  # each part is escaped below


def _touched(row: MapRow, europe: str, add: str) -> str:
    iso = escape(row.iso)
    shape = f'<title>{escape(row.hint)}</title><use href="{europe}#{iso}"/>'
    if not row.wish:
        return f"<g>{shape}</g>\n"
    return f"""<a tabindex="-1" href="{add}?country={iso}" \
data-opens="partner-form">{shape}{_dot(row, "", 10)}</a>
"""


@register.filter
def map_rows(group: MapGroup, map_: PartnerMap) -> SafeString:
    """Draw the rows of the countries of one standing."""
    states = _states()
    add = escape(reverse("partner-add", args=[map_.public_id]))
    return mark_safe("".join(_row(each, map_, states, add) for each in group.rows))  # noqa: S308  # each part is escaped below


def _row(row: MapRow, map_: PartnerMap, states: dict[str, str], add: str) -> str:
    present = numbered(row.present, map_.rows) or '<span class="quiet">–</span>'
    way = {"add": add, "iso": escape(row.iso), "wish": escape(row.wish)}
    return f"""<tr><th scope="row"><b class="code">{escape(row.code)}</b> \
{escape(row.name)}</th><td>{present}</td><td>{states[row.state] % way}</td></tr>
"""


def _states() -> dict[str, str]:
    """Return what is said of each state, with the way to the form."""
    planned, pending = escape(_("Covered, as planned")), escape(_("Pending"))
    missing, find = escape(_("Not covered yet")), escape(_("Find a partner"))
    return {
        CountryState.COVERED: escape(_("Covered")),
        CountryState.PENDING: f'<span class="as-planned">{planned}</span>'
        f'<span class="as-confirmed">{pending}</span>',
        CountryState.OUTSIDE: escape(_("With a partner")),
        CountryState.OPEN: f'<span class="quiet">{missing}</span> <a class="nowrap"'
        ' href="%(add)s?country=%(iso)s" data-opens="partner-form"'
        f' aria-label="%(wish)s">{find}</a>',
    }
