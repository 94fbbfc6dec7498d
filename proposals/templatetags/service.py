"""What a page tells of the parts it needs, where these do not work as they should."""

from django import template

from proposals.selectors.administrators.service_words import PartNotice, mails_notice

register = template.Library()


@register.simple_tag
def mails_notices() -> list[PartNotice]:
    """Return that mails are late, on pages from which they are sent; else nothing."""
    notice = mails_notice()
    return [notice] if notice else []
