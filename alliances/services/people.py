"""People: their names, and addresses somebody else vouches for."""

from allauth.account.models import EmailAddress
from django.db import transaction

from alliances.models import User


def change_name(*, user: User, full_name: str) -> None:
    """Write down how somebody is called. Twice changes nothing."""
    User.objects.filter(pk=user.pk).update(full_name=full_name)


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
