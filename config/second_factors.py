"""How second factors are stored and named: allauth's own ways in our words."""

import base64

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.core.cache import cache
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.models import User
from alliances.sealing import key_of, keys_of_site, seal, unseal
from alliances.views.proof import SECOND_FACTOR
from config.backends import FACTORS
from proposals.services.recovery_codes import (
    make_recovery_codes,
    unused_codes,
    use_code,
)

SEALED = "aes-256-gcm:"
"""How secrets begin that are sealed as they are now."""
PURPOSE = b"AES-256-GCM"


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
        return SEALED + seal(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a sealed secret; an older SECRET_KEY must be among the fallbacks."""
        if not encrypted_text.startswith(SEALED):
            return _former_seal().decrypt(encrypted_text.encode()).decode()
        return unseal(encrypted_text.removeprefix(SEALED), purpose=PURPOSE)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's signature
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


def remember_code(self: TOTP, code: str) -> bool:
    """Remember that a code was used; False if it was used before.

    For as long as a code is taken, which is some periods with the tolerance. The
    library remembers it for one: seen over a shoulder it would work once more.
    """
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    seconds = periods * app_settings.TOTP_PERIOD
    key = self._get_used_cache_key(code)
    return bool(cache.add(key, "y", timeout=seconds))


TOTP._mark_code_used = remember_code  # noqa: SLF001  # it offers no other place
# Nor for recovery codes, which it computes from a seed: whoever has that has them all.
RecoveryCodes.activate = classmethod(
    lambda kind, user: kind(make_recovery_codes(user=user))
)
RecoveryCodes.get_unused_codes = lambda codes: unused_codes(row=codes.instance)
RecoveryCodes.validate_code = lambda codes, code: use_code(
    row=codes.instance, code=code
)


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


@receiver(authenticator_added)
def take_as_proof(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: object
) -> None:
    """Count a first second factor as shown: it was used just now to set it up.

    From here on only a second factor proves who its person is, who would be asked for
    it on the very page that shows the recovery codes.
    """
    factors = Authenticator.objects.filter(user=user, type__in=FACTORS)
    if list(factors.values_list("pk", flat=True)) == [authenticator.pk]:
        kind = authenticator.type
        record_authentication(request, user, SECOND_FACTOR, type=kind)


def _former_seal() -> MultiFernet:
    """Read what was sealed before; nothing is sealed so any more."""
    keys = (key_of(each, purpose=b"second factors") for each in keys_of_site())
    return MultiFernet(Fernet(base64.urlsafe_b64encode(key)) for key in keys)
