"""Demo accounts on the sign-in page, and nowhere but in the demo."""

from django import template
from django.conf import settings

from alliances.models import User
from proposals.demo import DEMO_ACCOUNTS, DemoAccount, needs_no_second_factor

register = template.Library()


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts anybody may use; none outside the demo."""
    return DEMO_ACCOUNTS if settings.DEMO else ()


@register.filter
def is_excused(user: object) -> bool:
    """Say whether somebody administers by password alone, as the demo allows."""
    return isinstance(user, User) and needs_no_second_factor(user)
