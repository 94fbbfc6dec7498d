"""A mobility line as a partner's contact types it as a proposal."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.mobility import MobilityLineForm
from proposals.selectors.plan.own_lines import OwnLineToChange
from proposals.services.mobility import LineEntry
from proposals.services.proposed_lines import ProposedLine


class ProposedLineForm(MobilityLineForm):
    """One line, or a new one; the partner is the contact's own."""

    own = forms.IntegerField(min_value=0, required=False)
    note = forms.CharField(required=False)

    def __init__(self, line: OwnLineToChange, data: Any = None) -> None:  # noqa: ANN401  # Django's own
        super().__init__(data, initial=dict(line.initial))
        self.line = line
        del self.fields["partner"]
        self.fields["work_package"] = forms.TypedChoiceField(
            choices=[("", _("None yet")), *line.packages],
            coerce=int,
            empty_value=None,
            required=False,
        )
        for name, field in self.fields.items():
            is_choice = name in {"traveller", "work_package"}
            if name != "remove":
                field.widget.attrs["class"] = (
                    "form-select" if is_choice else "form-control"
                )
        if data is not None and data.get("remove"):
            for field in self.fields.values():
                field.required = False

    def clean_participants(self) -> int:
        """Ask for nothing of a line that should go."""
        if self.data.get("remove"):
            return 1
        return super().clean_participants()

    def wanted(self) -> ProposedLine:
        """Return what a valid form proposes."""
        cleaned = self.cleaned_data
        return ProposedLine(
            line=self.line.number,
            entry=None if cleaned["remove"] else self.entry_for(self.line.partner),
            version=cleaned["version"] or 0,
            own=cleaned["own"] or 0,
            request_key=cleaned["request_key"] or uuid.uuid4(),
            new=self.line.new,
        )

    def entry_for(self, partner: int) -> LineEntry:
        """Return what is stated of the line of a partner."""
        self.cleaned_data["partner"] = partner
        return self.entry()
