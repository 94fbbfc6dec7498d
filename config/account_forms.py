"""The forms of allauth in our words; nothing has to be typed twice."""

import re
from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alliances.forms.addresses import NOT_AN_ADDRESS
from alliances.models import User
from alliances.services.people import claimed
from proposals.selectors.asking.answer_records import name_given

if TYPE_CHECKING:
    from django.http import HttpRequest

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("New password"),
    "oldpassword": _("Present password"),
    "code": _("Code"),
}
MISSING = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter your e-mail address."),
    "full_name": _("Enter your name."),
    "password": _("Enter your password."),
    "password1": _("Enter a password."),
    "oldpassword": _("Enter your present password."),
    "code": _("Enter the code."),
}
HELP = {
    "full_name": _("As your partners should read it."),
    "password1": _("At least 12 characters. Some words in a row are good."),
    "code": _("Eight letters. Capital or small, with or without the dash."),
}
ADDRESS = re.compile(r"[@<>\\]|//|www\.", re.IGNORECASE)
LONGEST_NAME = 100
LIKE_THE_NAME = UserAttributeSimilarityValidator(user_attributes=("full_name",))
CLAIM = "claim_key"
"""Field and parameter; the logs mask what is called a key."""


class OurWords(forms.Form):
    """Gives the fields of a form our words, and drops what repeats another."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # allauth's own signatures
        super().__init__(*args, **options)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            if isinstance(field, forms.EmailField):
                field.error_messages |= NOT_AN_ADDRESS
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {
                "class": "input--code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }


class FreshProof(forms.Form):
    """Gives the session another key once somebody proved again who they are."""

    def clean(self) -> dict[str, Any] | None:
        """Leave whoever copied the former key outside."""
        cleaned = super().clean()
        if not self.errors:
            current.request.session.cycle_key()
            UserSession.objects.create_from_request(current.request)
        return cleaned


class StartsInFirstField(forms.Form):
    """Lets people type at once: their page asks for little else."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **options)
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True


class SignInForm(StartsInFirstField, OurWords, allauth.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password."""


class SignInAgainForm(
    FreshProof,
    StartsInFirstField,
    OurWords,
    allauth.ReauthenticateForm,  # type: ignore[misc]  # allauth ships no types
):
    """The password once more, before what can do harm."""


class NewAddressForm(OurWords, allauth.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """Another address for an account; it counts once it is proven."""


class AddressCodeForm(OurWords, allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that proves an address."""


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The present password and a new one."""


class FirstPasswordForm(OurWords, allauth.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A password for an account that has none."""


class ForgottenPasswordForm(StartsInFirstField, OurWords, allauth.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address to which a code is mailed."""


class PasswordCodeForm(OurWords, allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that allows a new password."""


class NewPasswordForm(OurWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password after the code."""


class NameField(forms.CharField):
    """A person's name: it is written into mails, so it holds no address."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(
            label=_("Full name"),
            help_text=HELP["full_name"],
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": MISSING["full_name"]},
            **options,
        )

    def validate(self, value: str) -> None:
        """Refuse what a stranger's mail program would turn into a link."""
        super().validate(value)
        if ADDRESS.search(value):
            raise forms.ValidationError(_("Enter a name, without any address in it."))


class SignUpForm(OurWords, allauth.SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Name, address and one password."""

    account_already_exists: bool

    full_name = NameField()
    field_order = ("full_name", "email", "password1")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # allauth's own signature
        super().__init__(*args, **options)
        self.fields["password1"].label = LABELS["password"]
        asked = current.request
        self._take_claim(asked.POST.get(CLAIM) or asked.GET.get(CLAIM) or "")

    def _take_claim(self, claim: str) -> None:
        """Hold the form to the address whose partner answered: no other is taken."""
        email, answer = claimed(claim=claim)
        if email:
            self.initial["email"] = email
            self.initial["full_name"] = name_given(answer)
            self.fields["email"].disabled = True
            self.fields[CLAIM] = forms.CharField(
                initial=claim, widget=forms.HiddenInput(), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Hold the password against the name too: allauth knows the address alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "password1" in self.errors:
            return cleaned
        person = User(full_name=cleaned.get("full_name", ""))
        try:
            LIKE_THE_NAME.validate(cleaned.get("password1", ""), person)
        except forms.ValidationError as refused:
            self.add_error("password1", refused)
        return cleaned

    def try_save(self, request: "HttpRequest") -> tuple[User | None, Any]:
        """Open the account, or act the same where there is one already."""
        if self.account_already_exists:
            again = self._same_person()
            return (again, None) if again else self._answer(request)
        try:
            return self._answer(request)
        except IntegrityError:
            # Another request opened it at the same moment.
            self.account_already_exists = True
            return self.try_save(request)

    def _answer(self, request: "HttpRequest") -> tuple[User | None, Any]:
        answer: tuple[User | None, Any] = super().try_save(request)
        return answer

    def _same_person(self) -> User | None:
        """Return who opened this account, is not proven yet and comes again.

        A double click and a second try are sent a new code, so that the page in front
        of them takes the newest one. Checking costs as much time as storing would.
        """
        password = self.cleaned_data["password1"]
        user = User.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        is_proven = EmailAddress.objects.filter(user=user, verified=True).exists()
        if user is None or is_proven:
            make_password(password)
            return None
        return user if user.is_active and user.check_password(password) else None

    def save(self, request: "HttpRequest") -> User:
        """Store person and address, both or neither."""
        with transaction.atomic():
            user: User = super().save(request)
        return user


class NameForm(forms.Form):
    """The name of one's own account."""

    full_name = NameField()
