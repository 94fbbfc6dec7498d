"""Choosing when mails come, by the page or by the link in a mail."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliances.models import User
from proposals.enums import MailKind, Rhythm
from proposals.models import ConfirmationRequest, MailChoice, News
from proposals.selectors.letters.mail_choices import options
from proposals.selectors.letters.mute_links import QUESTION


def choose_mails(*, person: User, rhythms: Mapping[MailKind, Rhythm]) -> None:
    """Note when somebody wants which mails. Twice changes nothing.

    What waits for the daily mail and is no longer wanted goes. ValueError for a rhythm
    that a kind does not have.
    """
    rows = []
    for kind, rhythm in rhythms.items():
        if rhythm not in options(kind):
            raise ValueError(kind, rhythm)
        rows.append(MailChoice(person=person, kind=kind, rhythm=rhythm))
    never = [kind for kind, rhythm in rhythms.items() if rhythm == Rhythm.NEVER]
    gone = Q() if MailKind.DIGEST in never else Q(kind__in=never)
    with transaction.atomic():
        MailChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["person", "kind"],
            update_fields=["rhythm"],
        )
        if never:
            News.objects.filter(gone, person=person, bulletin=None).delete()


def mute(*, scope: str, key: int, kind: MailKind) -> None:
    """Send no mails of a kind any more: to an account, or about one question.

    By their keys, as a link names them. Twice changes nothing.
    """
    if scope == QUESTION:
        asked = ConfirmationRequest.objects.filter(pk=key, muted_at=None)
        asked.update(muted_at=timezone.now())
        return
    found = User.objects.filter(pk=key).first()
    if found is not None:
        choose_mails(person=found, rhythms={kind: Rhythm.NEVER})
