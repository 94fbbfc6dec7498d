"""What an error page may say of its request."""

from django import template

from config.this_request import RequestFacts, present_facts

register = template.Library()


@register.simple_tag
def request_facts() -> RequestFacts:
    """Return what an error page names; never a query."""
    return present_facts()
