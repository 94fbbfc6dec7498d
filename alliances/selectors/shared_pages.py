"""The pages around a shared table: before it is published, and after."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import SharedTable
from alliances.files.diff import diff_rows
from alliances.files.problems import FileRefused, Problem
from alliances.files.shared_edits import SharedEdit
from alliances.models import ReferenceUpload, SharedEdition
from alliances.selectors.changes import Changes, changes_of
from alliances.selectors.editions import (
    done_words,
    moment_words,
    person_words,
    uploaded_words,
)
from alliances.selectors.pages import (
    CheckPage,
    asked_words,
    removal_warning,
)
from alliances.selectors.shared import (
    current_shared_edition,
    present_rows,
    shared_edit_of,
    shared_editions,
    shared_rows,
)
from alliances.selectors.upload_names import upload_name
from alliances.words import own_words


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One edition in the history of a shared table."""

    table: str
    version: int
    published: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SharedData:
    """A shared table as the overview has it."""

    table: str
    title: str
    figures: str
    """How many rows are in force."""
    present: SharedLine | None
    earlier: tuple[SharedLine, ...]


@dataclass(frozen=True, slots=True)
class SharedEditionPage:
    """One published edition of a shared table."""

    edition: SharedLine
    title: str
    previous: int
    """The version before; 0 for the first."""
    published: str
    """When it was published, and by whom."""
    asked: str
    """Who asked to publish it, and when; empty where nobody had to."""
    is_present: bool
    """Whether it is the edition in force."""
    rows: int
    changes: Changes
    """The difference to the version before."""
    is_order_only: bool


def shared_check_page(upload: ReferenceUpload, *, kind: str = "") -> CheckPage:
    """Return what an uploaded shared table changes in the one in force now."""
    present = current_shared_edition(upload.table)
    edit, problems = _read(upload)
    version = present.version if present else 0
    return CheckPage(
        public_id=upload.public_id,
        title=upload.get_table_display(),
        file_name=upload_name(upload.file_name),
        about=uploaded_words(upload.uploaded_by, upload.uploaded_at),
        compared_with=version,
        next_version=version + 1,
        changes=changes_of(edit.difference, kind=kind) if edit else None,
        problems=problems,
        is_nothing=bool(edit and edit.is_nothing and present),
        is_order_only=bool(edit and edit.is_order_only),
        edit=None,
        warning=removal_warning(edit.difference) if edit else "",
        shared=edit,
    )


def _read(upload: ReferenceUpload) -> tuple[SharedEdit | None, tuple[Problem, ...]]:
    """Return what the file makes of the table, or what is wrong with it by now."""
    try:
        return shared_edit_of(upload.table, bytes(upload.content)), ()
    except FileRefused as refused:
        return None, refused.problems


def shared_data() -> tuple[SharedData, ...]:
    """Return the shared tables with their editions; four queries."""
    return tuple(_data(each) for each in SharedTable)


def _data(table: SharedTable) -> SharedData:
    editions = shared_editions(table).select_related("published_by")
    if table is SharedTable.COUNTRIES:
        editions = editions.defer("rows")
    lines = [_line(table, each) for each in editions]
    number = len(present_rows(table))
    words = {
        SharedTable.COUNTRIES: ngettext("%d country", "%d countries", number),
        SharedTable.NACE: ngettext("%d code", "%d codes", number),
    }
    return SharedData(
        table=table,
        title=str(table.label),
        figures=words[table] % number,
        present=lines[0] if lines else None,
        earlier=tuple(lines[1:]),
    )


def _line(table: str, edition: SharedEdition) -> SharedLine:
    return SharedLine(
        table=table,
        version=edition.version,
        published=moment_words(edition.published_at),
        by=person_words(edition.published_by),
        reason=own_words(edition.reason),
    )


def shared_edition_page(table: str, edition: SharedEdition) -> SharedEditionPage:
    """Return an edition with what it changed."""
    editions = shared_editions(table)
    earlier = editions.filter(version=edition.version - 1).first()
    before = shared_rows(earlier) if earlier else ()
    after = shared_rows(edition)
    difference = diff_rows(before, after)
    uploads = edition.uploads.select_related("asked_by").defer("content")
    return SharedEditionPage(
        edition=_line(table, edition),
        title=_("%(table)s, edition %(version)d")
        % {"table": SharedTable(table).label, "version": edition.version},
        previous=earlier.version if earlier else 0,
        published=done_words(edition.published_by, edition.published_at),
        asked=asked_words(uploads.first(), edition.published_by),
        is_present=not editions.filter(version__gt=edition.version).exists(),
        rows=len(after),
        changes=changes_of(difference),
        is_order_only=bool(earlier) and not difference.has_changes,
    )
