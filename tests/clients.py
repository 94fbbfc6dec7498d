"""The browser of a test, in which somebody signed in a moment ago."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from django.test import Client

OWNER = "account_authentication_methods_user"
"""Where allauth notes in a session whose proofs it holds."""


class Window(Client):
    """A client whose `force_login` leaves the trace that signing in leaves."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        self.prove(user, at=time.time())

    def prove(self, user: Any, *, at: float, by: tuple[str, ...] = ()) -> None:
        """Write down that somebody proved who they are: by all they have, or `by`."""
        methods = by or ("password", "mfa")[: 1 + is_mfa_enabled(user)]
        session = self.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": method, "at": at} for method in methods
        ]
        session[OWNER] = str(user.pk)
        session.save()
