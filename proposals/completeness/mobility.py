"""What keeps mobility from being counted, or from being what a call pays for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import money
from proposals.budget import Gap, Journey
from proposals.completeness.contents import Contents
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.files.form import Section, SectionKind

OPEN = frozenset({Gap.DISTANCE_OPEN, Gap.DAYS_OPEN})
"""What is only not known yet."""
FIELDS = {
    Gap.DISTANCE_OPEN: "distance_km",
    Gap.NO_TRAVEL_RATE: "distance_km",
    Gap.NO_WORK_PACKAGE: "work_package",
}
"""The control that mends a gap; the others are about days."""


def mobility_findings(contents: Contents) -> Iterator[Finding]:
    """Return what does not fit line by line, then of mobility as a whole."""
    sections = [each for each in contents.sections if each.kind is SectionKind.MOBILITY]
    for section in sections:
        yield from _unfunded(contents, section.code)
        yield from _gaps(contents, section.code)
        if contents.given.journeys:
            yield from _aims(contents, section)
        yield from _share(contents, section.code)


def gap_words(gap: Gap) -> str:
    """Say why a part of a journey is not counted."""
    return {
        Gap.DISTANCE_OPEN: _("the distance is open, so travel is not counted"),
        Gap.DAYS_OPEN: _("the days are open, so subsistence is not counted"),
        Gap.NO_TRAVEL_RATE: _("the call pays nothing we know of for this distance"),
        Gap.NO_DAY_RATE: _("the call has no rate for these days, so none is counted"),
        Gap.NOT_HALF_DAYS: _("only full and half days are paid, so none is counted"),
        Gap.DAYS_BEYOND: _("the stay is longer than any that is paid: not counted"),
        Gap.NO_WORK_PACKAGE: _("it names no work package"),
    }[gap]


def _gaps(contents: Contents, section: str) -> Iterator[Finding]:
    for journey, cost in contents.budget.journeys:
        for gap in cost.gaps:
            field = FIELDS.get(gap, "days")
            finding = _of_line(journey, gap_words(gap), field, section)
            yield finding._replace(is_open=gap in OPEN)


def _unfunded(contents: Contents, section: str) -> Iterator[Finding]:
    """Name lines of who gets no grant: the budget leaves them out."""
    counted = {journey.key for journey, _cost in contents.budget.journeys}
    for each in contents.given.journeys:
        if each.key not in counted:
            partner = contents.by_number.get(each.payee)
            name = f"{partner.label} {partner.name}" if partner else f"P{each.payee}"
            words = _("%(partner)s gets no grant, so the line is not counted")
            yield _of_line(each, words % {"partner": name}, "partner", section)


def _of_line(journey: Journey, what: str, field: str, section: str) -> Finding:
    words = {"line": f"M{journey.key}", "what": what}
    return Finding(
        _("Mobility line %(line)s: %(what)s.") % words,
        Destination(Place.MOBILITY, (journey.key, field)),
        Keeps.FITTING,
        section=section,
        partner=journey.payee,
    )


def _aims(contents: Contents, section: Section) -> Iterator[Finding]:
    """Say that lines are there and nobody wrote what they are for."""
    number = len(contents.given.journeys)
    for question in section.questions:
        if not contents.written(question.code, None).is_begun:
            words = ngettext(
                "There is %(number)d mobility line, but not answered: %(title)s",
                "There are %(number)d mobility lines, but not answered: %(title)s",
                number,
            )
            yield Finding(
                words % {"number": number, "title": question.title},
                Destination(Place.ANSWER, (section.code, question.code, None)),
                Keeps.COMPLETING,
                section=section.code,
                is_open=True,
            )


def _share(contents: Contents, section: str) -> Iterator[Finding]:
    grant = contents.budget.grant
    if grant.mobility * 2 > grant.total:
        words = _(
            "Mobility comes to %(mobility)s of %(total)s: it supports the aims and is"
            " never the main activity."
        )
        yield Finding(
            words % {"mobility": money(grant.mobility), "total": money(grant.total)},
            Destination(Place.MOBILITY, ()),
            Keeps.FITTING,
            section=section,
        )
