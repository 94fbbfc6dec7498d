"""People: their names, and addresses somebody else vouches for."""

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction

from alliances.enums import Colours
from alliances.models import User

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
