"""Letters: sending one of any kind, and finding those that got lost."""

from django.utils.module_loading import import_string

from alliances import clock
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, Reminder
from proposals.selectors.letters.letter_kinds import BY_NAME, KINDS
from proposals.services.dispatch import deliver_letter, resend_letters


def send_letter(*, kind: str, key: int) -> None:
    """Write and send a letter of a kind, by its name, unless nobody waits for it now.

    KeyError for a name that is not in the register.
    """
    entry = BY_NAME[kind]
    write = import_string(entry.writer)
    deliver_letter(kind=kind, waiting=entry.waiting(), key=key, write=write)


def resend_waiting_letters() -> int:
    """Queue again what got lost or failed; return how many messages were sent.

    Three attempts that ended without a word, because the worker died, end as failed;
    so does a letter whose link would be dead by now. Reminders that missed their
    deadline are not sent.
    """
    expired = ConfirmationRequest.objects.open().filter(
        letter_state=LetterState.QUEUED, expires_at__lte=clock.now()
    )
    expired.update(letter_state=LetterState.FAILED)
    Reminder.objects.overdue().update(letter_state=LetterState.UNSENT)
    return sum(resend_letters(kind=each, waiting=each.waiting()) for each in KINDS)
