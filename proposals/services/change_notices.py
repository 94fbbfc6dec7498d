"""Telling contacts without an account what became of the changes they asked for."""

from proposals.enums import ColleagueRole
from proposals.models import ChangeNotice, Colleague, ConfirmationRequest
from proposals.services.dispatch import queue_letter


def tell_asker(*, asked: ConfirmationRequest) -> None:
    """Queue the one letter to who asked, once nothing of the question is undecided.

    It is called in the transaction of the decision, under the lock of the draft. Who
    has joined for the partner with the address that was asked hears by the news.
    """
    if asked.changes.open().exists() or _has_joined(asked):
        return
    notice, is_new = ChangeNotice.objects.get_or_create(
        request=asked, defaults={"email": asked.email}
    )
    if is_new:
        queue_letter(letter=notice)


def _has_joined(asked: ConfirmationRequest) -> bool:
    contacts = Colleague.objects.current().filter(
        partnership=asked.partnership_id,
        role=ColleagueRole.CONTACT,
        person__is_active=True,
        person__email__iexact=asked.email,
    )
    return contacts.exists()
