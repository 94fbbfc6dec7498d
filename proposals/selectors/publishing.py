"""The page of one uploaded table: what it changes, what that does, who decides."""

import datetime as dt
from dataclasses import dataclass

from alliances.models import ReferenceUpload, User
from alliances.selectors.pages import CheckPage, check_page
from alliances.selectors.reviews import Review, review_of
from proposals.selectors.impact import Impact, impact_of
from proposals.selectors.impact_page import ImpactPage, impact_page


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """An uploaded table on its way to being published."""

    check: CheckPage
    """The difference to the edition in force."""
    impact: ImpactPage | None
    """None where the file does not fit, or says what is published already."""
    review: Review


def publishing_page(
    upload: ReferenceUpload, reader: User, *, now: dt.datetime, kind: str = ""
) -> PublishingPage:
    """Return the page of an upload; `kind` limits the difference to one sort of row."""
    check = check_page(upload, kind=kind)
    impact = _impact(upload, check, now)
    return PublishingPage(
        check=check,
        impact=impact_page(impact) if impact else None,
        review=review_of(upload, reader),
    )


def impact_of_upload(upload: ReferenceUpload, *, now: dt.datetime) -> Impact | None:
    """Return what an upload would do to open drafts; None where it does not fit."""
    return _impact(upload, check_page(upload), now)


def _impact(
    upload: ReferenceUpload, check: CheckPage, now: dt.datetime
) -> Impact | None:
    if check.edit is None or check.is_nothing:
        return None
    return impact_of(call=upload.call, now=now, tables=check.edit.after)
