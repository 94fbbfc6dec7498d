"""Uploading a table of reference data."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alliances.enums import ReferenceTable, SharedTable
from alliances.files.headings import table_like
from alliances.files.problems import MOST_BYTES, FileRefused, Problem
from alliances.forms.drawing import FieldsOnly
from alliances.models import Call, Lot, ReferenceEdition
from alliances.selectors.reference import current_edition
from alliances.words import own_words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict


class _LotsByCall(ModelChoiceIterator):  # type: ignore[type-arg]  # generic in the stubs only
    field: "LotField"

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for call, lots in groupby(self.queryset, key=attrgetter("call")):
            if self.field.of_call in {"", call.pk}:
                yield (str(call), [self.choice(each) for each in lots])


class LotField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A Lot under its call; those of one call alone once that is chosen."""

    iterator = _LotsByCall
    of_call = ""

    def label_from_instance(self, obj: Lot) -> str:
        """Name a Lot within its call."""
        return f"{obj.code}, {own_words(obj.title)}"


class UploadForm(forms.Form):
    """Which table, of which call where it belongs to one, and the file."""

    table = forms.ChoiceField(
        label=_("Table"),
        choices=[*ReferenceTable.choices, *SharedTable.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a table.")},
    )
    call = forms.ModelChoiceField(
        label=_("Call"),
        queryset=Call.objects.none(),
        required=False,
        empty_label=_("Choose a call"),
        help_text=_("Not asked for countries and NACE, the same for every call."),
    )
    lot = LotField(
        label=_("Lot"),
        queryset=Lot.objects.none(),
        required=False,
        empty_label=_("All Lots of the file"),
        help_text=_("Only for sectors: the file is the whole list of this Lot."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or an Excel workbook (.xlsx) with the heading of the template, up to"
            " 5 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        is_too_large: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        self.is_too_large = is_too_large
        self.problems: tuple[Problem, ...] = ()
        self.unlisted = 0
        self.likeness = ""
        cast("Any", self.fields["call"]).queryset = Call.objects.established()
        lots = Lot.objects.select_related("call").order_by("call_id", "number", "code")
        cast("Any", self.fields["lot"]).queryset = lots
        wanted = self["call"].value()
        calls = {each.pk for each in cast("Any", self.fields["call"]).queryset}
        cast("LotField", self.fields["lot"]).of_call = wanted if wanted in calls else ""
        self.helper = FieldsOnly()

    def clean(self) -> dict[str, Any]:
        """Refuse a Lot that does not fit, and a file that was not kept."""
        cleaned = super().clean() or self.cleaned_data
        lot, call = cleaned.get("lot"), cleaned.get("call")
        if not (call or self.is_shared or "call" in self.errors):
            self.add_error("call", _("Choose the call this table belongs to."))
        if lot and cleaned.get("table") != ReferenceTable.SECTORS:
            self.add_error("lot", _("Only a list of sectors belongs to a Lot."))
        elif lot and call and lot.call_id != call.pk:
            self.add_error("lot", _("This Lot belongs to another call."))
        if self.is_too_large:
            self.errors.pop("file", None)
            self.add_error(
                "file",
                _("The file is larger than %(limit)d MB, so it was not read.")
                % {"limit": MOST_BYTES // 1024 // 1024},
            )
        return cleaned

    @property
    def is_shared(self) -> bool:
        """Whether the table of a form that was sent is the same for every call."""
        return self.cleaned_data.get("table") in SharedTable.values

    @cached_property
    def present(self) -> ReferenceEdition | None:
        """The edition in force of the call that is chosen, whose tables are there."""
        wanted = self["call"].value()
        calls = cast("Any", self.fields["call"]).queryset
        call = next((each for each in calls if each.pk == wanted), None)
        return current_edition(call) if call else None

    def content(self) -> bytes:
        """Return the bytes of a valid form's file."""
        content: bytes = self.cleaned_data["file"].read()
        return content

    @property
    def likeness_label(self) -> str:
        """What people call the table that the file looks like; empty for none."""
        choices = dict(cast("Any", self.fields["table"]).choices)
        return str(choices.get(self.likeness, ""))

    def add_problems(self, refused: FileRefused) -> None:
        """List what is wrong with the file, and which table it looks like instead."""
        self.cleaned_data["file"].seek(0)
        like = table_like(self.content())
        self.likeness = "" if like == self.cleaned_data["table"] else like
        self.problems, self.unlisted = refused.problems, refused.unlisted
        number = len(refused.problems) + refused.unlisted
        words = ngettext(
            "Nothing was kept: %(number)d place to correct.",
            "Nothing was kept: %(number)d places to correct.",
            number,
        )
        self.add_error("file", words % {"number": number})
