"""Forms that begin an alliance: naming it, or bringing it as a file."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alliances.files.consortium import (
    MOST_BYTES,
    ConsortiumFile,
    FileRefused,
    Given,
    Problem,
    is_json,
    parse_file,
)
from alliances.files.facts import LONGEST_ACRONYM
from alliances.files.lists import read_list
from alliances.files.problems import refuse
from alliances.files.sheets import Sheet
from alliances.forms.drawing import FieldsOnly
from proposals.files.proposal_file import ProposalFile
from proposals.files.proposal_reader import is_proposal, parse_proposal
from proposals.forms.sectors import ActivityField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict
    from django.utils.functional import _StrPromise

MEGABYTE = 1024 * 1024
ENOUGH_ROWS = 2
ACCEPTED = ".xlsx,.csv,.json,application/json,text/csv"


class DetailsForm(forms.Form):
    """Sector and acronym of a new alliance; whatever else there is to state waits."""

    sector: forms.Field = forms.ChoiceField(
        label=_("Sector"),
        help_text=_("This Lot has a list. The choice may wait."),
        required=False,
    )
    acronym = forms.CharField(
        label=_("Acronym"),
        help_text=_(
            "The short name everybody will use, such as CHARTER. It can be changed."
        ),
        max_length=LONGEST_ACRONYM,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--name"}),
        error_messages={"required": _("Enter an acronym.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        sectors: Sequence[tuple[str, str]],
        activities: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data)
        listed = cast("forms.ChoiceField", self.fields["sector"])
        listed.choices = [("", _("Not decided yet")), *sectors]
        if not sectors:
            self.fields["sector"] = ActivityField(activities)
        self.helper = FieldsOnly("sector", "acronym")


def file_field(
    label: "_StrPromise", help_text: "_StrPromise", *, accepted: str = ACCEPTED
) -> forms.FileField:
    """Return a field for one file of the kinds `accepted` as browsers write them."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": accepted}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )


class FileForm(forms.Form):
    """A file to be read, or everything that is wrong with it."""

    file = file_field(_("File"), _("Up to 5 MB."))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        is_too_large: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.problems: tuple[Problem, ...] = ()
        self.unlisted = 0
        if is_too_large:
            self.fields["file"].required = False
        self.helper = FieldsOnly(*self.fields)

    def clean(self) -> dict[str, Any]:
        """Read the file; `problems` says what is wrong with it."""
        data = super().clean() or {}
        if self.is_too_large:
            self.add_error("file", _too_large())
        elif data.get("file") and not self.errors:
            self.cleaned_data["content"] = data["file"].read()
            try:
                self.read(self.cleaned_data["content"], data["file"].name)
            except FileRefused as refusal:
                self.add_problems(refusal)
        return self.cleaned_data

    def read(self, content: bytes, name: str) -> None:
        """Read the content; FileRefused for what is wrong with it."""
        raise NotImplementedError

    def add_problems(self, refusal: FileRefused) -> None:
        """Show what is wrong with the file, beside its field and as a list."""
        self.problems, self.unlisted = refusal.problems, refusal.unlisted
        self.add_error("file", _not_taken(len(self.problems) + self.unlisted))


class ListForm(FileForm):
    """A list of partners for an alliance there is."""

    file = file_field(
        _("List of partners"), _("XLSX, CSV or JSON, up to 5 MB and 300 partners.")
    )

    def read(self, content: bytes, name: str) -> None:
        """Accept what has rows; what they say is looked at on the next page."""
        require_rows(read_list(content, name))


class ImportForm(FileForm):
    """A consortium file, and what stands beside a list that cannot say it."""

    file = file_field(
        _("Consortium file or list of partners"),
        _("XLSX, CSV or JSON, up to 5 MB and 300 partners."),
    )
    kind = forms.ChoiceField(
        label=_("Call, Lot and type of project"),
        help_text=_(
            "A list cannot say them; they can also be chosen on the next page. What you"
            " choose here takes the place of what a JSON file says."
        ),
        required=False,
    )
    acronym = forms.CharField(
        label=_("Acronym"),
        help_text=_("A list cannot say it either."),
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
        super().__init__(data, files, is_too_large=is_too_large)
        choice = cast("forms.ChoiceField", self.fields["kind"])
        choice.choices = [("", _("As the file says")), *kinds]

    def read(self, content: bytes, name: str) -> None:
        """Read a consortium file whole; of a list only whether it has rows."""
        data = self.cleaned_data
        if is_json(content, name) and is_proposal(content):
            data["proposal"] = parse_proposal(content)
            return
        if is_json(content, name):
            data["consortium"] = parse_file(content, name, given_by(data))
            return
        require_rows(read_list(content, name))

    @property
    def consortium(self) -> ConsortiumFile | None:
        """The consortium of a valid form, None for a list."""
        consortium: ConsortiumFile | None = self.cleaned_data.get("consortium")
        return consortium

    @property
    def proposal(self) -> ProposalFile | None:
        """The whole proposal of a valid form, None for anything less."""
        proposal: ProposalFile | None = self.cleaned_data.get("proposal")
        return proposal

    def stated(self) -> dict[str, str]:
        """Return what stands beside a list, as it is kept with it."""
        given = given_by(self.cleaned_data)
        return {key: str(each.value) for key, each in given.items()}


def require_rows(sheet: Sheet) -> None:
    """Refuse a list without a row below its heading."""
    if len(sheet.rows) < ENOUGH_ROWS:
        expected = gettext("a heading and one partner per row")
        raise refuse(gettext("the file"), gettext("no rows below a heading"), expected)


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
