"""Uploading a rulebook, and publishing it with a reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alliances.forms.drawing import FieldsOnly
from alliances.forms.refusals import LONGEST_REASON

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

MOST_KILOBYTES = 512
"""Far more than the law of any call takes, the longest being 17."""


class RulebookForm(forms.Form):
    """The file of a rulebook."""

    file = forms.FileField(
        label=_("Rulebook"),
        help_text=_("A TOML file in UTF-8, up to 512 kB, for a call there is or not."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,text/plain"}),
        error_messages={"required": _("Choose a file."), "empty": _("It is empty.")},
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
        self.problems: tuple[str, ...] = ()
        self.helper = FieldsOnly()

    def clean(self) -> dict[str, Any]:
        """Refuse a file that is larger than any law."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if self.is_too_large or (file and file.size > MOST_KILOBYTES * 1024):
            self.errors.pop("file", None)
            self.add_error(
                "file", _("The file is larger than 512 kB, so it was not read.")
            )
        return cleaned

    def add_problems(self, problems: list[str]) -> None:
        """List what is wrong with the file, each with its place and a remedy."""
        self.problems = tuple(problems)
        number = len(problems)
        words = ngettext(
            "Nothing was kept: %(number)d place to correct.",
            "Nothing was kept: %(number)d places to correct.",
            number,
        )
        self.add_error("file", words % {"number": number})


WRITTEN = {"compared_with", "impact"}
"""Fields that the page fills in."""


class PublishRulebookForm(forms.Form):
    """Why to publish a rulebook, what it was compared with, a tick where days go."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Coordinators read it where their drafts say that the rules changed, and in"
            " the mail to those whose proposal fails under them."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the rules change.")},
    )
    compared_with = forms.IntegerField(min_value=0)
    """Written by the page itself, which knows what it shows."""
    impact = forms.CharField(required=False)
    """Brought along by the part that shows it; signed, so nobody else writes it."""
    makes_earlier = forms.BooleanField(required=False)
    """The service refuses where it is missing: it knows what is in force by then."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        needs_reason: bool = True,
        earlier: str = "",
    ) -> None:
        super().__init__(data)
        label = _("The deadline is meant to be earlier: %(earlier)s.")
        self.fields["makes_earlier"].label = label % {"earlier": earlier}
        if not earlier:
            del self.fields["makes_earlier"]
        if not needs_reason:
            # Who asked for it gave the reason.
            del self.fields["reason"]
        self.asks = [name for name in self.fields if name not in WRITTEN]
        self.helper = FieldsOnly(*self.asks)
