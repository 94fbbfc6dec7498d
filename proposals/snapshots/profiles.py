"""The occupational profiles of a draft, as pages, packs and records read them."""

from dataclasses import dataclass

from proposals.files.occupations import parse_code
from proposals.models import OccupationalProfile, Proposal


@dataclass(frozen=True, slots=True)
class Profile:
    """One occupational profile as it is stated."""

    number: int
    title: str
    code: str
    """ISCO-08 digits, an ESCO code or its URI; empty while it is open."""
    scheme: str
    """isco or esco; empty while the code is open."""
    level: int | None
    """Of the European Qualifications Framework, 1 to 8; None while it is open."""
    version: int

    @property
    def code_words(self) -> str:
        """The code with its classification; empty while it is open."""
        return parse_code(self.code).words if self.code else ""


def profiles_of(proposal: Proposal) -> tuple[Profile, ...]:
    """Return the profiles that were not removed, by number: one query."""
    rows = OccupationalProfile.objects.current().filter(proposal=proposal)
    return tuple(
        Profile(
            number=each.number,
            title=each.title,
            code=each.code,
            scheme=parse_code(each.code).scheme.value if each.code else "",
            level=each.level,
            version=each.version,
        )
        for each in rows.order_by("number")
    )
