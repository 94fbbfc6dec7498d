"""The icons beside words: a list draws one for every line."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon as its component does; each is drawn once in a process."""
    return _drawn(name)


@lru_cache(maxsize=64)
def _drawn(name: str) -> SafeString:
    return render_to_string("components/_icon.html", {"name": name})
