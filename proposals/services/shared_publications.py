"""Publishing countries and NACE in the knowledge of which drafts name what changes.

As `publications` does for the tables of a call. No verdict flips, so nobody is written
to; what was seen is which codes go that drafts name.
"""

from collections.abc import Mapping

from django.db import transaction

from alliances.enums import SharedTable
from alliances.models import ReferenceUpload, SharedEdition, User
from alliances.selectors.shared import (
    current_shared_edition,
    shared_edit_of,
)
from alliances.services.countries import CountriesMoved
from alliances.services.nace import NaceMoved
from alliances.services.reference import Unpublished
from alliances.services.reviews import ask_to_publish, still_there
from alliances.services.shared_uploads import publish_shared_upload
from proposals.selectors.law.shared_impact import SharedImpact, shared_impact_of
from proposals.services.publications import ImpactMoved

MOVED: Mapping[str, type[Unpublished]] = {
    SharedTable.COUNTRIES: CountriesMoved,
    SharedTable.NACE: NaceMoved,
}


@transaction.atomic
def ask_to_publish_shared(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    impact_seen: str,
    reason: str,
    by: User,
) -> ReferenceUpload:
    """Ask another administrator to publish a shared table; what was seen is kept.

    Raises CountriesMoved, NaceMoved and ImpactMoved where something else was seen,
    FileRefused, and what `ask_to_publish` raises. Twice by one person is once.
    """
    impact = _seen(upload, compared_with, impact_seen)
    return ask_to_publish(row=upload, reason=reason, by=by, figures=impact.summary)


@transaction.atomic
def publish_shared(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    impact_seen: str,
    by: User,
    reason: str = "",
) -> SharedEdition:
    """Publish a shared table whose difference and uses were seen; twice is once.

    Raises what `ask_to_publish_shared` does of what was seen, and what
    `alliances.services.shared_uploads.publish_shared_upload` raises.
    """
    row = still_there(rows=ReferenceUpload.objects.select_for_update(), row=upload)
    if row.shared_edition is not None:
        return row.shared_edition
    impact = _seen(row, compared_with, impact_seen)
    return publish_shared_upload(
        upload=row,
        compared_with=compared_with,
        by=by,
        reason=reason,
        figures=impact.summary,
    )


def _seen(
    upload: ReferenceUpload, compared_with: int, impact_seen: str
) -> SharedImpact:
    """Return which drafts name what changes now, if it is what the person saw."""
    present = current_shared_edition(upload.table)
    version = present.version if present else 0
    if version != compared_with:
        raise MOVED[upload.table]
    edit = shared_edit_of(upload.table, bytes(upload.content))
    impact = shared_impact_of(upload.table, edit, version=version)
    if impact.digest != impact_seen:
        raise ImpactMoved
    return impact
