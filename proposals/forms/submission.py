"""The form that submits: what it saw, and what the person declares."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from alliances.forms.addresses import NOT_AN_ADDRESS
from alliances.forms.drawing import FieldsOnly
from eligibility.words import together
from proposals.errors import PendingPartners

KNOWN = ("idempotency_key", "revision", "seen")
TICKS = ("accepts_unverified", "accepts_pending", "may_act")
MOST_NAMED = 4
"""Names that still read as one sentence."""


class NamedClauses(forms.MultipleChoiceField):
    """Clauses somebody names; the service knows which of them matter."""

    def valid_value(self, value: object) -> bool:
        """Take any: which there are may have changed since the form was shown."""
        return bool(value)


class SubmitForm(forms.Form):
    """One press of the button: its key, the version it saw, the ticks."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    representative = forms.EmailField(
        required=False,
        label=gettext_lazy("E-mail of the applicant's legal representative (optional)"),
        help_text=gettext_lazy(
            "Gets a mail that it was submitted, or withdrawn. It comes from Part A;"
            " another one typed here is told instead, and Part A stays as it is."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=NOT_AN_ADDRESS,
    )
    accepts_unverified = NamedClauses(
        label=gettext_lazy(
            "I submit although this is not met; its value is unverified"
        ),
        help_text=gettext_lazy("Printed on the receipt and in the pack."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accepts_pending = forms.BooleanField(
        error_messages={"required": PendingPartners.message}
    )
    may_act = forms.BooleanField(
        label=gettext_lazy("I may act for the applicant."),
        error_messages={
            "required": gettext_lazy("Confirm that you may act for the applicant.")
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        pending: tuple[str, ...] = (),
        clauses: tuple[tuple[str, str], ...] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["accepts_unverified"].choices = clauses  # type: ignore[attr-defined]  # of this field
        self.fields["accepts_pending"].label = _warning(pending)
        # What a page has not asked for the service asks for, if it is needed.
        self.fields["accepts_pending"].required = bool(pending)

    @property
    def helper(self) -> FieldsOnly:
        """How crispy draws it: without what the page has not asked for."""
        asked = {
            "accepts_unverified": self.fields["accepts_unverified"].choices,  # type: ignore[attr-defined]  # of this field
            "accepts_pending": self.fields["accepts_pending"].required,
        }
        ticks = [name for name in TICKS if asked.get(name, True)]
        return FieldsOnly(*KNOWN, "representative", *ticks)

    def clean_accepts_unverified(self) -> list[str]:
        """Take what is named where nothing that was asked for is left out."""
        named: list[str] = self.cleaned_data["accepts_unverified"]
        asked = self.fields["accepts_unverified"].choices  # type: ignore[attr-defined]  # of this field
        if not {identifier for identifier, _ in asked} <= set(named):
            raise forms.ValidationError(
                gettext("Tick each of these clauses to submit."), "left-out"
            )
        return named

    @property
    def is_broken(self) -> bool:
        """Whether what no person types or ticks did not arrive as it was sent."""
        return not self.errors.keys().isdisjoint(KNOWN)

    @property
    def ticks(self) -> dict[str, Any]:
        """What a valid form ticked and typed, to keep when it is shown again."""
        return {name: self.cleaned_data[name] for name in ("representative", *TICKS)}


def _warning(pending: tuple[str, ...]) -> str:
    """Name the partners, or count them where the check list has to name them."""
    number = len(pending)
    if number > MOST_NAMED:
        return ngettext(
            "I submit although the %(number)d partner named above has not confirmed."
            " Its mandate follows if the project is selected.",
            "I submit although the %(number)d partners named above have not confirmed."
            " Their mandates follow if the project is selected.",
            number,
        ) % {"number": number}
    return ngettext(
        "I submit although %(names)s has not confirmed. Its mandate follows if the"
        " project is selected.",
        "I submit although %(names)s have not confirmed. Their mandates follow if the"
        " project is selected.",
        number,
    ) % {"names": together(list(pending))}


def fresh_values(*, revision: int, seen: str) -> dict[str, Any]:
    """Return the hidden values of a form shown anew: one key per form shown."""
    return {"idempotency_key": uuid.uuid4(), "revision": revision, "seen": seen}
