"""Choosing a consortium to try a law with: one of ours, a file, or a text."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.files.consortium import ConsortiumFile, FileRefused, parse_json
from alliances.forms.drawing import FieldsOnly
from alliances.words import own_words
from eligibility.core import Rulebook
from eligibility.selectors.versions import kind_name
from eligibility.services.samples import CASE, sample, sample_names

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

LONGEST_TEXT = 500_000


class TrialForm(forms.Form):
    """For which type of project, and with whom."""

    kind = forms.ChoiceField(label=_("Lot and type of project"))
    sample = forms.ChoiceField(label=_("A consortium of ours"), required=False)
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("JSON, ssa-consortium/1. Nothing of it is kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        law: Rulebook,
        is_too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.law_title = own_words(law.title)
        self.consortium: ConsortiumFile | None = None
        kinds = [
            ("", _("Choose one")),
            *(
                (f"{lot.code}/{kind.code}", kind_name(lot, kind))
                for lot in law.lots
                for kind in lot.project_types
            ),
        ]
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label,
            choices=kinds,
            error_messages={"required": _("Choose a Lot and type of project.")},
        )
        # Cases are written in English, as on the pages of the rules.
        names = sample_names().items()
        cases = [each for each in names if each[0].startswith(CASE)]
        samples = [
            ("", _("None of these")),
            *(each for each in names if each not in cases),
            (_("Worked cases, in English"), cases),
        ]
        self.fields["sample"] = forms.ChoiceField(
            label=self.fields["sample"].label, choices=samples, required=False
        )
        self.helper = FieldsOnly()

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Refuse a file that was too large to be kept, whatever else is given."""
        if self.is_too_large:
            raise forms.ValidationError(_("This file is larger than 5 MB."))
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return file

    def clean(self) -> dict[str, Any]:
        """Read the one consortium that was given, and say what is wrong with it."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in ("file", "text", "sample") if cleaned.get(name)]
        if not given and not self.errors:
            self.add_error("sample", _("Choose a consortium, a file or a text."))
        if given and not self.errors:
            self._read(given[0], cleaned)
        return cleaned

    def _read(self, name: str, cleaned: Mapping[str, Any]) -> None:
        if name == "sample":
            self.consortium = sample(key=cleaned["sample"])
            return
        value = cleaned[name]
        try:
            content = value.read() if name == "file" else value.encode()
            self.consortium = parse_json(content)
        except FileRefused as refused:
            self.add_error(name, " ".join(refused.lines()))
