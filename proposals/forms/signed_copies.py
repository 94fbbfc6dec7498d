"""The form that takes a signed copy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly
from proposals.forms.start import file_field


class SignedCopyForm(forms.Form):
    """A file and the code of the paper; what the file holds is for the service."""

    file = file_field(
        _("Signed copy"),
        _("PDF, JPEG or PNG, up to 5 MB and 20 pages."),
        accepted=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png",
    )
    code = forms.CharField(
        label=_("Code at the foot of the paper"),
        help_text=_("Eight characters. It tells which version was signed."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self,
        *data: Any,  # noqa: ANN401  # Django's own
        is_too_large: bool = False,
    ) -> None:
        super().__init__(*data)
        self.is_too_large = is_too_large
        self.fields["file"].required = not is_too_large
        self.helper = FieldsOnly("file", "code")

    def clean(self) -> dict[str, Any]:
        """Say of a file that was dropped as it arrived that it is too large."""
        data = super().clean() or {}
        if self.is_too_large:
            self.add_error("file", _("This file is larger than 5 MB."))
        return data

    def given(self) -> dict[str, Any]:
        """Return what a service takes of a valid form."""
        file, code = self.cleaned_data["file"], self.cleaned_data["code"]
        return {"content": file.read(), "code": code}
