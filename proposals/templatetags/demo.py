"""Demo accounts on the sign-in page, and nowhere but in the demo."""

from django import template
from django.conf import settings

from proposals.demo import DEMO_ACCOUNTS, DemoAccount

register = template.Library()


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts anybody may use; none outside the demo."""
    return DEMO_ACCOUNTS if settings.DEMO else ()
