"""Proving again by passkey: allauth's page, which stays when the passkey is refused."""

from http import HTTPStatus

from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django import forms
from django.http import HttpResponse


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Asks for a passkey before something dangerous."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:  # noqa: ARG002  # it is built anew
        """Show the page again: allauth leads away from what waits for the proof."""
        answer: HttpResponse = self.render_to_response(self.get_context_data())
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
