"""An upload compared with the register: in sets, and nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from alliances.enums import RegisterChangeKind
from alliances.models import (
    Organisation,
    Partnership,
    Register,
    RegisterUpload,
    StagedOrganisation,
)

ENTRIES = Organisation._meta.db_table
STAGED = StagedOrganisation._meta.db_table
PARTNERSHIPS = Partnership._meta.db_table
BOTH = f"{STAGED} s LEFT JOIN {ENTRIES} o ON o.pic = s.pic"
"""Each row of an upload with the entry of its PIC, if there is one."""
DIFFERS = (
    "(o.name <> s.name OR o.country_id <> s.country OR o.types <> s.types"
    " OR o.ended_on IS NOT NULL)"
)
# With the sign SQLite makes itself an index by PIC, and not one of the upload's rows.
OF_UPLOAD = "s.pic = o.pic AND +s.upload_id = %s"
MISSING = (
    f"{ENTRIES} o LEFT JOIN {STAGED} s ON {OF_UPLOAD}"
    " WHERE s.pic IS NULL AND o.pic IS NOT NULL AND o.ended_on IS NULL"
)
"""Entries in force with a PIC that the file does not have."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many entries an upload would add, change, end or leave as they are."""

    revision: int
    """The revision of the register the difference is to."""
    added: int
    changed: int
    unchanged: int
    missing: int
    """Entries in force that the file does not have."""
    is_whole: bool
    linked: int
    """Partnerships that point at an entry that would change or end."""

    @property
    def ended(self) -> int:
        """Entries that would end: the missing ones of a whole register."""
        return self.missing if self.is_whole else 0

    @property
    def is_nothing(self) -> bool:
        """Whether the register says all of it already."""
        return not (self.added or self.changed or self.ended)


@dataclass(frozen=True, slots=True)
class EntryValues:
    """What a file can say of an entry."""

    name: str
    country: str
    types: str
    is_ended: bool


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that would come, change or end; None on the side it is not on."""

    kind: str
    row: int
    """Its row in the file; 0 where the file does not have it."""
    pic: str
    before: EntryValues | None
    after: EntryValues | None


def register_revision() -> int:
    """Return the present revision of the register; 0 before the first change."""
    return Register.objects.values_list("revision", flat=True).first() or 0


def register_counts(upload: RegisterUpload) -> RegisterCounts:
    """Compare an upload with the register as it is now, in four queries."""
    added, changed, unchanged = _row(
        "SELECT COUNT(*) FILTER (WHERE o.id IS NULL),"
        f" COUNT(*) FILTER (WHERE o.id IS NOT NULL AND {DIFFERS}),"
        f" COUNT(*) FILTER (WHERE o.id IS NOT NULL AND NOT {DIFFERS})"
        f" FROM {BOTH} WHERE s.upload_id = %s",
        upload.pk,
    )
    (missing,) = _row(f"SELECT COUNT(*) FROM {MISSING}", upload.pk)
    return RegisterCounts(
        revision=register_revision(),
        added=added,
        changed=changed,
        unchanged=unchanged,
        missing=missing,
        is_whole=upload.is_whole,
        linked=_linked(upload),
    )


def _linked(upload: RegisterUpload) -> int:
    """Count partnerships that point at entries that would change or end."""
    gone = "s.pic IS NULL AND o.pic IS NOT NULL AND o.ended_on IS NULL"
    differs = f"({DIFFERS} OR ({gone}))" if upload.is_whole else DIFFERS
    join = "LEFT JOIN" if upload.is_whole else "JOIN"
    (number,) = _row(
        f"SELECT COUNT(*) FROM {PARTNERSHIPS} p"
        f" JOIN {ENTRIES} o ON o.id = p.organisation_id"
        f" {join} {STAGED} s ON {OF_UPLOAD}"
        f" WHERE p.removed_at IS NULL AND {differs}",
        upload.pk,
    )
    return int(number)


def sample_changes(
    upload: RegisterUpload, kinds: Iterable[str], *, most: int = SHOWN
) -> tuple[EntryChange, ...]:
    """Return the first changes of each kind in the order of the file."""
    ask = {
        RegisterChangeKind.ADDED: _added,
        RegisterChangeKind.CHANGED: _changed,
        RegisterChangeKind.ENDED: _missing,
    }
    return tuple(
        each for kind in kinds for each in ask[RegisterChangeKind(kind)](upload, most)
    )


def _added(upload: RegisterUpload, most: int) -> list[EntryChange]:
    rows = _rows(
        f"SELECT s.number, s.pic, s.name, s.country, s.types FROM {BOTH}"
        " WHERE s.upload_id = %s AND o.id IS NULL ORDER BY s.number LIMIT %s",
        upload.pk,
        most,
    )
    kind = RegisterChangeKind.ADDED
    return [
        EntryChange(
            kind, number, pic, None, EntryValues(name, country, types, is_ended=False)
        )
        for number, pic, name, country, types in rows
    ]


def _changed(upload: RegisterUpload, most: int) -> list[EntryChange]:
    rows = _rows(
        "SELECT s.number, s.pic, o.ended_on IS NOT NULL, o.name, o.country_id, o.types,"
        f" s.name, s.country, s.types FROM {BOTH}"
        f" WHERE s.upload_id = %s AND o.id IS NOT NULL AND {DIFFERS}"
        " ORDER BY s.number LIMIT %s",
        upload.pk,
        most,
    )
    kind = RegisterChangeKind.CHANGED
    return [
        EntryChange(
            kind,
            number,
            pic,
            EntryValues(was[0], was[1], was[2], is_ended=bool(is_ended)),
            EntryValues(name, country, types, is_ended=False),
        )
        for number, pic, is_ended, *was, name, country, types in rows
    ]


def _missing(upload: RegisterUpload, most: int) -> list[EntryChange]:
    rows = _rows(
        f"SELECT o.pic, o.name, o.country_id, o.types FROM {MISSING}"
        " ORDER BY o.pic LIMIT %s",
        upload.pk,
        most,
    )
    kind = RegisterChangeKind.ENDED
    return [
        EntryChange(
            kind,
            0,
            pic,
            EntryValues(name, country, types, is_ended=False),
            EntryValues(name, country, types, is_ended=True),
        )
        for pic, name, country, types in rows
    ]


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  # values of SQL
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _row(statement: str, *values: Any) -> tuple[Any, ...]:  # noqa: ANN401  # values of SQL
    (row,) = _rows(statement, *values)
    return row
