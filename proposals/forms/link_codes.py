"""The form for the one-time code of an old link."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code as people type it: with blanks or without."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Eight figures, such as 1234 5678."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
