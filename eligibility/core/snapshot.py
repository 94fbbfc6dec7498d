"""What the engine is told of one consortium: frozen facts, already resolved."""

from dataclasses import dataclass
from decimal import Decimal

from eligibility.core.terms import Answer, PartnerType, Role, Standing


@dataclass(frozen=True, slots=True)
class Place:
    """A country as one call sees it.

    `code` is ISO 3166-1 alpha-2 (or XK); `counts_as` is the Member State an overseas
    territory is linked to, else `code` itself.
    """

    code: str
    counts_as: str
    standing: Standing
    is_eu_member: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """One row of the consortium, as stated.

    `place` is None while the country is unknown. `types` is empty while the type is
    unknown and holds several while it is open between them. `label` is how people in
    the browser call the row ("P7"); it decides nothing. `has_added_value` says
    whether a text on its essential added value is stated, where texts can be.
    """

    name: str
    place: Place | None
    role: Role
    types: tuple[PartnerType, ...] = ()
    pic: str | None = None
    answer: Answer = Answer.CONFIRMED
    label: str = ""
    has_added_value: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """One entry of a Lot's sector list."""

    slug: str
    title: str

    def is_named(self, stated: str) -> bool:
        """Say whether `stated` is its slug or title; case and outer blanks are free."""
        wanted = stated.strip().casefold()
        return wanted in (self.slug.casefold(), self.title.strip().casefold())


@dataclass(frozen=True, slots=True)
class Edition:
    """Which published reference data resolved the countries and sectors."""

    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ConsortiumSnapshot:
    """All facts one evaluation may use.

    `duration_months` in months, `grant_requested` in EUR. `sector` is the slug, title
    or free text as stated. `applications_elsewhere` is the number of other live
    applications of the same applicant in the same sector; None when the input cannot
    carry it, and then the clause is left out of the report. So is one on a text, unless
    `has_texts` says that the input carries the texts. `standing_elsewhere` holds the
    keys of those of its own organisations that take part in another live application
    of the call, sorted; None likewise.
    """

    call: str
    lot: str
    project_type: str
    participants: tuple[Participant, ...]
    sectors: tuple[Sector, ...]
    edition: Edition
    sector: str | None = None
    duration_months: int | None = None
    grant_requested: Decimal | None = None
    applications_elsewhere: int | None = None
    has_texts: bool = False
    standing_elsewhere: tuple[str, ...] | None = None
