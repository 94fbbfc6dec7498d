"""What stands above every page for a time."""

from django import template

from config import standing

register = template.Library()


@register.simple_tag
def standing_notices() -> tuple[standing.Notice, ...]:
    """Return what everybody is told now; as a rule nothing."""
    return tuple(filter(None, [standing.read_only_notice()]))
