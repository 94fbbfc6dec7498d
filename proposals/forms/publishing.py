"""Asking to publish reference data, and publishing it."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly
from alliances.forms.refusals import LONGEST_REASON

WRITTEN_BY_THE_PAGE = ("compared_with", "impact_seen")
"""Fields of what it shows, which the page itself knows."""


class DecisionForm(forms.Form):
    """What was seen of a table, why it is to be published, and a tick where rows go."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Kept with the edition, and sent to the coordinators whose verdict flips."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the data changes.")},
    )
    compared_with = forms.IntegerField(min_value=0)
    impact_seen = forms.CharField(max_length=64)
    removes_many = forms.BooleanField(
        label=_("These rows are meant to go."),
        error_messages={"required": _("Tick that these rows are meant to go.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        warns: bool = False,
        needs_reason: bool = True,
        flips: bool = True,
    ) -> None:
        super().__init__(data)
        if not flips:
            self.fields["reason"].help_text = _("Kept with the edition.")
        if not warns:
            del self.fields["removes_many"]
        if not needs_reason:
            del self.fields["reason"]
        shown = [name for name in self.fields if name not in WRITTEN_BY_THE_PAGE]
        self.helper = FieldsOnly()
        self.helper.layout = Layout(*shown)

    @property
    def asks(self) -> bool:
        """Whether there is a field to fill in; crispy would show all for none."""
        return bool(self.helper.layout.fields)

    def stated(self) -> dict[str, Any]:
        """Return what the services take: what was seen, and the reason if asked for."""
        wanted = ("reason", "compared_with", "impact_seen")
        return {name: self.cleaned_data[name] for name in wanted if name in self.fields}
