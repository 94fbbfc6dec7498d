"""What the occupational profiles of a proposal lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proposals.completeness.contents import Contents
from proposals.completeness.findings import Destination, Finding, Keeps, Place
from proposals.files.form import SectionKind


def profile_findings(contents: Contents) -> Iterator[Finding]:
    """Return that no profile is named, or what is open in those that are."""
    section = contents.section_of(SectionKind.PROFILES)
    if section and not contents.profiles:
        yield Finding(
            _("No occupational profile is named."),
            Destination(Place.PROFILE_ADD),
            Keeps.COMPLETING,
            section=section,
            is_open=True,
        )
    for each in contents.profiles if section else ():
        if each.level is None:
            yield Finding(
                _("%(title)s: the EQF level is open.") % {"title": each.title},
                Destination(Place.PROFILE, (each.number, "level")),
                Keeps.COMPLETING,
                section=section,
                is_open=True,
            )
        if not each.code:
            yield Finding(
                _("%(title)s: no ESCO or ISCO code.") % {"title": each.title},
                Destination(Place.PROFILE, (each.number, "code")),
                Keeps.FITTING,
                section=section,
                is_open=True,
            )
