"""What a partner confirms: its place in a consortium, as the page showed it.

The project's title is shown too but not covered: it is polished until the last day, and
no partner has to answer again for a comma. Nor is the text on its added value: that is
the applicant's argument to those who assess, about a partner and not by it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Self

from alliances.enums import Role
from alliances.models import Alliance, Partnership
from eligibility.core import canonical


@dataclass(frozen=True, slots=True)
class Covered:
    """The fields of one confirmation, as codes and as stated."""

    acronym: str
    applicant: str
    call: str
    country: str
    lot: str
    name: str
    pic: str
    role: str
    sector: str
    types: str

    @property
    def text(self) -> str:
        """The canonical JSON, which a form carries to say what it showed."""
        return canonical(asdict(self))

    @property
    def digest(self) -> str:
        """The SHA-256 that is stored with the answer."""
        return digest_of_text(self.text)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what `text` says, None if a form did not bring it as we wrote it."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return None
        names = {each.name for each in fields(cls)}
        is_ours = isinstance(data, dict) and data.keys() == names
        if not is_ours or not all(isinstance(each, str) for each in data.values()):
            return None
        return cls(**data)


def digest_of_text(text: str) -> str:
    """Return the digest of the text of a statement."""
    return hashlib.sha256(text.encode()).hexdigest()


def covered_by(partnership: Partnership, *, applicant: str) -> Covered:
    """Return what a confirmation of `partnership`, with its alliance, would cover."""
    alliance = partnership.alliance
    return Covered(
        acronym=alliance.acronym,
        applicant=applicant,
        call=alliance.call_id,
        country=partnership.country_id or "",
        lot=str(alliance.lot_id),
        name=partnership.name,
        pic=partnership.pic,
        role=partnership.role,
        sector=alliance.sector,
        types=partnership.types,
    )


def applicant_of(alliance: Alliance) -> str:
    """Return the name of who applies, empty while there is nobody."""
    rows = alliance.partnerships.taking_part().filter(role=Role.APPLICANT)
    return rows.values_list("name", flat=True).first() or ""
