"""A colon between a label and what it leads to, as the reader's language sets it.

French has a no-break space before it; a page that writes the colon itself has none.
"""

from django import template

from alliances import phrases

register = template.Library()


@register.filter
def lead(label: object) -> str:
    """Write a label that leads to what follows it: "Not met:"."""
    return phrases.lead(label)


@register.filter
def trail(told: object) -> str:
    """Write what a label before it leads to: ": 7 of 8"."""
    return phrases.trail(told)
