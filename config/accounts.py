"""How accounts come to be, and what allauth says and sends in our name."""

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliances.models import User
from alliances.phrases import lead
from alliances.views.proof import has_fresh_proof
from config.account_settings import ACCOUNT_SETTINGS
from config.landing import note_way
from proposals.emails.plain import BY_A_MACHINE
from proposals.services.account_letters import send_or_keep

Person = User | AnonymousUser
PASSWORD = "reauthenticate"  # noqa: S105  # what allauth calls the page that asks for it

CODES_LAST = dt.timedelta(seconds=ACCOUNT_SETTINGS["ACCOUNT_LOGIN_TIMEOUT"])
"""How long the mails help who waits for one; the codes in them work as long."""
NOTICES_LAST = dt.timedelta(days=1)
LATER = _(
    "The mail server does not answer just now. Your mail is kept and goes out as soon"
    " as it does: keep this page open, there is no need to ask again."
)
REFUSED = _("The mail server refuses this address. Look whether there is a slip in it.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Opens and closes sign-up, and survives a mail server that does not answer."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The address and the password do not match."),
        "email_taken": _("There is an account with this address."),
        "duplicate_email": _("This is the address of your account already."),
        "same_as_current": _("This is the address of your account already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This is not the code of the newest mail."),
        "invalid_password_reset": _("This code no longer works. Ask for a new one."),
        "too_many_login_attempts": _(
            "Too many attempts in a short time. Wait five minutes, then try once more."
        ),
        "rate_limited": _("Too many mails in a short time. Wait some minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Say whether this installation lets people open accounts by themselves."""
        return bool(settings.SIGN_UP)

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: Any,  # noqa: ANN401  # allauth ships no types
        commit: bool = True,  # noqa: FBT001, FBT002  # allauth's signature
    ) -> User:
        """Store a new person under the name they gave, in the language they read."""
        user.full_name = form.cleaned_data["full_name"]
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def clean_password(self, password: str, user: Person | None = None) -> str:
        """Return a new password, or say the first thing that is wrong with it.

        A bad one is so in several ways, and mending the first mends most.
        """
        try:
            cleaned: str = super().clean_password(password, user)
        except ValidationError as refused:
            raise ValidationError(refused.error_list[:1]) from None
        return cleaned

    def format_email_subject(self, subject: str) -> str:
        """Name the sender before what a mail is about, both in one language."""
        return f"{lead(_('Sector Skills Alliances'))} {subject}"

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """Return how somebody proves again who they are, the best way first.

        By the second factor where there is one: a password alone would open what
        signing in keeps shut. An app comes before a passkey, a recovery code after it.
        """
        ways: list[dict[str, str]] = super().get_reauthentication_methods(user)
        stronger = [each for each in ways if each["id"] != PASSWORD]
        if is_mfa_enabled(user, types=[Authenticator.Type.TOTP]):
            return stronger
        return stronger[::-1] or ways

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:  # noqa: ANN401  # allauth's signature
        """Lead on from signing in, and note where to."""
        answer: HttpResponse = super().post_login(request, user, **more)
        note_way(request, answer.get("Location", ""))
        return answer

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:  # noqa: ANN401  # allauth's signature
        """Say whether pages of the account ask again who somebody is.

        Not of whoever signed in just now with all they have, as before our own acts:
        allauth would count only what was given on the page that asks.
        """
        is_required: bool = super().is_reauthentication_required(app=app, **more)
        return is_required and not has_fresh_proof(current.request)

    def render_mail(self, *about: Any, **more: Any) -> EmailMessage:  # noqa: ANN401  # allauth's signature
        """Return one of allauth's mails: people's answers to it reach somebody."""
        mail: EmailMessage = super().render_mail(*about, **more)
        mail.reply_to = [settings.CONTACT] if settings.CONTACT else []
        mail.extra_headers.update(BY_A_MACHINE)
        return mail

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:  # noqa: ANN401  # allauth's signature
        """Send one of allauth's mails now, or have a worker send it later.

        What is said does not depend on whether the address has an account.
        """
        request = current.request
        about = {"current_site": get_current_site(request), "email": email, **context}
        mail = self.render_mail(template_prefix, email, {"request": request, **about})
        lasts = NOTICES_LAST if "timestamp" in context else CODES_LAST
        try:
            is_sent = send_or_keep(mail=mail, about=template_prefix, lasts=lasts)
        except SMTPRecipientsRefused:
            messages.error(request, REFUSED)
        else:
            if not is_sent:
                messages.warning(request, LATER)
