"""How a folded text begins."""

from django import template
from django.template.defaultfilters import truncatechars, truncatewords

register = template.Library()

WORDS, CHARACTERS = 22, 200
"""What stands of a text before it is opened."""


@register.filter
def opening(text: str) -> str:
    """Return the first words of a text, three dots after them where there are more.

    What truncating all of it would give; but an answer has a thousand words, and a page
    a hundred answers.
    """
    begun = " ".join(text.split(maxsplit=WORDS + 1)[: WORDS + 1])
    return str(truncatechars(truncatewords(begun, WORDS), CHARACTERS))
