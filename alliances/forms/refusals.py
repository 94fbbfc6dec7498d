"""Why somebody does not publish what another administrator asked for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

LONGEST_REASON = 1000
"""Of a refusal, as of a publication."""


class RefusalForm(forms.Form):
    """The reason, whatever was asked for: a table, the register or rules."""

    refusal = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with what was asked for."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why it is not published.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.helper = FieldsOnly("refusal")
