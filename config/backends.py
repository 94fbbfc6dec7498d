"""Who signs in: Django's and allauth's ways, which also see the second factor."""

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, QuerySet

from alliances.models import User
from alliances.worded import Worded

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

if TYPE_CHECKING:
    Base = ModelBackend
else:
    # Mixed into each backend; on its own it knows nobody.
    Base = object


@Worded
def _people(key: int) -> QuerySet[User]:
    """Return a person with `has_second_factor`; asked at every request."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    people = User.objects.annotate(has_second_factor=Exists(factors))
    return people.filter(pk=key)


class SeesSecondFactor(Base):
    """Reads with a person whether they have a second factor: no query of its own."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, with `has_second_factor`."""
        user = _people.first(int(user_id))
        return user if self.user_can_authenticate(user) else None


class PasswordBackend(SeesSecondFactor, ModelBackend):
    """Address and password."""


class AccountBackend(SeesSecondFactor, AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """The ways of allauth."""
