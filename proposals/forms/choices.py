"""How a choice says what follows from it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def explained(title: str, consequence: str, warning: str = "") -> SafeString:
    """Return the label of a radio button: its name, and quietly what it means.

    What it changes elsewhere is a warning, and not quiet.
    """
    if warning:
        return format_html(
            '{} <b class="consequence consequence--act">{}</b>',
            explained(title, consequence),
            warning,
        )
    if not consequence:
        return format_html("{}", title)
    return format_html('{} <span class="consequence">{}</span>', title, consequence)
