"""Who may administer reference data."""

from django.contrib.auth.models import AnonymousUser

from alliances.models import User


def can_administer(user: User | AnonymousUser) -> bool:
    """Say whether `user` may look at reference data and publish corrections."""
    return user.is_active and user.is_staff
