"""The form that invites a colleague."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _


class InviteForm(forms.Form):
    """The address of one colleague."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address your colleague signs in with, or will."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an e-mail address such as name@example.org."),
        },
    )

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it: fields alone, the page has form and token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("email")
        return helper
