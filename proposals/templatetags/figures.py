"""Counts that may pass a thousand, as the reader's language writes them."""

from django import template

from alliances.phrases import Figure

register = template.Library()


@register.filter
def figure(count: int) -> Figure:
    """Write a count: "100,000" in English, "100.000" in German."""
    return Figure(count)
