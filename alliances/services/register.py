"""The register of organisations: what makes its entries findable."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from alliances.files.names import tails
from alliances.models import NameTail, Organisation, Register
from alliances.models.organisations import LONGEST_TAIL


def lock_register() -> Register:
    """Return the register's row, held until the transaction ends."""
    Register.objects.get_or_create(pk=1)
    return Register.objects.select_for_update().get(pk=1)


def note_names(*, organisations: Collection[Organisation]) -> None:
    """Make organisations findable by each word of the names they have now.

    Whoever writes entries of the register calls this; a file compared with the
    register before must then be compared anew. Twice changes nothing else; of none
    changes nothing. Entries that ended are found no more.
    """
    if not organisations:
        return
    with transaction.atomic():
        # First, since a worker who writes the names of a file writes them beside ours.
        lock_register()
        NameTail.objects.filter(organisation__in=organisations).delete()
        NameTail.objects.bulk_create(
            NameTail(
                organisation=each,
                text=tail.encode()[:LONGEST_TAIL],
                is_whole=position == 0,
            )
            for each in organisations
            if each.ended_on is None
            for position, tail in enumerate(tails(each.name))
        )
        Register.objects.filter(pk=1).update(revision=F("revision") + 1)
