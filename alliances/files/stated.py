"""What a consortium file states, once it has been read and found sound."""

from dataclasses import dataclass
from decimal import Decimal

from alliances.enums import Role, StatedAnswer

LEFT = frozenset({StatedAnswer.DECLINED.value, StatedAnswer.WITHDRAWN.value})
"""Statuses of those who take no part."""


@dataclass(frozen=True, slots=True)
class StatedPartner:
    """One partner as the file states it.

    `row` is the row of the sheet, or in JSON the position from 1. `country` is an ISO
    code, None while unknown; `types` is empty while unknown and holds several while
    open between them. The words are those of `alliances.enums`.
    """

    row: int
    name: str
    country: str | None
    role: str
    types: tuple[str, ...]
    pic: str | None
    status: str
    email: str = ""
    """Of its contact person; empty where the list says none."""

    @property
    def is_applying(self) -> bool:
        """Say whether this is an applicant that takes part: others may have left."""
        return self.role == Role.APPLICANT and self.status not in LEFT


@dataclass(frozen=True, slots=True)
class ConsortiumFile:
    """A consortium as a file and the options beside it state it.

    Whether the call, its Lot and project type exist is not known here. Texts are empty
    where nothing is stated.
    """

    call: str
    lot: str
    project_type: str
    acronym: str
    title: str
    sector: str
    duration_months: int | None
    grant_requested_eur: Decimal | None
    partners: tuple[StatedPartner, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A fact given beside the file, as JSON would hold it, and what to call its place.

    It takes the place of what the file says before anything is checked.
    """

    value: object
    where: str
