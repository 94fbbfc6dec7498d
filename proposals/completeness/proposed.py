"""Figures that partners propose and nobody has decided yet."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from proposals.completeness.contents import Contents
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.files.form import SectionKind


def proposed_findings(contents: Contents) -> Iterator[Finding]:
    """Return who proposes figures that wait for a decision; nothing without a budget.

    They keep nothing from happening: the budget stays as it is until then.
    """
    section = contents.section_of(SectionKind.BUDGET)
    if not section:
        return
    for number, figures in sorted(contents.proposed.items()):
        words = ngettext(
            "%(partner)s proposes %(number)d figure: approve or refuse it.",
            "%(partner)s proposes %(number)d figures: approve or refuse them.",
            figures,
        )
        yield Finding(
            words % {"partner": contents.named(number), "number": figures},
            Destination(Place.PROPOSED, (number,)),
            Keeps.WORD,
            section=section,
            partner=number,
        )


def proposed_words(contents: Contents) -> str:
    """Say how many figures wait for a decision; empty while none does."""
    number = sum(contents.proposed.values())
    words = ngettext(
        "%(number)d figure proposed", "%(number)d figures proposed", number
    )
    return words % {"number": number} if number else ""
