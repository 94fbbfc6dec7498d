"""The form that takes a receipt: a file or its text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

MOST_BYTES = 2 * 1024 * 1024
"""Three hundred partners with all their evidence take half of it."""
TOO_LARGE = _("Choose a file of at most 2 MB.")


class ReceiptForm(forms.Form):
    """One receipt; a file goes before typed text."""

    file = forms.FileField(label=_("File"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        is_too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.helper = FieldsOnly()

    def clean_file(self) -> str:
        """Return the text of the file, empty without one."""
        file = self.cleaned_data["file"]
        if self.is_too_large:
            raise forms.ValidationError(TOO_LARGE)
        if not file:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            text: str = file.read().decode("utf-8")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Choose a file of text in UTF-8.")) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = self.cleaned_data
        if not self.errors and not (cleaned["file"] or cleaned["text"]):
            self.add_error("file", _("Choose a receipt, or paste its text."))
        return cleaned

    def receipt(self) -> str:
        """Return the text of a valid form."""
        return str(self.cleaned_data["file"] or self.cleaned_data["text"])
