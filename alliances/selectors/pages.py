"""The pages around one table: before it is published, and after."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import ReferenceTable
from alliances.files.diff import Diff, diff_rows
from alliances.files.edits import COLUMNS, FIELDS, NO_TABLES, Edit, edited
from alliances.files.mobility import MobilityRow
from alliances.files.problems import FileRefused, Problem
from alliances.files.shared_edits import SharedEdit
from alliances.files.sheets import write_csv
from alliances.files.tables import CountryRow, RateRow, ReferenceTables, SectorRow
from alliances.models import ReferenceEdition, ReferenceUpload, User
from alliances.selectors.changes import Changes, changes_of
from alliances.selectors.editions import (
    EditionLine,
    done_words,
    edition_line,
    uploaded_words,
)
from alliances.selectors.reference import (
    current_edition,
    kept_tables,
)
from alliances.selectors.upload_names import upload_name
from alliances.words import own_words

MOST_REMOVED, SHARE = 2, 5
"""Rows a correction may remove unasked: two, or a fifth of the table."""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What an uploaded table would change, before anything is written."""

    public_id: uuid.UUID
    title: str
    file_name: str
    about: str
    """Who uploaded it, and when."""
    compared_with: int
    """The version the difference is to; 0 where nothing is published yet."""
    next_version: int
    changes: Changes | None
    """None where the file does not fit what is published by now."""
    problems: tuple[Problem, ...]
    is_nothing: bool
    is_order_only: bool
    edit: Edit | None
    """The tables before and after; None where the file does not fit."""
    warning: str
    """That many rows would go, and how many; empty where few do."""
    shared: SharedEdit | None = None
    """The shared table before and after, where it is one."""


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One published edition."""

    edition: EditionLine
    call: str
    previous: int
    """The version before; 0 for the first."""
    published: str
    """When it was published, and by whom."""
    asked: str
    """Who asked to publish it, and when; empty where nobody had to."""
    is_present: bool
    """Whether it is the edition in force."""
    holds: tuple[tuple[str, str, int], ...]
    """Its tables: name, label and number of rows."""
    tables: tuple[tuple[str, Changes], ...]
    """The tables it changed, each with the difference to the version before."""


def check_page(upload: ReferenceUpload, *, kind: str = "") -> CheckPage:
    """Return what an upload changes in the edition in force now."""
    present = current_edition(upload.bound_call)
    tables = kept_tables(present) if present else NO_TABLES
    edit, problems = _read(upload, tables)
    version = present.version if present else 0
    return CheckPage(
        public_id=upload.public_id,
        title=_title(upload),
        file_name=upload_name(upload.file_name),
        about=uploaded_words(upload.uploaded_by, upload.uploaded_at),
        compared_with=version,
        next_version=version + 1,
        changes=changes_of(edit.difference, kind=kind) if edit else None,
        problems=problems,
        is_nothing=bool(edit and edit.is_nothing),
        is_order_only=bool(edit and edit.is_order_only),
        edit=edit,
        warning=removal_warning(edit.difference) if edit else "",
    )


def removal_warning(difference: Diff[Any]) -> str:
    """Say how many rows would go where that is more than a correction takes."""
    gone = len(difference.removed)
    before = gone + len(difference.changed) + len(difference.unchanged)
    if gone <= MOST_REMOVED or gone * SHARE <= before:
        return ""
    return _(
        "This removes %(gone)d of %(before)d rows. A file takes the place of the whole"
        " table: download the table in force, change it, and upload that."
    ) % {"gone": gone, "before": before}


def _read(
    upload: ReferenceUpload, present: ReferenceTables
) -> tuple[Edit | None, tuple[Problem, ...]]:
    """Return what the file makes of the present tables, or what is wrong with it."""
    lot = upload.lot.code if upload.lot else ""
    try:
        return edited(present, upload.table, bytes(upload.content), lot=lot), ()
    except FileRefused as refused:
        return None, refused.problems


def _title(upload: ReferenceUpload) -> str:
    words = {
        "table": upload.get_table_display(),
        "call": own_words(upload.bound_call.title),
    }
    if upload.lot:
        words["lot"] = upload.lot.code
        return _("%(table)s of %(lot)s, %(call)s") % words
    return _("%(table)s, %(call)s") % words


def edition_page(edition: ReferenceEdition) -> EditionPage:
    """Return an edition with what it changed, table by table."""
    earlier = edition.call.editions.filter(version=edition.version - 1).first()
    before = kept_tables(earlier) if earlier else NO_TABLES
    after = kept_tables(edition)
    tables = []
    for table, field in FIELDS.items():
        difference = diff_rows(getattr(before, field), getattr(after, field))
        if difference.has_changes:
            label = str(ReferenceTable(table).label)
            tables.append((label, changes_of(difference, name=table)))
    return EditionPage(
        edition=edition_line(edition),
        call=own_words(edition.call.title),
        previous=earlier.version if earlier else 0,
        published=done_words(edition.published_by, edition.published_at),
        asked=_asked(edition),
        is_present=edition == current_edition(edition.call),
        holds=tuple(
            (table, str(ReferenceTable(table).label), len(getattr(after, field)))
            for table, field in FIELDS.items()
        ),
        tables=tuple(tables),
    )


def _asked(edition: ReferenceEdition) -> str:
    uploads = edition.uploads.select_related("asked_by").defer("content")
    return asked_words(uploads.first(), edition.published_by)


def asked_words(upload: ReferenceUpload | None, publisher: User | None) -> str:
    """Say who asked for what was published, where that was somebody else."""
    if upload is None or upload.asked_by in {None, publisher}:
        return ""
    return done_words(upload.asked_by, upload.asked_at)


def table_file(edition: ReferenceEdition, table: str) -> bytes | None:
    """Return a table of an edition as it is uploaded again; None if there is none."""
    if table not in COLUMNS:
        return None
    rows = getattr(kept_tables(edition), FIELDS[table])
    return write_csv([COLUMNS[table], *map(cells_of, rows)])


def cells_of(row: CountryRow | SectorRow | RateRow | MobilityRow) -> tuple[str, ...]:
    """Return a row as its file has it, in the order of the columns."""
    if isinstance(row, CountryRow):
        is_member = "yes" if row.is_eu_member else "no"
        return (row.code, row.standing, is_member, row.counts_as, row.region)
    if isinstance(row, SectorRow):
        return (row.lot, row.slug, row.title)
    if isinstance(row, MobilityRow):
        last = "" if row.last is None else str(row.last)
        band = (row.kind, str(row.first), last)
        return (*band, str(row.amount), row.confidence, row.source)
    amounts = (row.manager, row.teacher, row.technician, row.administrative)
    return (row.country, str(row.group), *map(str, amounts))
