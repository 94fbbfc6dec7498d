"""What a budget is computed from: who, which days, which journeys, which rates."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from eligibility.core import Confidence, Role, Standing


class Category(StrEnum):
    """A category of staff, as the rates of a call name it."""

    MANAGER = "manager"
    TEACHER = "teacher"
    TECHNICIAN = "technician"
    ADMINISTRATIVE = "administrative"


CATEGORIES = {each.value: each for each in Category}
"""Each by its value, at a part of what making it from that costs: a draft has 700."""


class Traveller(StrEnum):
    """Who is away for mobility; staff and learners get different sums a day."""

    STAFF = "staff"
    LEARNER = "learner"


class BandKind(StrEnum):
    """What a band pays: a return trip by kilometres, or a day of the stay."""

    TRAVEL = "travel"
    STAFF = "staff"
    LEARNER = "learner"


class Unpaid(StrEnum):
    """Why the days of a partner bring no grant."""

    LEFT = "left"
    ASSOCIATED = "associated"
    COUNTRY_UNKNOWN = "country_unknown"
    NO_RATE = "no_rate"


class DayRates(NamedTuple):
    """The rates of one country, EUR per working day; `group` is its rate group."""

    group: int
    manager: Decimal
    teacher: Decimal
    technician: Decimal
    administrative: Decimal

    def of(self, category: Category) -> Decimal:
        """Return what one day of a category of staff brings."""
        rate: Decimal = getattr(self, category.value)
        return rate


class Payee(NamedTuple):
    """A partner as its money is counted: a tuple, hundreds are a key at once.

    `standing` is NONE where the country has no status or is unknown. `rates` is None
    where the call has none for the country.
    """

    number: int
    role: Role
    standing: Standing
    rates: DayRates | None
    is_country_known: bool = True
    takes_part: bool = True

    @property
    def is_funded(self) -> bool:
        """Say whether it gets a grant: every role but the associated partner's."""
        return self.takes_part and self.role is not Role.ASSOCIATED_PARTNER

    @property
    def unpaid(self) -> Unpaid | None:
        """Say why its days bring no grant, None where they do."""
        if not self.takes_part:
            return Unpaid.LEFT
        if self.role is Role.ASSOCIATED_PARTNER:
            return Unpaid.ASSOCIATED
        if not self.is_country_known:
            return Unpaid.COUNTRY_UNKNOWN
        return Unpaid.NO_RATE if self.rates is None else None


class Days(NamedTuple):
    """Working days of one category of staff of a partner in a work package.

    `payee` and `work_package` are their numbers. A draft has seven hundred of these,
    made and compared at each of its pages: as a tuple in half the time.
    """

    payee: int
    work_package: int
    category: Category
    days: Decimal


@dataclass(frozen=True, slots=True)
class Journey:
    """Participants of one partner who go the same way for the same time.

    `distance_km` is one way; `days` are full and half ones, travel included; each is
    None while it is open. `work_package` is its number, None where none is named.
    """

    key: int
    payee: int
    work_package: int | None
    traveller: Traveller
    participants: int
    distance_km: int | None
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class Band:
    """What one participant gets within `first` to `last`, both included, EUR.

    Kilometres for a return trip, days of the stay for an amount per day. `last` is
    None where nothing ends it.
    """

    kind: BandKind
    first: int
    last: int | None
    amount: Decimal
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Given:
    """All a budget is computed from; the order of rows changes nothing.

    `work_packages` are the numbers of those there are, also without days.
    """

    payees: tuple[Payee, ...]
    work_packages: tuple[int, ...] = ()
    efforts: tuple[Days, ...] = ()
    journeys: tuple[Journey, ...] = ()
    bands: tuple[Band, ...] = ()
