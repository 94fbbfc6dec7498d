"""How a page addresses the person who looks at it."""

from django import template

from alliances.models import User

register = template.Library()


TITLES = {"dr", "mag", "mr", "prof", "др", "мр", "проф"}
"""Titles that some languages write without a dot."""


@register.filter
def first_name(user: User) -> str:
    """Return the first name of a person, else the address before its sign.

    "Prof. Dr. Jörg Weiß" is Jörg: titles and initials come before a name.
    """
    words = user.full_name.split() or [user.email.partition("@")[0]]
    return next((each for each in words if not _is_title(each)), words[0])


def _is_title(word: str) -> bool:
    return word.endswith(".") or word.lower() in TITLES
