"""People: their names, and addresses somebody else vouches for."""

from collections.abc import Iterable

import structlog
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language

from alliances.enums import Colours
from alliances.models import User

log = structlog.get_logger(__name__)

CLAIM = "claim-of-an-answer"
SECONDS_OF_CLAIM = 24 * 60 * 60


def change_name(*, user: User, full_name: str) -> None:
    """Write down how somebody is called. Twice changes nothing."""
    User.objects.filter(pk=user.pk).update(full_name=full_name)


def choose_language(*, user: User, language: str) -> None:
    """Keep the language of somebody's pages and mails. Twice changes nothing."""
    User.objects.filter(pk=user.pk).update(language=language)


def choose_colours(*, user: User, colours: Colours) -> None:
    """Keep the colours of somebody's pages. Twice changes nothing."""
    User.objects.filter(pk=user.pk).update(colours=colours)


def vouch_for_address(*, user: User) -> None:
    """Take the address of an account as proven: an administrator says so.

    An account has one address, so a former one no longer belongs to it. Twice changes
    nothing.
    """
    address = user.email.lower()
    with transaction.atomic():
        of_user = EmailAddress.objects.filter(user=user)
        of_user.exclude(email=address).delete()
        EmailAddress.objects.update_or_create(
            user=user, email=address, defaults={"verified": True, "primary": True}
        )


def invite_person(*, user: User, page: str) -> None:
    """Mail somebody that there is an account for them, and where to choose a password.

    The mail holds nothing that opens the account: `page` mails a code to who asks.
    """
    _mail(user, user.email, "opened", page=page)


def tell_of_changed_access(*, user: User, addresses: Iterable[str]) -> None:
    """Mail the owner of an account that somebody else changed what it opens."""
    for each in sorted(addresses):
        _mail(user, each, "access_changed")


def end_sessions(*, user: User, by: User) -> int:
    """Sign somebody out everywhere, say so in their mail, and return how often.

    Who did it stands in the records of the administration. Nothing, and no trace, where
    they are signed in nowhere: twice is once.
    """
    with transaction.atomic():
        sessions = list(UserSession.objects.filter(user=user))
        if not sessions:
            return 0
        for each in sessions:
            each.end()
        LogEntry.objects.log_actions(
            by.pk,
            [user],
            CHANGE,
            change_message=f"Sessions ended: {len(sessions)}",
            single_object=True,
        )
        _mail(user, user.email, "sessions_ended")
    log.info("sessions_ended", person=user.pk, by=by.pk, number=len(sessions))
    return len(sessions)


def _mail(user: User, address: str, what: str, **facts: str) -> None:
    """Send one of the mails of an account in its language, once all is stored."""
    asked = current.request

    def send() -> None:
        language = user.language or get_language()
        with current.request_context(asked), translation.override(language):
            get_adapter().send_notification_mail(
                f"account/email/{what}", user, facts, email=address
            )

    transaction.on_commit(send)


def claim_of(*, email: str, answer: int) -> str:
    """Return what offers an account for this address, for a day, and for no other.

    It proves nothing: who uses it still enters the code mailed to the address. The
    name that was given stays out of it, since it stands in an address: `answer` is the
    key of the row that holds it.
    """
    return signing.dumps([email.lower(), answer], salt=CLAIM)


def claimed(*, claim: str) -> tuple[str, int]:
    """Return address and answer of a claim; no address if it is forged or a day old."""
    try:
        email, answer = signing.loads(claim, salt=CLAIM, max_age=SECONDS_OF_CLAIM)
    except signing.BadSignature:
        return "", 0
    return email, answer
