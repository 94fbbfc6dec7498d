"""Uploaded tables: kept once they can be read, published once somebody says why."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from alliances.enums import ReferenceTable
from alliances.files.edits import NO_TABLES, PARSERS, Edit, edited
from alliances.files.problems import Problems, refuse, shown
from alliances.files.tables import SectorRow
from alliances.models import Call, Lot, ReferenceEdition, ReferenceUpload, User
from alliances.phrases import either
from alliances.selectors.pages import table_file
from alliances.selectors.reference import current_edition, published_tables
from alliances.selectors.upload_names import EDITION
from alliances.services.reference import NothingToPublish, publish_edition
from alliances.services.reviews import Figures, discard_kept, note_published

LONGEST_NAME = 200
NO_FIGURES: Figures = {}


def keep_upload(
    *,
    table: str,
    call: Call,
    lot: Lot | None,
    file_name: str,
    content: bytes,
    by: User,
) -> ReferenceUpload:
    """Keep a table that can be read, to be looked at before it is published.

    Raises FileRefused with every problem of the file, and keeps nothing then. A file
    without rows would remove the whole table, which nobody means.
    """
    rows = PARSERS[table](content)
    if not rows:
        raise refuse(_("the file"), _("a heading without rows"), _("at least one row"))
    if table == ReferenceTable.SECTORS:
        _refuse_other_lots(rows, [lot] if lot else call.lots.all())
    return ReferenceUpload.objects.create(
        table=table,
        call=call,
        lot=lot,
        file_name=file_name[:LONGEST_NAME],
        content=content,
        uploaded_by=by,
    )


def _refuse_other_lots(rows: Iterable[SectorRow], lots: Iterable[Lot]) -> None:
    """Refuse sectors of a Lot that the list is not for, naming each of these Lots."""
    codes, problems = sorted(each.code for each in lots), Problems()
    for other in sorted({row.lot for row in rows} - set(codes)):
        problems.add(_("column lot"), shown(other), either(codes))
    problems.refuse_if_any()


def publish_upload(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    by: User,
    reason: str = "",
    figures: Figures = NO_FIGURES,
) -> ReferenceEdition:
    """Publish an uploaded table as the next edition of its call, with the reason.

    The reason is that of who asked for it, else `reason` (see `note_published`, which
    says who may). `compared_with` is the version (0 for none) whose difference was
    seen: EditionMoved when another is in force by now. Twice is once: the edition it
    became is returned. Raises UnknownLots, and NothingToPublish where nothing would
    change. Publications of a call queue on its row.
    """
    with transaction.atomic():
        call = Call.objects.select_for_update().get(pk=upload.call_id)
        row = ReferenceUpload.objects.select_related("edition", "lot").get(pk=upload.pk)
        if row.edition is not None:
            return row.edition
        edit = edit_of(upload=row)
        present = current_edition(call)
        if edit.is_nothing and present is not None and present.version == compared_with:
            raise NothingToPublish
        row = note_published(row=row, by=by, reason=reason, figures=figures)
        row.edition = publish_edition(
            call=call,
            tables=edit.after,
            reason=row.reason,
            by=by,
            compared_with=compared_with,
        )
        row.save(update_fields=["edition"])
        return row.edition


def keep_again(*, edition: ReferenceEdition, table: str, by: User) -> ReferenceUpload:
    """Keep a table of an edition as if it had been uploaded; FileRefused as there."""
    return keep_upload(
        table=table,
        call=edition.call,
        lot=None,
        file_name=EDITION % edition.version,
        content=table_file(edition, table) or b"",
        by=by,
    )


def discard_upload(*, upload: ReferenceUpload) -> bool:
    """Throw a table away that nobody asked to publish; say whether that was done.

    What was asked for stays, as proof of what was asked and answered.
    """
    unpublished = ReferenceUpload.objects.filter(edition=None)
    return discard_kept(rows=unpublished, row=upload) is not None


def edit_of(*, upload: ReferenceUpload) -> Edit:
    """Return what an upload would change in the edition in force now.

    Raises FileRefused where the list of one Lot holds another's sectors.
    """
    edition = current_edition(upload.bound_call)
    present = published_tables(edition) if edition else NO_TABLES
    lot = upload.lot.code if upload.lot else ""
    return edited(present, upload.table, bytes(upload.content), lot=lot)
