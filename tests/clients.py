"""The browser of a test, in which somebody signed in a moment ago."""

import time
from importlib import import_module
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

OWNER = "account_authentication_methods_user"
"""Where allauth notes in a session whose proofs it holds."""


class Window(Client):
    """A client whose `force_login` leaves the trace that signing in leaves."""

    def _login(self, user: Any, backend: str | None = None) -> None:
        """Sign in as Django's client does, in a session that is made once.

        Asking that client for its session makes one, signing in another, and writing
        the trace down a third time was more work than most pages are.
        """
        request = HttpRequest()
        is_known = settings.SESSION_COOKIE_NAME in self.cookies
        request.session = (
            self.session
            if is_known
            else import_module(settings.SESSION_ENGINE).SessionStore()
        )
        login(request, user, backend)
        self._note(request.session, user, at=time.time())
        request.session.save()
        self._set_login_cookies(request)  # type: ignore[attr-defined]  # not in the stubs

    def prove(self, user: Any, *, at: float, by: tuple[str, ...] = ()) -> None:
        """Write down that somebody proved who they are: by all they have, or `by`."""
        session = self.session
        self._note(session, user, at=at, by=by)
        session.save()

    def let_proofs_age(self, *, seconds: int) -> None:
        """Have whoever is signed in have proven who they are so much earlier."""
        session = self.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {**each, "at": each["at"] - seconds}
            for each in session[AUTHENTICATION_METHODS_SESSION_KEY]
        ]
        session.save()

    @staticmethod
    def _note(session: Any, user: Any, *, at: float, by: tuple[str, ...] = ()) -> None:
        methods = by or ("password", "mfa")[: 1 + is_mfa_enabled(user)]
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": method, "at": at} for method in methods
        ]
        session[OWNER] = str(user.pk)
