"""The form of a partner's answer."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alliances.files.partners import LONGEST_NAME
from alliances.models.organisations import PIC_PATTERN
from proposals.enums import ChangedField
from proposals.forms.partners import PicField
from proposals.models.proposed_changes import MOST_WORDS
from proposals.selectors.asking.change_choices import ChangeChoices
from proposals.snapshots.covered import digest_of_text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONFIRM, DECLINE = "confirm", "decline"
CHANGE, NOT_OURS = "change", "not-ours"
CONFIRMS_OTHERWISE = _(
    "You propose a change: press “Ask for this change”, or empty what you typed here."
)
TOO_LONG = {"max_length": _("This text is longer than 2,000 characters.")}
CORRECTIONS = {each: f"new_{each.value}" for each in ChangedField if each != "words"}
"""The field of the form for each field that may be corrected."""


class AnswerForm(forms.Form):
    """What a partner's contact answers; every button sends the same form."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    function = forms.CharField(
        label=_("Your function"),
        required=False,
        max_length=200,
        help_text=_("Such as rector, director or head of projects."),
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    reason = forms.CharField(
        label=_("Your reason"),
        required=False,
        max_length=2000,
        help_text=_("Who asked reads it."),
        widget=forms.Textarea({"rows": 3}),
        error_messages=TOO_LONG,
    )
    new_name = forms.CharField(
        label=_("Name of the organisation"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    new_country = forms.ChoiceField(label=_("Country"), required=False)
    new_types = forms.ChoiceField(label=_("Type"), required=False)
    new_pic = PicField(
        label="PIC",
        required=False,
        validators=[
            RegexValidator(PIC_PATTERN, _("Enter the nine digits of the PIC."))
        ],
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    new_role = forms.ChoiceField(label=_("Role"), required=False)
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=MOST_WORDS,
        help_text=_("Tasks, days, budget, or anything else that should differ."),
        widget=forms.Textarea({"rows": 3}),
        error_messages=TOO_LONG,
    )
    seen = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        choices=[(each, each) for each in (CONFIRM, DECLINE, CHANGE, NOT_OURS)],
        widget=forms.HiddenInput,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: ChangeChoices
    ) -> None:
        super().__init__(data)
        right = ("", _("As stated above"))
        for name, options in (
            ("new_country", choices.countries),
            ("new_types", choices.kinds),
            ("new_role", choices.roles),
        ):
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [right, *options]

    @property
    def is_decline(self) -> bool:
        """Whether the person pressed Decline, so that its part stands open."""
        return self.data.get("answer") == DECLINE

    @property
    def is_change(self) -> bool:
        """Whether something of the part about a change was pressed or typed."""
        named = any(self.data.get(each) for each in (*CORRECTIONS.values(), "words"))
        return self.data.get("answer") == CHANGE or named

    def corrections(self) -> Iterator[forms.BoundField]:
        """Yield the fields that correct what is stated of the organisation."""
        yield from (self[each] for each in CORRECTIONS.values())

    def clean_new_name(self) -> str:
        """Collapse blanks, as a pasted line break."""
        return " ".join(self.cleaned_data["new_name"].split())

    def clean(self) -> dict[str, Any]:
        """Ask for what each button needs."""
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        if answer in {CONFIRM, DECLINE, CHANGE}:
            self._require("name", _("Enter your name."))
        if answer == DECLINE:
            self._require("reason", _("Enter why: one sentence is enough."))
        if answer == CONFIRM:
            self._require("function", _("Enter what you are in your organisation."))
        if answer == CONFIRM and self.is_change:
            self.add_error("words", CONFIRMS_OTHERWISE)
        if answer == CHANGE and not self.is_asking:
            self.add_error("words", _("Say what should be different."))
        return cleaned

    @property
    def is_asking(self) -> bool:
        """Whether anything was proposed, also what has to be typed anew."""
        proposed = (*CORRECTIONS.values(), "words")
        return any(self.cleaned_data.get(e) or e in self.errors for e in proposed)

    def given(self) -> dict[str, Any]:
        """Return what a valid form answers, for the service of its button."""
        cleaned = self.cleaned_data
        who = {"name": cleaned["name"], "function": cleaned["function"]}
        proposed = {e: cleaned[n] for e, n in CORRECTIONS.items() if cleaned[n]}
        return {
            CONFIRM: {**who, "seen_digest": digest_of_text(cleaned["seen"])},
            DECLINE: {**who, "reason": cleaned["reason"]},
            CHANGE: {**who, "proposed": proposed, "words": cleaned["words"]},
            NOT_OURS: {"name": cleaned["name"]},
        }[cleaned["answer"]]

    def _require(self, name: str, message: "_StrPromise") -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)
