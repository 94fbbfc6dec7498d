"""The partners of an alliance as rows, for whoever words something of each."""

from django.db.models import QuerySet

from alliances.models import Partnership
from alliances.worded import Worded


@Worded
def current_partners(alliance: int) -> QuerySet[Partnership]:
    """Return everybody who was not removed, by number."""
    return Partnership.objects.current().filter(alliance=alliance)
