"""The names of a published file become searchable: at once if few, else by a worker.

The row of the publication is the job. Until it is done the register says all the file
says, and whoever searches is told that its newest names are found as they are written.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alliances import outbox
from alliances.models import RegisterPublication
from alliances.services.name_index import index_publication
from alliances.services.register import lock_register

JOB = "register-names"
FEW = 2000
"""Entries whose names are written with the publication."""
LOST_AFTER = timedelta(minutes=5)
"""Names that wait for so long are sent again; a second worker waits for the first."""


def names_follow(*, publication: RegisterPublication) -> None:
    """Make a publication searchable, or have a worker do it after the transaction.

    Call it inside the transaction that publishes, once everything is written.
    """
    if publication.touched <= FEW:
        index_publication(publication=publication)
        return
    RegisterPublication.objects.filter(pk=publication.pk).update(is_searchable=False)
    outbox.add(JOB, str(publication.pk))


def index_names(*, key: int) -> bool:
    """Make what a publication changed searchable; False where it is already.

    All of it or nothing, and searching goes on meanwhile: killed halfway, it is done
    again from its start. Publications and changes by hand wait for it.
    """
    with transaction.atomic():
        lock_register()
        waiting = RegisterPublication.objects.filter(pk=key, is_searchable=False)
        publication = waiting.first()
        if publication is None:
            return False
        index_publication(publication=publication)
        waiting.update(is_searchable=True)
    return True


def resend_names() -> int:
    """Send again the names that got lost; return how many publications that were."""
    lost = RegisterPublication.objects.filter(
        is_searchable=False, published_at__lt=timezone.now() - LOST_AFTER
    )
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        outbox.add(JOB, str(key))
    return len(keys)
