"""Something to publish by four eyes: the other administrators are told, once each.

Rules and the register are asked for below this app, which sends mails: what was asked
is found here afterwards, so that no queue that is down delays or breaks the request.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from alliances.enums import ReviewState
from alliances.models import ReferenceUpload, RegisterUpload, User
from alliances.models.reviews import Reviewed
from alliances.selectors.reviews import other_administrators
from eligibility.models import RulebookUpload
from proposals.models import ReviewNotice
from proposals.services.dispatch import queue_letters

TELL_WITHIN = dt.timedelta(days=7)
"""What was asked for longer ago is told to nobody; it waits on the desk of all."""
UPLOADS: Mapping[str, type[Reviewed]] = {
    "rules": RulebookUpload,
    "table": ReferenceUpload,
    "register": RegisterUpload,
}
"""What may be asked for, by the column of a letter that is about it."""


def tell_of_reviews(*, now: dt.datetime) -> int:
    """Write to every administrator who may decide on what another one asked for.

    Also to who becomes one within a week, while it waits. Returns how many letters
    there are. Twice at once is once, and so is asking twice.
    """
    letters = 0
    for name in UPLOADS:
        asked = _asked(name).filter(asked_at__gt=now - TELL_WITHIN)
        for key, by in asked.order_by("pk").values_list("pk", "asked_by"):
            if _untold(name, key, by).exists():
                letters += _tell(name, key)
    return letters


def _asked(name: str) -> QuerySet[Reviewed]:
    rows = UPLOADS[name]._default_manager  # noqa: SLF001  # Django's public name for it
    return rows.filter(review_state=ReviewState.ASKED)


def _untold(name: str, key: int, by: int) -> QuerySet[User]:
    """Return who may decide on an upload that `by` asked for, and has no letter yet."""
    told = ReviewNotice.objects.filter(**{name: key}).values("person")
    return other_administrators(by).exclude(pk__in=told)


@transaction.atomic
def _tell(name: str, key: int) -> int:
    """Write to who has no letter; whoever holds the upload tells or decides already."""
    held = _asked(name).select_for_update(skip_locked=True).filter(pk=key)
    by = held.values_list("asked_by", flat=True).first()
    if by is None:
        return 0
    letters = ReviewNotice.objects.bulk_create(
        ReviewNotice(**{f"{name}_id": key}, person=each, email=each.email)
        for each in _untold(name, key, by).order_by("pk")
    )
    queue_letters(letters=letters)
    return len(letters)
