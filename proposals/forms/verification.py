"""The form that asks for the number of a submission and its code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

TYPED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}


class VerifyForm(forms.Form):
    """A number and a code as somebody read them from a pack or a receipt."""

    number = forms.CharField(
        label=_("Number of the submission"),
        help_text=_("Such as 000012-EPP-1-2020-1-LT-EPPKA2-SSA-B."),
        max_length=50,
        widget=forms.TextInput(attrs=TYPED),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Sixteen letters and figures, with or without hyphens."),
        max_length=40,
        widget=forms.TextInput(attrs=TYPED),
    )

    def __init__(self, data: dict[str, str] | None = None) -> None:
        super().__init__(data)
        self.helper = FieldsOnly()

    def clean_number(self) -> str:
        """Return the number in capitals, as numbers are given."""
        return str(self.cleaned_data["number"]).upper()
