"""Who there is to count: rows merged into organisations, sorted by certainty."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from eligibility.core.findings import Excluded
from eligibility.core.snapshot import ConsortiumSnapshot, Participant
from eligibility.core.terms import (
    FULL_PARTNER_ROLES,
    Answer,
    Reading,
    Role,
    Standing,
    Why,
)

GONE = frozenset({Answer.DECLINED, Answer.WITHDRAWN})
"""The answers of partners that no longer take part."""
STRENGTH = {role: strength for strength, role in enumerate(Role)}
WHY_ROLE = {
    Role.AFFILIATED_ENTITY: Why.AFFILIATED_ENTITY,
    Role.ASSOCIATED_PARTNER: Why.ASSOCIATED_PARTNER,
}
WHY_STANDING = {
    Standing.PARTNER: Why.PARTNER_COUNTRY,
    Standing.NONE: Why.NO_STATUS,
}


@dataclass(frozen=True, slots=True)
class Census:
    """The organisations of a consortium as one reading sees them.

    `organisations` are all after merging; `certain` the full partners that surely count
    towards the minima, from these `countries`; `open_cases` those that may;
    `excluded` those that cannot.
    """

    snapshot: ConsortiumSnapshot
    reading: Reading
    organisations: tuple[Participant, ...]
    merged: tuple[Excluded, ...]
    certain: tuple[Participant, ...]
    open_cases: tuple[Excluded, ...]
    excluded: tuple[Excluded, ...]
    countries: frozenset[str]

    @property
    def applicants(self) -> list[Participant]:
        """All organisations with the role of applicant, invited ones too."""
        return [each for each in self.organisations if each.role is Role.APPLICANT]

    @property
    def uncounted(self) -> tuple[Excluded, ...]:
        """Everybody who is not certain, with the reason."""
        return self.open_cases + self.excluded


def take_census(
    snapshot: ConsortiumSnapshot,
    reading: Reading,
    merger: "tuple[tuple[Participant, ...], tuple[Participant, ...]] | None" = None,
) -> Census:
    """Sort the organisations of `snapshot` by how surely they count.

    `merger` saves work when `merge_rows` of the same snapshot is at hand.
    """
    organisations, merged_rows = merger or merge_rows(snapshot.participants)
    certain: list[Participant] = []
    open_cases: list[Excluded] = []
    merged = tuple([Excluded(row, Why.MERGED) for row in merged_rows])
    excluded = list(merged)
    for each in organisations:
        why = _why_not(each, reading)
        if why is None:
            certain.append(each)
        elif why is Why.COUNTRY_UNKNOWN or why is Why.INVITED:
            open_cases.append(Excluded(each, why))
        else:
            excluded.append(Excluded(each, why))
    return Census(
        snapshot,
        reading,
        organisations,
        merged,
        tuple(certain),
        tuple(open_cases),
        tuple(excluded),
        frozenset([each.place.counts_as for each in certain if each.place]),
    )


def _why_not(each: Participant, reading: Reading) -> Why | None:
    """Return why an organisation does not surely count, or None if it does."""
    if each.role not in FULL_PARTNER_ROLES:
        return WHY_ROLE[each.role]
    if each.place is None:
        return Why.COUNTRY_UNKNOWN
    if each.place.standing is not Standing.PROGRAMME:
        return WHY_STANDING[each.place.standing]
    if reading is Reading.CONFIRMED and each.answer is Answer.INVITED:
        return Why.INVITED
    return None


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """Return the name as it is compared: NFKC, casefold, blanks collapsed.

    Accents and punctuation stay: Škola and Skola are two names.
    """
    folded = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(folded.casefold().split())


def organisation_key(each: Participant) -> str | None:
    """Name an organisation across consortia: its PIC, else its name and country.

    None while neither is known: a name alone is no organisation.
    """
    if each.pic:
        return f"pic:{each.pic}"
    if each.place is None:
        return None
    return f"name:{normalised(each.name)}|{each.place.code}"


def merge_rows(
    participants: Iterable[Participant],
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Merge rows of one organisation, leaving out declined and withdrawn ones.

    Rows are one organisation, transitively, with the same PIC; or with the same name
    and the same known country unless both have different PICs. Returns the
    organisations and the rows that were merged away, each in a fixed order.
    """
    rows = sorted([p for p in participants if p.answer not in GONE], key=_order)
    families = _families(rows)
    if len(families) == len(rows):
        return tuple(rows), ()
    organisations, merged = [], []
    for family in families:
        _winner, *others = sorted(family, key=_precedence)
        merged += others
        organisations.append(_organisation(family))
    return tuple(sorted(organisations, key=_order)), tuple(sorted(merged, key=_order))


