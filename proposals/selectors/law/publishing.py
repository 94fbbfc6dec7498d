"""The page of one uploaded table: what it changes, what that does, who decides."""

import datetime as dt
from dataclasses import dataclass, replace

from alliances.models import ReferenceUpload, User
from alliances.selectors.pages import CheckPage, check_page
from alliances.selectors.reviews import Review, review_of
from alliances.selectors.shared_pages import shared_check_page
from proposals.selectors.law.impact import Impact, impact_of
from proposals.selectors.law.impact_page import ImpactPage, impact_page, impact_rows
from proposals.selectors.law.shared_impact import (
    SharedImpact,
    SharedImpactPage,
    shared_impact_of,
    shared_impact_page,
    shared_impact_rows,
)
from proposals.selectors.law.used_in import with_shared_uses, with_uses_in_call


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """An uploaded table on its way to being published."""

    check: CheckPage
    """The difference to the edition in force."""
    impact: ImpactPage | SharedImpactPage | None
    """None where the file does not fit, or says what is published already."""
    is_shared: bool
    """Whether the table is the same for every call, so that no verdict flips."""
    review: Review


def publishing_page(
    upload: ReferenceUpload, reader: User, *, now: dt.datetime, kind: str = ""
) -> PublishingPage:
    """Return the page of an upload; `kind` limits the difference to one sort of row."""
    find = shared_check_page if upload.is_shared else check_page
    check = find(upload, kind=kind)
    check, impact = (
        _with_shared_impact(upload, check)
        if upload.is_shared
        else _with_impact(upload, check, now)
    )
    return PublishingPage(
        check=check,
        impact=impact,
        is_shared=upload.is_shared,
        review=review_of(upload, reader),
    )


def _with_impact(
    upload: ReferenceUpload, check: CheckPage, now: dt.datetime
) -> tuple[CheckPage, ImpactPage | None]:
    """Return the impact, and the difference with the drafts that use its rows."""
    impact = _impact(upload, check, now)
    if impact is None or check.edit is None or check.changes is None:
        return check, None
    difference, call = check.edit.difference, upload.bound_call
    changes = with_uses_in_call(
        check.changes,
        difference,
        upload.table,
        call,
        counts_submitted=call.is_open_at(now),
    )
    return replace(check, changes=changes), impact_page(impact)


def _with_shared_impact(
    upload: ReferenceUpload, check: CheckPage
) -> tuple[CheckPage, SharedImpactPage | None]:
    impact = _shared_impact(upload, check)
    if impact is None or check.changes is None:
        return check, None
    changes = with_shared_uses(check.changes, impact.uses, upload.table)
    return replace(check, changes=changes), shared_impact_page(impact)


def impact_of_upload(upload: ReferenceUpload, *, now: dt.datetime) -> Impact | None:
    """Return what an upload would do to open drafts; None where it does not fit."""
    return _impact(upload, check_page(upload), now)


def shared_impact_of_upload(upload: ReferenceUpload) -> SharedImpact | None:
    """Return what a shared table would mean for drafts; None where it does not fit."""
    return _shared_impact(upload, shared_check_page(upload))


def impact_file(
    upload: ReferenceUpload, *, now: dt.datetime
) -> tuple[str, list[list[str]]] | None:
    """Return the name and the rows of the file of an impact; None without one."""
    if upload.is_shared:
        shared = shared_impact_of_upload(upload)
        if shared is None:
            return None
        name = f"impact-{shared.table}-edition-{shared.version + 1}.csv"
        return name, shared_impact_rows(shared)
    impact = impact_of_upload(upload, now=now)
    if impact is None:
        return None
    name = f"impact-{impact.call}-edition-{impact.edition + 1}.csv"
    return name, impact_rows(impact)


def _impact(
    upload: ReferenceUpload, check: CheckPage, now: dt.datetime
) -> Impact | None:
    if check.edit is None or check.is_nothing:
        return None
    return impact_of(call=upload.bound_call, now=now, tables=check.edit.after)


def _shared_impact(upload: ReferenceUpload, check: CheckPage) -> SharedImpact | None:
    if check.shared is None or check.is_nothing:
        return None
    return shared_impact_of(upload.table, check.shared, version=check.compared_with)
