"""Uploaded shared tables: countries and NACE, kept and published like those of a call.

They are asked for, refused and thrown away as every other `ReferenceUpload` is.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from alliances.enums import SharedTable
from alliances.files.problems import refuse
from alliances.files.shared_edits import shared_file
from alliances.models import ReferenceUpload, SharedEdition, User
from alliances.selectors.shared import (
    current_shared_edition,
    shared_edit_of,
    shared_rows,
    table_of,
)
from alliances.selectors.upload_names import EDITION
from alliances.services.countries import publish_countries
from alliances.services.nace import publish_nace
from alliances.services.reference import NothingToPublish
from alliances.services.reviews import Figures, note_published
from alliances.services.uploads import LONGEST_NAME, NO_FIGURES


def keep_shared_upload(
    *, table: str, file_name: str, content: bytes, by: User
) -> ReferenceUpload:
    """Keep a shared table that can be read, to be looked at before it is published.

    Raises FileRefused with every problem of the file, and keeps nothing then. A file
    without rows would empty the whole table, which nobody means.
    """
    if not shared_edit_of(table, content).after:
        raise refuse(_("the file"), _("a heading without rows"), _("at least one row"))
    return ReferenceUpload.objects.create(
        table=table,
        file_name=file_name[:LONGEST_NAME],
        content=content,
        uploaded_by=by,
    )


def keep_shared_again(*, edition: SharedEdition, by: User) -> ReferenceUpload:
    """Keep an edition as if it had been uploaded; FileRefused as there."""
    table = table_of(edition)
    return keep_shared_upload(
        table=table,
        file_name=EDITION % edition.version,
        content=shared_file(table, shared_rows(edition)),
        by=by,
    )


@transaction.atomic
def publish_shared_upload(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    by: User,
    reason: str = "",
    figures: Figures = NO_FIGURES,
) -> SharedEdition:
    """Publish an uploaded shared table as its next edition, with the reason.

    As `publish_upload` of a table of a call: the reason is that of who asked, else
    `reason`; twice is once. Raises CountriesMoved or NaceMoved where another edition
    is in force than the difference was seen to, EuCodeTaken, NothingToPublish, and what
    `note_published` raises. Publications of one upload queue on its row.
    """
    row = ReferenceUpload.objects.select_for_update().get(pk=upload.pk)
    if row.shared_edition is not None:
        return row.shared_edition
    edit = shared_edit_of(row.table, bytes(row.content))
    present = current_shared_edition(row.table)
    if edit.is_nothing and present is not None and present.version == compared_with:
        raise NothingToPublish
    row = note_published(row=row, by=by, reason=reason, figures=figures)
    edition: SharedEdition
    if row.table == SharedTable.COUNTRIES:
        row.country_edition = edition = publish_countries(
            rows=edit.after, reason=row.reason, compared_with=compared_with, by=by
        )
    else:
        row.nace_edition = edition = publish_nace(
            rows=edit.after, reason=row.reason, compared_with=compared_with, by=by
        )
    row.save(update_fields=["country_edition", "nace_edition"])
    return edition
