"""How findings write days, months and types of work package: not in codes."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.words import within
from eligibility.words import figure, together
from proposals.enums import WorkPackageKind


def days_in_words(days: Decimal) -> str:
    """Write a number of days: "1 day", "12.5 days"."""
    words = ngettext("%(days)s day", "%(days)s days", 1 if days == 1 else 2)
    return words % {"days": figure(days)}


def kinds_in_words(kinds: Sequence[WorkPackageKind]) -> str:
    """Name types with their abbreviation: "quality assurance (QA) and …"."""
    return together([f"{within(str(each.label))} ({each.short})" for each in kinds])


def span_words(start: int | None, end: int | None) -> str:
    """Write from which month to which: "M1–M6", "M6", "from M3", "months open"."""
    if start is None and end is None:
        return _("months open")
    if end is None:
        return _("from %(month)s") % {"month": f"M{start}"}
    if start is None:
        return _("until %(month)s") % {"month": f"M{end}"}
    return f"M{start}" if start == end else f"M{start}–M{end}"
