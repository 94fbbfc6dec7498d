"""Makes what a phone would show, for the tests of second factors."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth


def code_for(secret, *, steps=0):
    """Return the code an app with this secret shows now, or so many steps later."""
    now = list(auth.yield_hotp_counters_from_time())[1]
    return auth.format_hotp_value(auth.hotp_value(secret, now + steps))


def secret_on(page):
    """Return the secret a page of set-up shows, without its blanks."""
    (shown,) = re.findall(r'qr__key"[^>]*>([A-Z2-7 ]+)<', page)
    return shown.replace(" ", "")


def give_app(user):
    """Give a person an app and recovery codes, as setting one up does."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()
