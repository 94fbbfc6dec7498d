"""Whether people may open accounts by themselves, for pages and mails that offer it."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    """Say whether this installation takes sign-ups."""
    return bool(settings.SIGN_UP)
