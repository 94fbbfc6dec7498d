"""How second factors are stored and named: allauth's own ways in our words."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.models import User
from config.backends import FACTORS


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps the secrets unreadable in the database, and speaks our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This is not the right code or passkey, or it was used before."
        ),
        "unverified_email": _("Confirm the address of your account first."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes come with a second factor. Set one up first."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret, so that whoever copies the database cannot make codes."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a sealed secret; an older SECRET_KEY must be among the fallbacks."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's signature
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


@receiver(authenticator_added)
def end_sessions_without_one(request: HttpRequest, user: User, **_: object) -> None:
    """End the other sessions of a person who now has a first second factor.

    They began with a password alone, and the gate asks whether the person has a factor,
    not whether the session proved it: who had only the password would come in.
    """
    if Authenticator.objects.filter(user=user, type__in=FACTORS).count() > 1:
        return
    others = UserSession.objects.filter(user=user)
    for session in others.exclude(session_key=request.session.session_key):
        session.end()


def _seal() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(Fernet(_key(key)) for key in keys)


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"second factors:" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
