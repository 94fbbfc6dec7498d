"""What a work plan lacks or contradicts: types, leads, months and lengths."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.core import Participant
from eligibility.words import figure
from proposals.completeness.contents import (
    Contents,
    Package,
    Part,
    Sort,
    takes_part,
    works,
)
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.completeness.months import month_findings
from proposals.completeness.words import kinds_in_words
from proposals.enums import WorkPackageKind
from proposals.files.form import SectionKind

RECOMMENDED = 1500
"""Characters of a description, as the descriptions of the sister action recommend."""


def work_plan_findings(contents: Contents) -> Iterator[Finding]:
    """Return what is open or does not fit; the plan as a whole comes first."""
    section = contents.section_of(SectionKind.WORK_PLAN)
    if not section:
        return
    yield from _kinds(contents, section)
    for package in contents.packages:
        yield from _leads(contents, section, package)
        yield from month_findings(package, section=section, months=contents.months)
        yield from _length(section, package)


def missing_kinds(contents: Contents) -> tuple[WorkPackageKind, ...]:
    """Return the types of which there is no work package, in the form's order."""
    present = {each.kind for each in contents.packages}
    return tuple(each for each in WorkPackageKind if each not in present)


def _kinds(contents: Contents, section: str) -> Iterator[Finding]:
    to = Destination(Place.PACKAGE_ADD)
    if not contents.packages:
        words = _("There is no work package yet: each type is needed at least once.")
        yield Finding(words, to, Keeps.COMPLETING, section=section, is_open=True)
        return
    missing = missing_kinds(contents)
    if missing:
        words = ngettext(
            "No work package for %(kinds)s: each type is needed at least once.",
            "No work packages for %(kinds)s: each type is needed at least once.",
            len(missing),
        ) % {"kinds": kinds_in_words(missing)}
        yield Finding(words, to, Keeps.COMPLETING, section=section, is_open=True)


def _leads(contents: Contents, section: str, package: Package) -> Iterator[Finding]:
    if package.lead is None:
        yield Finding(
            _("%(label)s has no lead partner yet.") % {"label": package.label},
            Destination(Place.PACKAGE, (package.number, "lead")),
            Keeps.COMPLETING,
            section=section,
            package=package.number,
            is_open=True,
        )
    tasks = [each for each in package.parts if each.sort is Sort.TASK]
    led: list[Package | Part] = [package, *tasks]
    for each in led:
        lead = contents.by_number.get(each.lead or 0)
        if each.lead is not None and not (lead and works(lead)):
            yield _troubled(contents, section, package, each)


def _troubled(
    contents: Contents, section: str, package: Package, led: Package | Part
) -> Finding:
    """Say why whoever leads cannot lead any more."""
    lead = contents.by_number.get(led.lead or 0)
    words = {"label": led.label, "trouble": _trouble(lead)}
    words["partner"] = f"{lead.label} {lead.name}" if lead else f"P{led.lead}"
    return Finding(
        _("%(label)s is led by %(partner)s: %(trouble)s.") % words,
        Destination(Place.PART, (package.number, led.sort, led.number, "lead"))
        if isinstance(led, Part)
        else Destination(Place.PACKAGE, (package.number, "lead")),
        Keeps.FITTING,
        section=section,
        partner=led.lead,
        package=package.number,
    )


def _trouble(lead: Participant | None) -> str:
    if lead is not None and takes_part(lead):
        return _("now an associated partner")
    return _("left")


def _length(section: str, package: Package) -> Iterator[Finding]:
    if package.described > RECOMMENDED:
        words = _(
            "%(label)s is described in %(size)s characters; %(most)s are advised."
        )
        yield Finding(
            words
            % {
                "label": package.label,
                "size": figure(package.described),
                "most": figure(RECOMMENDED),
            },
            Destination(Place.PACKAGE, (package.number, "description")),
            Keeps.WORD,
            section=section,
            package=package.number,
            is_open=True,
        )
