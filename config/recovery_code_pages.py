"""Making new recovery codes: allauth's page, not too often."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from django import forms
from django.http import HttpResponse

from alliances.limits import is_too_often
from alliances.views.too_often import too_often

RATES = "3/5m/user"
"""Ten slow hashes take two seconds of a processor, as often as somebody presses."""


class RecoveryCodesAnew(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth ships no types
    """Asks whether to make new codes, and makes them."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Make new codes; whoever made some too often keeps those they have."""
        if is_too_often(self.request, door="recovery-codes", rates=RATES):
            return too_often(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer
