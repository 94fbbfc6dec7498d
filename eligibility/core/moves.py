"""The moves a repair is made of, and what a consortium is after them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from eligibility.core.census import normalised
from eligibility.core.engine import Bound
from eligibility.core.rulebook import Clause
from eligibility.core.snapshot import ConsortiumSnapshot, Participant, Place
from eligibility.core.terms import (
    FULL_PARTNER_ROLES,
    Answer,
    PartnerType,
    Role,
    Standing,
)
from eligibility.core.trial import Member

EACH_COUNTRY = "each-country-has"
MOST_WORLDS = 96
"""A repair that would have to be proved in more ways than this is not offered."""


class MoveKind(StrEnum):
    """The kinds of the file contract."""

    SETTLE_TYPE = "settle_type"
    CHANGE_ROLE = "change_role"
    ADD_PARTNERS = "add_partners"
    REMOVE_PARTNER = "remove_partner"


@dataclass(frozen=True, slots=True)
class AddPartners:
    """Add organisations of one class; the promise holds for every one of the class.

    `types` are those a newcomer may have, one each; empty means any. `countries` are
    the Programme countries that help, `others` those that do not, both proved and
    sorted. With `fresh`, that many newcomers are in different ones of `countries`, none
    of which has a full partner yet, and the rest in any Programme country.
    """

    count: int
    types: tuple[PartnerType, ...]
    role: Role
    countries: tuple[str, ...]
    others: tuple[str, ...] = ()
    fresh: int = 0
    kind: MoveKind = MoveKind.ADD_PARTNERS

    @property
    def touched(self) -> int:
        """Return how many organisations the move concerns."""
        return self.count


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Give an organisation of the consortium another role."""

    organisation: Participant
    role: Role
    kind: MoveKind = MoveKind.CHANGE_ROLE
    touched: int = 1


@dataclass(frozen=True, slots=True)
class SettleType:
    """Settle an organisation open between types on one of them."""

    organisation: Participant
    type: PartnerType
    kind: MoveKind = MoveKind.SETTLE_TYPE
    touched: int = 1


@dataclass(frozen=True, slots=True)
class RemovePartner:
    """Go on without an organisation."""

    organisation: Participant
    kind: MoveKind = MoveKind.REMOVE_PARTNER
    touched: int = 1


Move = AddPartners | ChangeRole | SettleType | RemovePartner
World = tuple[Participant, ...]
"""The organisations after some moves, with one choice for everything left open."""


class TooManyWorldsError(Exception):
    """The moves leave more open than can be proved case by case."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Who may come: Programme countries, and types no clause tells apart left out.

    `places` are in the order of their codes; `told_apart` are the sets of types the
    clauses name; `each_country_counts` where a clause looks at countries one by one.
    """

    places: tuple[Place, ...]
    told_apart: tuple[frozenset[PartnerType], ...]
    each_country_counts: bool

    def samples(self, types: tuple[PartnerType, ...]) -> list[PartnerType]:
        """Return one type of each sort the law tells apart, the least useful first."""
        one_of: dict[object, PartnerType] = {}
        for each in types or PartnerType:
            sort = [each in those for those in self.told_apart]
            is_umbrella = self.each_country_counts and each is PartnerType.EU_NETWORK
            one_of.setdefault((*sort, is_umbrella), each)
        return sorted(
            one_of.values(),
            key=lambda each: sum(each in those for those in self.told_apart),
        )

    def choices(self, move: AddPartners, world: World) -> list[list[Participant]]:
        """Return the newcomers a class stands for, weakest first.

        Countries the law does not tell apart are tried once: those that have a full
        partner already, in the Union or outside, and those that have none.
        """
        taken = covered(world)
        inside = [p for p in self.places if p.code in move.countries]
        return [
            [newcomer(n, place, kind, move.role) for n, place in enumerate(places)]
            for places in self._countries(move, inside, taken)
            for kind in self.samples(move.types)
        ]

    def _countries(
        self, move: AddPartners, inside: list[Place], taken: set[str]
    ) -> list[list[Place]]:
        if not move.fresh:
            return [[place] * move.count for place in self.sorts(inside, taken)]
        # Outside the Union is the weaker choice; inside only where it runs out.
        free = [place for place in inside if place.code not in taken]
        free.sort(key=lambda place: place.is_eu_member)
        first = free[: move.fresh]
        if len(first) < move.fresh:
            return []
        after = taken | {place.code for place in first}
        rest = move.count - move.fresh
        others = self.sorts(self.places, after) if rest else first[:1]
        return [[*first, *[place] * rest] for place in others]

    def sorts(self, places: Iterable[Place], taken: set[str]) -> list[Place]:
        """Return one country of each sort, those with a full partner first."""
        one_of: dict[object, Place] = {}
        for place in places:
            one_of.setdefault(self.sort(place, taken), place)
        return sorted(one_of.values(), key=lambda each: each.code not in taken)

    def sort(self, place: Place, taken: set[str]) -> object:
        """Return what the law can see of a country for a newcomer."""
        is_taken = place.code in taken
        one_by_one = self.each_country_counts and is_taken
        return (place.is_eu_member, is_taken, place.code if one_by_one else "")


