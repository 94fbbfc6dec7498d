"""What a partner confirms: its place in a consortium, as the page showed it.

The project's title is shown too but not covered: it is polished until the last day, and
no partner has to answer again for a comma. Nor is the text on its added value: that is
the applicant's argument to those who assess, about a partner and not by it.

What is covered need not be material: `material.py` says which change of it ends a
confirmation.
"""

import hashlib
import json
import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Self

from alliances.models import Alliance
from alliances.partner import Partner
from eligibility.core import canonical
from proposals.snapshots.burdens import Burden

AMOUNT = re.compile(r"[0-9]{1,12}\.[0-9]{1,2}")
"""How days and grant are written: a form may bring anything."""
LABELS = "|"
"""Between the labels of what a partner leads or works in."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The fields of one confirmation, as codes and as stated.

    The last four came with the second version: days with a decimal, EUR with cents,
    labels joined.
    """

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
    days: str = "0.0"
    grant: str = "0.00"
    leads: str = ""
    works_in: str = ""

    @property
    def text(self) -> str:
        """The canonical JSON, which a form carries to say what it showed."""
        return canonical({name: getattr(self, name) for name in FIELDS})

    @property
    def digest(self) -> str:
        """The SHA-256 that is stored with the answer."""
        return digest_of_text(self.text)

    @property
    def first_digest(self) -> str:
        """The digest of the first version, for answers of which only that was kept."""
        first = {name: getattr(self, name) for name in FIRST}
        return digest_of_text(canonical(first))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what `text` says, None if a form did not bring it as we wrote it."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return None
        is_ours = isinstance(data, dict) and data.keys() == set(FIELDS)
        if not is_ours or not all(isinstance(each, str) for each in data.values()):
            return None
        has_amounts = all(AMOUNT.fullmatch(data[name]) for name in ("days", "grant"))
        return cls(**data) if has_amounts else None


FIELDS = tuple([each.name for each in fields(Covered)])
FIRST = frozenset(FIELDS[:10])
"""The fields of the first version, which had nothing of work plan and budget."""


def digest_of_text(text: str) -> str:
    """Return the digest of the text of a statement."""
    return hashlib.sha256(text.encode()).hexdigest()


def covered_by(
    partner: Partner, alliance: Alliance, *, applicant: str, burden: Burden
) -> Covered:
    """Return what a confirmation of a partner of the alliance would cover."""
    return Covered(
        acronym=alliance.acronym,
        applicant=applicant,
        call=alliance.call_id,
        country=partner.country_id or "",
        lot=str(alliance.lot_id),
        name=partner.name,
        pic=partner.pic,
        role=partner.role,
        sector=alliance.sector,
        types=partner.types,
        days=f"{burden.days:.1f}",
        grant=f"{burden.grant:.2f}",
        leads=LABELS.join(burden.leads),
        works_in=LABELS.join(burden.works_in),
    )


def labels_in(joined: str) -> list[str]:
    """Return the labels of a field."""
    return joined.split(LABELS) if joined else []


def amount_in(text: str) -> Decimal:
    """Return the number of a field."""
    return Decimal(text)
