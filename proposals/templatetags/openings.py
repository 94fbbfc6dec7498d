"""A long text that shows how it begins, and opens on request."""

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

WORDS, CHARACTERS = 22, 200
"""What stands of a text before it is opened."""
LONGEST = 280
"""Characters of the longest text that stands whole."""


@register.filter
def folded(text: str) -> SafeString:
    """Draw a text, folded where it is long; nothing where there is none."""
    return fold(text, _("Show all"), _("Show less"))


def fold(text: str, more: str, less: str) -> SafeString:
    """Draw the same with the words to open and to close it at hand.

    At once, not by a template each: a page has two hundred of them.
    """
    if not text:
        return SafeString("")
    if len(text) <= LONGEST:
        return format_html('<p class="folded__text">{}</p>', text)
    return format_html(
        '<details class="folded"><summary><span class="folded__first">{}</span>'
        ' <span class="folded__act folded__more">{}</span>'
        '<span class="folded__act folded__less">{}</span></summary>'
        '<p class="folded__text">{}</p></details>',
        *(opening(text), more, less, text),
    )


def opening(text: str) -> str:
    """Return the first words of a text, three dots after them where there are more.

    What truncating all of it would give; but an answer has a thousand words, and a page
    a hundred answers.
    """
    words = text.split(maxsplit=WORDS)
    begun = " ".join(words[:WORDS])
    if len(words) > WORDS and not begun.endswith(" …"):
        begun += " …"
    return begun if len(begun) <= CHARACTERS else str(truncatechars(begun, CHARACTERS))
