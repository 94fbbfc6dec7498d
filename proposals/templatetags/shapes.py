"""Words in the element that is theirs, for rows that are drawn at once."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def shaped(words: str, shape: str) -> SafeString:
    """Draw words in their shape; nothing where there are none."""
    return format_html(shape, words) if words else SafeString("")
