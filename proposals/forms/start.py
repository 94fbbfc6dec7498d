"""Forms that begin an alliance: naming it, or bringing it as a file."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alliances.files.consortium import (
    MOST_BYTES,
    ConsortiumFile,
    FileRefused,
    Given,
    Problem,
    parse_file,
)
from alliances.files.facts import LONGEST_ACRONYM, LONGEST_SECTOR, LONGEST_TITLE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

MEGABYTE = 1024 * 1024


class DetailsForm(forms.Form):
    """Acronym, title and sector of a new alliance."""

    acronym = forms.CharField(
        label=_("Acronym"),
        help_text=_("The short name everybody will use, such as CHARTER."),
        max_length=LONGEST_ACRONYM,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--name"}),
        error_messages={"required": _("Enter an acronym.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("It may wait."),
        max_length=LONGEST_TITLE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sector = forms.CharField(
        label=_("Sector"),
        help_text=_("It may wait."),
        max_length=LONGEST_SECTOR,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        sectors: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        if sectors:
            self.fields["sector"] = forms.ChoiceField(
                label=_("Sector"),
                help_text=_("This Lot has a list. The choice may wait."),
                choices=[("", _("Not decided yet")), *sectors],
                required=False,
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("acronym", "title", "sector")


class ImportForm(forms.Form):
    """A consortium file, and what stands beside a sheet that cannot say it."""

    file = forms.FileField(
        label=_("Consortium file"),
        help_text=_("JSON or CSV, up to 5 MB and 300 partners."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".json,.csv,application/json,text/csv"}
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose one with partners in it."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Call, Lot and type of project"),
        help_text=_(
            "A CSV file cannot say them. What you choose here takes the place of what"
            " a JSON file says."
        ),
        required=False,
    )
    acronym = forms.CharField(
        label=_("Acronym"),
        help_text=_("A CSV file cannot say it either."),
        max_length=LONGEST_ACRONYM,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--name"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        kinds: Sequence[tuple[str, str]],
        is_too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        choice = cast("forms.ChoiceField", self.fields["kind"])
        choice.choices = [("", _("As the file says")), *kinds]
        self.is_too_large = is_too_large
        self.problems: tuple[Problem, ...] = ()
        self.unlisted = 0
        if is_too_large:
            self.fields["file"].required = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("file", "kind", "acronym")

    def clean(self) -> dict[str, Any]:
        """Read the file; `consortium` is what it states, `problems` what is wrong."""
        data = super().clean() or {}
        if self.is_too_large:
            self.add_error("file", _too_large())
        elif data.get("file") and not self.errors:
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        upload = data["file"]
        try:
            data["consortium"] = parse_file(upload.read(), upload.name, given_by(data))
        except FileRefused as refusal:
            self.add_problems(refusal)

    def add_problems(self, refusal: FileRefused) -> None:
        """Show what is wrong with the file, beside its field and as a list."""
        self.problems, self.unlisted = refusal.problems, refusal.unlisted
        self.add_error("file", _not_taken(len(self.problems) + self.unlisted))

    @property
    def consortium(self) -> ConsortiumFile:
        """The consortium of a valid form."""
        consortium: ConsortiumFile = self.cleaned_data["consortium"]
        return consortium


def given_by(data: dict[str, Any]) -> dict[str, Given]:
    """Return the facts given beside the file, with the names of their fields."""
    given: dict[str, Given] = {}
    if data.get("kind"):
        where = str(ImportForm.base_fields["kind"].label)
        codes = zip(
            ("call", "lot", "project_type"), data["kind"].split("/"), strict=True
        )
        given |= {key: Given(code, where) for key, code in codes}
    if data.get("acronym"):
        where = str(ImportForm.base_fields["acronym"].label)
        given["acronym"] = Given(data["acronym"], where)
    return given


def _too_large() -> str:
    return _(
        "The file is larger than %(limit)d MB, so it was not read. Choose a smaller"
        " one."
    ) % {"limit": MOST_BYTES // MEGABYTE}


def _not_taken(number: int) -> str:
    return ngettext(
        "The file was not taken: %(number)d thing to correct.",
        "The file was not taken: %(number)d things to correct.",
        number,
    ) % {"number": number}
