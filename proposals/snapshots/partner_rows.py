"""What the database is asked of the partners of drafts."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from alliances.models import Partnership
from alliances.models.alliances import PartnershipQuerySet
from alliances.worded import Worded

COLUMNS = (
    *("number", "name", "country_id", "role", "types", "pic", "confirmation"),
    # Whether there is a text is all the engine asks; the texts may be long.
    GreaterThan(Length("added_value"), 0),
)
"""What the database is asked of a partner, for `participant_of`."""


def partner_rows(alliances: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """Return the COLUMNS of the partners of some alliances, mostly of one."""
    if len(alliances) == 1:
        return _stored(*alliances)
    return _columns(Partnership.objects.filter(alliance__in=alliances))


@Worded
def _stored(alliance: int) -> QuerySet[Partnership, Any]:
    return _columns(Partnership.objects.filter(alliance=alliance))


def _columns(rows: PartnershipQuerySet) -> QuerySet[Partnership, Any]:
    return rows.current().order_by("number").values_list("alliance_id", *COLUMNS)
