"""Uploading the register of organisations, and deciding what becomes of a file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.files.problems import FileRefused
from alliances.files.register_text import MOST_REGISTER_BYTES
from alliances.forms.drawing import FieldsOnly
from alliances.forms.refusals import LONGEST_REASON

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict


class RegisterUploadForm(forms.Form):
    """The file, and whether it is all there is."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or an Excel workbook (.xlsx) with the heading of the template, up to"
            " 64 MB."
        ),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
        error_messages={"required": _("Choose a file.")},
    )
    is_whole = forms.BooleanField(
        label=_("The file is the whole register"),
        help_text=_(
            "Organisations with a PIC that it leaves out end. Otherwise they stay."
        ),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        is_too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.helper = FieldsOnly("file", "is_whole")

    def clean(self) -> dict[str, Any]:
        """Say that a file was not kept because of its size."""
        if self.is_too_large:
            self.errors.pop("file", None)
            words = _("The file is larger than %(limit)d MB, so it was not read.")
            limit = MOST_REGISTER_BYTES // 1024 // 1024
            self.add_error("file", words % {"limit": limit})
        return self.cleaned_data

    def kept(self) -> dict[str, Any]:
        """Return what the service takes of a valid form."""
        upload = self.cleaned_data["file"]
        content: BinaryIO = upload.file
        is_whole = self.cleaned_data["is_whole"]
        return {"file": content, "file_name": upload.name, "is_whole": is_whole}

    def add_refusal(self, refused: FileRefused) -> None:
        """Say at the field why the file cannot be taken at all."""
        words = _("Not taken (%(what)s). Choose %(expected)s.")
        for each in refused.problems:
            about = {"what": each.what, "expected": each.expected}
            self.add_error("file", words % about)


class RegisterDecisionForm(forms.Form):
    """What was seen of a difference, why to publish it, a tick where many end."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the revision, for whoever asks later."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the register changes.")},
    )
    compared_with = forms.IntegerField(min_value=0)
    """Written by the page itself, which knows what it shows."""
    ends_many = forms.BooleanField(
        label=_("These organisations are meant to end."),
        error_messages={
            "required": _("Tick that these organisations are meant to end.")
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        warns: bool = False,
        needs_reason: bool = True,
    ) -> None:
        super().__init__(data)
        if not warns:
            del self.fields["ends_many"]
        if not needs_reason:
            del self.fields["reason"]
        self.asks = [name for name in self.fields if name != "compared_with"]
        self.helper = FieldsOnly(*self.asks)

    def stated(self) -> dict[str, Any]:
        """Return what the services take of a valid form."""
        return {
            "reason": self.cleaned_data.get("reason", ""),
            "compared_with": self.cleaned_data["compared_with"],
        }