def are_all_different(participants: Iterable[Participant]) -> bool:
    """Say whether no two rows share a PIC or a name and country: most consortia.

    Then each row is an organisation of its own, and what they are called decides
    nothing. Rows of partners that left are not looked at.
    """
    rows = [each for each in participants if each.answer not in GONE]
    pics = [row.pic for row in rows if row.pic]
    names = [
        (normalised(row.name), row.place.code) for row in rows if row.place is not None
    ]
    return len(set(pics)) == len(pics) and len(set(names)) == len(names)


def families(
    participants: Iterable[Participant],
) -> list[tuple[Participant, tuple[Participant, ...]]]:
    """Return each organisation with the rows it stands in, in the order of evidence."""
    rows = sorted([p for p in participants if p.answer not in GONE], key=_order)
    found = [(_organisation(each), tuple(each)) for each in _families(rows)]
    return sorted(found, key=lambda pair: _order(pair[0]))


def _organisation(family: list[Participant]) -> Participant:
    """Return what the rows of one organisation say together."""
    winner, *others = sorted(family, key=_precedence)
    return _joined(winner, family) if others else winner


def _families(rows: list[Participant]) -> list[list[Participant]]:
    """Group the rows that are one organisation."""
    if are_all_different(rows):
        return [[row] for row in rows]
    by_pic: defaultdict[str, list[int]] = defaultdict(list)
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.pic:
            by_pic[row.pic].append(index)
        if row.place is not None:
            by_name[normalised(row.name), row.place.code].append(index)
    # Rows of one name all have PICs and differ, or one without a PIC joins them all.
    bonds = [group for group in by_pic.values() if len(group) > 1] + [
        group
        for group in by_name.values()
        if len(group) > 1 and any(not rows[index].pic for index in group)
    ]
    if not bonds:
        return [[row] for row in rows]
    return _joined_groups(rows, bonds)


def _joined_groups(
    rows: list[Participant], bonds: list[list[int]]
) -> list[list[Participant]]:
    """Follow the bonds transitively (union-find)."""
    head = list(range(len(rows)))

    def find(index: int) -> int:
        while head[index] != index:
            head[index] = head[head[index]]
            index = head[index]
        return index

    for first, *others in bonds:
        for other in others:
            head[find(other)] = find(first)
    families: defaultdict[int, list[Participant]] = defaultdict(list)
    for index, row in enumerate(rows):
        families[find(index)].append(row)
    return list(families.values())


def _joined(winner: Participant, family: list[Participant]) -> Participant:
    """Give the winning row what its family states: contradictions become open."""
    places = {row.place.code: row.place for row in family if row.place is not None}
    types = {each for row in family for each in row.types}
    return replace(
        winner,
        place=next(iter(places.values())) if len(places) == 1 else None,
        types=tuple(sorted(types)),
        pic=min((row.pic for row in family if row.pic), default=None),
        has_added_value=any(row.has_added_value for row in family),
    )


def _precedence(row: Participant) -> tuple[object, ...]:
    """Order by which the row of an organisation wins: role, then confirmed."""
    return (STRENGTH[row.role], row.answer is not Answer.CONFIRMED, _order(row))


def _order(row: Participant) -> tuple[str, str, str, str, str, tuple[str, ...], str]:
    """Order in which evidence stands, whatever the order of the rows was."""
    return (
        row.name,
        row.place.code if row.place else "",
        row.role,
        row.pic or "",
        row.answer,
        row.types,
        row.label,
    )
