"""Publishing reference data in the knowledge of what it does to open drafts.

The difference and the verdicts that flip are computed again under the lock of the call;
whoever saw others is shown them first.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alliances.models import Call, ReferenceEdition, ReferenceUpload, User
from alliances.selectors.reference import current_edition
from alliances.services import uploads
from alliances.services.reference import EditionMoved, Unpublished
from alliances.services.reviews import ask_to_publish, still_there
from proposals.selectors.law.impact import Impact, impact_of
from proposals.services.notices import tell_coordinators
from proposals.services.verdict_changes import keep_verdict_changes


class ImpactMoved(Unpublished):
    """Other verdicts flip than the person saw."""

    message = _("Other verdicts flip by now. Read again what it does to open drafts.")


@transaction.atomic
def ask_to_publish_upload(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    impact_seen: str,
    reason: str,
    by: User,
    now: dt.datetime,
) -> ReferenceUpload:
    """Ask another administrator to publish an upload; its impact is kept as it is.

    Raises EditionMoved and ImpactMoved where something else was seen, FileRefused, and
    what `ask_to_publish` raises. Twice by one person is once.
    """
    call = Call.objects.select_for_update().get(pk=upload.call_id)
    impact = _seen(upload, call, compared_with, impact_seen, now)
    return ask_to_publish(row=upload, reason=reason, by=by, figures=impact.summary)


@transaction.atomic
def publish_upload(
    *,
    upload: ReferenceUpload,
    compared_with: int,
    impact_seen: str,
    by: User,
    now: dt.datetime,
    reason: str = "",
) -> ReferenceEdition:
    """Publish an upload whose difference and impact were seen; twice is once.

    `reason` is needed where nobody asked before and one person may publish alone.
    Raises EditionMoved and ImpactMoved where something else was seen, FileRefused, and
    what `alliances.services.uploads.publish_upload` raises. Submissions never change.
    Coordinators with a verdict that flips get one letter each, after the commit.
    """
    call = Call.objects.select_for_update().get(pk=upload.call_id)
    row = still_there(
        rows=ReferenceUpload.objects.select_related("edition"), row=upload
    )
    if row.edition is not None:
        return row.edition
    impact = _seen(row, call, compared_with, impact_seen, now)
    edition = uploads.publish_upload(
        upload=row,
        compared_with=compared_with,
        by=by,
        reason=reason,
        figures=impact.summary,
    )
    tell_coordinators(edition=edition, impact=impact)
    keep_verdict_changes(edition=edition, impact=impact)
    return edition


def _seen(
    upload: ReferenceUpload,
    call: Call,
    compared_with: int,
    impact_seen: str,
    now: dt.datetime,
) -> Impact:
    """Return the impact now, if it is what the person saw."""
    present = current_edition(call)
    if present is not None and present.version != compared_with:
        raise EditionMoved(present)
    tables = uploads.edit_of(upload=upload).after
    impact = impact_of(call=call, now=now, tables=tables)
    if impact.digest != impact_seen:
        raise ImpactMoved
    return impact
