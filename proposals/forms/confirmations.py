"""The forms of confirmation: the partner's answer, and the addresses to ask."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.selectors.invitations import InvitationRow
from proposals.snapshots.covered import digest_of_text

CONFIRM, DECLINE = "confirm", "decline"


class AnswerForm(forms.Form):
    """What a partner's contact answers; both buttons send the same form."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Enter your name.")},
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
    )
    seen = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        choices=[(CONFIRM, CONFIRM), (DECLINE, DECLINE)], widget=forms.HiddenInput
    )

    @property
    def is_decline(self) -> bool:
        """Whether the person pressed Decline, so that its part stands open."""
        return self.data.get("answer") == DECLINE

    def clean(self) -> dict[str, Any]:
        """Ask for a function where one confirms, for a reason where one declines."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == CONFIRM and not cleaned.get("function"):
            self.add_error("function", _("Enter what you are in your organisation."))
        if cleaned.get("answer") == DECLINE and not cleaned.get("reason"):
            self.add_error("reason", _("Enter why: one sentence is enough."))
        return cleaned

    def given(self) -> dict[str, str]:
        """Return what a valid form answers, for the service of its button."""
        names = ("name", "function")
        values: dict[str, str] = {each: self.cleaned_data[each] for each in names}
        if self.is_decline:
            return {**values, "reason": self.cleaned_data["reason"]}
        return {**values, "seen_digest": digest_of_text(self.cleaned_data["seen"])}


class InvitationsForm(forms.Form):
    """One address per partner; fields left empty ask nobody."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: tuple[InvitationRow, ...],
    ) -> None:
        super().__init__(data)
        self._rows = rows
        for row in rows:
            self.fields[_field(row)] = forms.EmailField(
                label=row.name,
                required=False,
                initial=row.email,
                widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
                error_messages={
                    "invalid": _("Enter an address such as name@example.org.")
                },
            )

    def pairs(self) -> Iterator[tuple[InvitationRow, forms.BoundField]]:
        """Yield each partner that can be asked with its field."""
        for row in self._rows:
            if not row.is_asked:
                yield row, self[_field(row)]

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any address."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Enter at least one e-mail address."))
        return cleaned

    def addresses(self) -> dict[int, str]:
        """Return the addresses of a valid form by the numbers of partners."""
        given = {row.number: self.cleaned_data[_field(row)] for row in self._rows}
        return {number: email for number, email in given.items() if email}

    def filled(self) -> int:
        """Return how many fields hold an address, for the button before a script."""
        return sum(bool(field.value()) for _row, field in self.pairs())


def _field(row: InvitationRow) -> str:
    return f"email-{row.number}"
