"""The register of organisations: what makes its entries findable."""

from collections.abc import Collection

from django.db import transaction

from alliances.files.names import tails
from alliances.models import NameTail, Organisation
from alliances.models.organisations import LONGEST_TAIL


def note_names(*, organisations: Collection[Organisation]) -> None:
    """Make organisations findable by each word of the names they have now.

    Whoever writes entries of the register calls this. Twice changes nothing.
    """
    with transaction.atomic():
        NameTail.objects.filter(organisation__in=organisations).delete()
        NameTail.objects.bulk_create(
            NameTail(
                organisation=each,
                text=tail.encode()[:LONGEST_TAIL],
                is_whole=position == 0,
            )
            for each in organisations
            for position, tail in enumerate(tails(each.name))
        )
