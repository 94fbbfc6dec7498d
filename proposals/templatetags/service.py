"""What a page tells of the parts it needs, where these do not work as they should."""

from django import template

from proposals.selectors.administrators.service_words import (
    PartNotice,
    drawing_notice,
    mails_notice,
)

register = template.Library()


@register.simple_tag
def mails_notices() -> list[PartNotice]:
    """Return that mails are late, on pages from which they are sent; else nothing."""
    notice = mails_notice()
    return [notice] if notice else []


@register.simple_tag
def drawing_notices() -> list[PartNotice]:
    """Return that nothing is drawn, on pages that wait for it; else nothing."""
    notice = drawing_notice()
    return [notice] if notice else []
