"""What an administrator allows, and why."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

LONGEST = 2000


class OverrideForm(forms.Form):
    """Which clauses that are not met, whether partners, and the reason."""

    clauses = forms.MultipleChoiceField(
        label=_("Not met, and submitted in spite of it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    allows_pending = forms.BooleanField(
        label=_("Partners that have not confirmed may be missing"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Printed on the receipt and in the pack, with your name."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why: it is printed.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        clauses: tuple[tuple[str, str], ...],
        has_pending: bool,
    ) -> None:
        super().__init__(data)
        if clauses:
            self.fields["clauses"].choices = clauses  # type: ignore[attr-defined]  # of this field
        else:
            del self.fields["clauses"]
        if not has_pending:
            del self.fields["allows_pending"]
        self.helper = FieldsOnly()

    @property
    def given(self) -> dict[str, Any]:
        """What a valid form says, by the names of the service."""
        said = self.cleaned_data
        return {
            "clauses": said.get("clauses", []),
            "allows_pending": said.get("allows_pending", False),
            "reason": said["reason"],
        }
