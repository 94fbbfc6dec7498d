"""Which edition was in force on a day: the newest that was published by its end."""

import datetime as dt

from django.utils import timezone

from alliances.models import Call, NaceEdition, ReferenceEdition


def end_of(day: dt.date) -> dt.datetime:
    """Return the moment in Brussels at which a day is over."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return timezone.make_aware(midnight)


def edition_on(call: Call, day: dt.date | None) -> ReferenceEdition | None:
    """Return the edition in force on a day, now if none is given; perhaps None."""
    editions = ReferenceEdition.objects.filter(call=call)
    if day is not None:
        editions = editions.filter(published_at__lt=end_of(day))
    return editions.select_related("published_by").order_by("-version").first()


def nace_edition_on(day: dt.date | None) -> NaceEdition | None:
    """Return the classification in force on a day, now if none is given."""
    editions = NaceEdition.objects.select_related("published_by")
    if day is not None:
        editions = editions.filter(published_at__lt=end_of(day))
    return editions.order_by("-version").first()
