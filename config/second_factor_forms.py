"""The forms of second factors in our words."""

from typing import Any

from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from config.account_forms import FreshProof, OurWords

GROUP = 4
"""Characters of a secret that are read and typed at once."""
LONGEST = 60
NAME_OF_PASSKEY = _("Name of the passkey")


class CodeOfApp(OurWords):
    """Takes six digits of an app."""

    code_label = _("Code of the app")
    code_help = _("Six digits; the app shows new ones every 30 seconds.")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # allauth's own signatures
        super().__init__(*args, **options)
        field = self.fields["code"]
        field.label, field.help_text = self.code_label, self.code_help
        field.widget.attrs["inputmode"] = "numeric"


class CodeOrRecovery(CodeOfApp):
    """Takes six digits of an app, or a recovery code."""

    code_label = _("Code of the app, or a recovery code")
    code_help = _("Six digits of the app, or the eight of a recovery code.")


class CodeForm(CodeOrRecovery, codes.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step of signing in."""


class CodeAgainForm(FreshProof, CodeOrRecovery, codes.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code once more, before something dangerous."""


class AppForm(CodeOfApp, ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app, which proves that it knows the secret."""

    def clean_code(self) -> str:
        """Say of a wrong code what is wrong while the app is being set up."""
        try:
            return str(super().clean_code())
        except forms.ValidationError as refused:
            if refused.code != "incorrect_code":
                raise
            raise forms.ValidationError(
                _(
                    "This is not the code the app shows now. Wait for the next one, and"
                    " see that the clock of the device is right."
                )
            ) from refused

    @property
    def secret_in_groups(self) -> str:
        """Return the secret as one types it into an app."""
        secret = self.secret
        groups = (secret[at : at + GROUP] for at in range(0, len(secret), GROUP))
        return " ".join(groups)


class PasskeyAgainForm(FreshProof, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey once more, before something dangerous."""


class NewPasskeyForm(OurWords, passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A name for a new passkey; the browser adds the key."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # allauth's own signature
        super().__init__(*args, **options)
        self.fields["name"].label = NAME_OF_PASSKEY
        self.fields["name"].help_text = _("Such as “Phone” or “Key at the office”.")
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST))
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with it alone, without the password")
        alone.help_text = _(
            "The device then asks for your finger, face or PIN. Untick it for a key"
            " that only comes after the password."
        )
        alone.initial = True


class PasskeyNameForm(OurWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    name = forms.CharField(
        label=NAME_OF_PASSKEY,
        max_length=LONGEST,
        error_messages={"required": _("Enter a name.")},
    )
