"""What Part A of the applicant lacks that somebody else waits for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from eligibility.core import Role
from proposals.completeness.contents import Contents, Representative
from proposals.completeness.findings import Destination, Finding, Keeps, Place

NOBODY = Representative()


def part_a_findings(contents: Contents) -> Iterator[Finding]:
    """Return that nobody is named who legally represents the applicant, or no address.

    The official form asks for it, and who is named is told of a submission. It keeps
    nothing from happening here.
    """
    if contents.represented is None:
        return
    for number, role in contents.roles.items():
        if role is Role.APPLICANT:
            given = contents.represented.get(number, NOBODY)
            if not given.name:
                words = _("The applicant's legal representative is not named.")
                yield _finding(words, number, "representative_name")
            elif not given.email:
                words = _("The applicant's legal representative has no e-mail.")
                yield _finding(words, number, "representative_email")


def _finding(words: str, number: int, field: str) -> Finding:
    to = Destination(Place.PART_A, (number, field))
    return Finding(words, to, Keeps.FILLING_IN, is_open=True)
