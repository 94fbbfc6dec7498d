"""How a page addresses the person who looks at it."""

from django import template

from alliances.models import User

register = template.Library()


@register.filter
def first_name(user: User) -> str:
    """Return the first word of a person's name, else the address before its sign."""
    return (user.full_name.split() or [user.email.partition("@")[0]])[0]
