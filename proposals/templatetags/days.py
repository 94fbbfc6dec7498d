"""Days and moments in templates, in the reader's language."""

import datetime as dt

from django import template

from alliances import words

register = template.Library()


@register.filter(expects_localtime=True)
def day(moment: dt.date | None) -> str:
    """Write a day: "26 February 2020"; nothing for none."""
    return words.day_words(moment) if moment else ""


@register.filter(expects_localtime=True)
def moment(local: dt.datetime | None) -> str:
    """Write a moment as the clocks in Brussels show it; nothing for none."""
    return words.moment_words(local) if local else ""