def newcomers_of(bound: Iterable[Bound], places: Iterable[Place]) -> Newcomers:
    """Return who may come under some clauses, from the places of a call."""
    told_apart = [types for clause, _ in bound for types in type_sets(clause)]
    each_country = any(clause.check == EACH_COUNTRY for clause, _ in bound)
    programme = {
        place.code: place
        for place in places
        if place.standing is Standing.PROGRAMME and place.code == place.counts_as
    }
    return Newcomers(
        tuple([programme[code] for code in sorted(programme)]),
        tuple(told_apart),
        each_country,
    )


def type_sets(clause: Clause) -> list[frozenset[PartnerType]]:
    """Return the sets of types a clause tells apart."""
    types, functions = clause.arguments.get("types"), clause.arguments.get("functions")
    sets = list(functions.values()) if isinstance(functions, Mapping) else [types]
    return [each for each in sets if isinstance(each, frozenset)]


def newcomer(number: int, place: Place, kind: PartnerType, role: Role) -> Participant:
    """Return an organisation that is not there yet."""
    return Participant(
        f"New partner {number + 1}", place, role, (kind,), answer=Answer.INVITED
    )


def covered(world: Iterable[Participant]) -> set[str]:
    """Return the Programme countries that have a full partner."""
    return {
        each.place.counts_as
        for each in world
        if each.role in FULL_PARTNER_ROLES
        and each.place is not None
        and each.place.standing is Standing.PROGRAMME
    }


def worlds(move: Move, world: World, newcomers: Newcomers) -> list[World]:
    """Return every world a move may lead to; none where it cannot be made."""
    if isinstance(move, AddPartners):
        return [world + tuple(each) for each in newcomers.choices(move, world)]
    organisation = move.organisation
    rest = tuple([each for each in world if each is not organisation])
    if isinstance(move, RemovePartner):
        return [rest]
    if isinstance(move, ChangeRole):
        return [(*rest, _changed(organisation, role=move.role))]
    return [(*rest, _changed(organisation, types=(move.type,)))]


def all_worlds(
    moves: Sequence[Move], world: World, newcomers: Newcomers
) -> list[World]:
    """Return every world some moves may lead to, one after the other.

    Raises TooManyWorldsError where they are too many to prove.
    """
    reached = [world]
    for move in in_order(moves):
        reached = [after for one in reached for after in worlds(move, one, newcomers)]
        if len(reached) > MOST_WORLDS:
            raise TooManyWorldsError
    return reached


def in_order(moves: Sequence[Move]) -> list[Move]:
    """Return the moves with those on present organisations first.

    An organisation changed twice would no longer be the one the second move names.
    """
    return sorted(moves, key=lambda move: isinstance(move, AddPartners))


def _changed(organisation: Participant, **facts: object) -> Participant:
    return replace(organisation, **facts)  # type: ignore[arg-type]  # role or types


def changes_applicant(moves: Iterable[Move]) -> bool:
    """Say whether another organisation is the applicant afterwards."""
    return any(
        move.role is Role.APPLICANT
        if isinstance(move, AddPartners)
        else move.organisation.role is Role.APPLICANT or _makes_applicant(move)
        for move in moves
    )


def _makes_applicant(move: Move) -> bool:
    return isinstance(move, ChangeRole) and move.role is Role.APPLICANT


def applied(
    moves: Sequence[Move],
    snapshot: ConsortiumSnapshot,
    members: Sequence[Member],
    newcomers: Newcomers,
) -> ConsortiumSnapshot:
    """Return the consortium as it would be stated after the moves.

    A move concerns all rows of an organisation; newcomers get names nobody has.
    """
    rows_of = {id(each.organisation): each.rows for each in members}
    rows = {id(each): each for each in snapshot.participants}
    for move in moves:
        if isinstance(move, AddPartners):
            continue
        for row in rows_of[id(move.organisation)]:
            if isinstance(move, RemovePartner):
                del rows[id(row)]
            elif isinstance(move, ChangeRole):
                rows[id(row)] = replace(row, role=move.role)
            else:
                rows[id(row)] = replace(row, types=(move.type,))
    number = sum(move.count for move in moves if isinstance(move, AddPartners))
    before = tuple([each.organisation for each in members])
    after = all_worlds(moves, before, newcomers)[0]
    arrivals = after[len(after) - number :]
    return replace(
        snapshot, participants=(*rows.values(), *_named_anew(arrivals, rows.values()))
    )


def _named_anew(
    arrivals: Iterable[Participant], rows: Iterable[Participant]
) -> list[Participant]:
    taken = {normalised(each.name) for each in rows}
    names = (f"New partner {number}" for number in count(1))
    free = (name for name in names if normalised(name) not in taken)
    return [replace(each, name=next(free)) for each in arrivals]
