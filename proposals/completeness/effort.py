"""Days that are missing where somebody leads, or altogether."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from proposals.completeness.consortium import MOST_NAMED
from proposals.completeness.contents import (
    Contents,
    Package,
    Part,
    Sort,
    number_of,
    works,
)
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.words import days_in_words
from proposals.files.form import SectionKind

ByPlace = Mapping[tuple[int, int], Decimal]
"""Numbers of partner and work package → days."""


def effort_findings(contents: Contents) -> Iterator[Finding]:
    """Return who leads and has no days there, and who has none at all.

    Nothing while nobody has any: then the days are simply not entered yet.
    """
    section = contents.section_of(SectionKind.WORK_PLAN)
    days = days_by_place(contents) if section else {}
    if any(days.values()):
        yield from _leads(contents, days, section)
        yield from _idle(contents, days, section)
        yield from _removed(contents, days, section)


def days_by_place(contents: Contents) -> ByPlace:
    """Return the days by partner and work package; nothing where there are none."""
    days: dict[tuple[int, int], Decimal] = {}
    for partner, package, _category, own in contents.given.efforts:
        place = partner, package
        days[place] = days[place] + own if place in days else own
    return days


def _leads(contents: Contents, days: ByPlace, section: str) -> Iterator[Finding]:
    for package in contents.packages:
        tasks = [each for each in package.parts if each.sort is Sort.TASK]
        # One sentence per partner: leading the work package says all of its tasks.
        leading: list[Package | Part] = [*reversed(tasks), package]
        led = {each.lead or 0: each.label for each in leading}
        for number, label in led.items():
            partner = contents.by_number.get(number)
            if not partner or not works(partner) or days.get((number, package.number)):
                continue
            words = {
                "partner": partner.label,
                "what": label,
                "package": package.label,
            }
            sentence = (
                _("%(partner)s leads %(what)s but has 0 days there.")
                if label == package.label
                else _("%(partner)s leads %(what)s but has 0 days in %(package)s.")
            )
            yield Finding(
                sentence % words,
                Destination(Place.EFFORT, (number, package.number)),
                Keeps.FITTING,
                section=section,
                partner=number,
                package=package.number,
            )


def _idle(contents: Contents, days: ByPlace, section: str) -> Iterator[Finding]:
    busy = {number for (number, _package), own in days.items() if own}
    idle = [
        each
        for each in contents.participants
        if works(each) and number_of(each) not in busy
    ]
    if len(idle) > MOST_NAMED:
        words = {"number": len(idle)}
        yield Finding(
            _("%(number)d partners have no days yet.") % words,
            Destination(Place.EFFORT_TABLE),
            Keeps.FITTING,
            section=section,
            is_open=True,
        )
        return
    for each in idle:
        number = number_of(each)
        yield Finding(
            _("%(partner)s has no days yet.") % {"partner": contents.named(number)},
            Destination(Place.EFFORT, (number, None)),
            Keeps.FITTING,
            section=section,
            partner=number,
            is_open=True,
        )


def _removed(contents: Contents, days: ByPlace, section: str) -> Iterator[Finding]:
    """Name days of partners that were removed: the work plan has them, no total."""
    gone: dict[int, Decimal] = {}
    for (number, _package), own in days.items():
        if own and number not in contents.by_number:
            gone[number] = gone.get(number, Decimal(0)) + own
    for number, own in sorted(gone.items()):
        words = {"partner": f"P{number}", "days": days_in_words(own)}
        yield Finding(
            _("%(partner)s was removed and has %(days)s: they are in no total.")
            % words,
            Destination(Place.EFFORT_TABLE),
            Keeps.FITTING,
            section=section,
            partner=number,
        )
