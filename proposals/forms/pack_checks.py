"""The form that takes a PDF to be compared with a submission."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly
from proposals.files.pack_files import PDF
from proposals.forms.start import file_field


class PackCheckForm(forms.Form):
    """One PDF; nothing of it is kept."""

    file = file_field(
        _("PDF of a pack"),
        _("Up to 48 MB. It is compared and forgotten."),
        accepted=".pdf,application/pdf",
    )

    def __init__(
        self,
        *data: Any,  # noqa: ANN401  # Django's own
        is_too_large: bool = False,
    ) -> None:
        super().__init__(*data)
        self.is_too_large = is_too_large
        self.fields["file"].required = not is_too_large
        self.helper = FieldsOnly()

    def clean(self) -> dict[str, Any]:
        """Refuse a file that was dropped as it arrived, and what is no PDF."""
        data = super().clean() or {}
        if self.is_too_large:
            self.add_error("file", _("This file is larger than 48 MB."))
        file = data.get("file")
        if file and file.read(len(PDF)) != PDF:
            self.add_error("file", _("This is no PDF. Choose a pack as PDF."))
        return data

    def content(self) -> bytes:
        """Return the bytes of a valid form."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read())
