"""Filters of the administrators' lists: all optional, read from the address."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.filters import FilterForm
from alliances.models import Call, User
from alliances.selectors.listing import sorted_by
from eligibility.core import Outcome
from proposals.forms.few_rows import FewRowsField
from proposals.selectors.administrators import history_index, queue
from proposals.selectors.administrators.draft_list import (
    COLUMNS,
    DraftFilter,
    countries_by_name,
)
from proposals.selectors.administrators.draft_states import OPEN, WORDS
from proposals.selectors.administrators.history_index import HistoryFilter

ANY = ("", _("Any"))
NO_SUCH = forms.ModelChoiceField.default_error_messages["invalid_choice"]


class DraftFilterForm(FilterForm):
    """What a list of drafts is limited to."""

    words = forms.CharField(
        label=_("Acronym or coordinator"), required=False, max_length=100
    )
    call = FewRowsField(
        label=_("Call"),
        queryset=Call.objects.established(),
        required=False,
        empty_label=_("Any"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ANY, *WORDS.items()],
    )
    verdict = forms.ChoiceField(
        label=_("Verdict as planned"),
        required=False,
        choices=[
            ANY,
            (Outcome.MET.value, _("Met")),
            (Outcome.NOT_MET.value, _("Not met")),
            (Outcome.UNKNOWN.value, _("Cannot tell yet")),
        ],
    )
    country = forms.ChoiceField(
        label=_("Country of a partner"),
        required=False,
        error_messages={"invalid_choice": NO_SUCH},
    )
    sector = forms.CharField(
        label=_("Sector or NACE code"), required=False, max_length=600
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        country = cast("forms.ChoiceField", self.fields["country"])
        country.choices = [ANY, *countries_by_name()]

    def clean(self) -> dict[str, Any]:
        """A verdict is known of the open drafts of one call."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") and not cleaned.get("call"):
            self.add_error("call", _("Choose a call: verdicts are found call by call."))
        if cleaned.get("verdict") and cleaned.get("state") not in {"", OPEN}:
            self.add_error("state", _("Verdicts are found for open drafts."))
        return cleaned

    def wanted(self) -> DraftFilter:
        """Return the filter of a valid form."""
        given = dict(self.cleaned_data)
        order = sorted_by(given.pop("sort"), COLUMNS, "-changed")
        return DraftFilter(order=order, **given)


class QueueForm(FilterForm):
    """Which jobs are listed."""

    kind = forms.ChoiceField(label=_("Work"), choices=list(queue.KINDS.items()))
    state = forms.ChoiceField(label=_("State"), choices=list(queue.STATES.items()))

    def wanted(self) -> tuple[str, str]:
        """Return the kind and the state of a valid form."""
        return self.cleaned_data["kind"], self.cleaned_data["state"]


def _day(label: Any) -> forms.DateField:  # noqa: ANN401  # a lazy text
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2020-02-26.")},
    )


class HistoryForm(FilterForm):
    """What the history is limited to."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[ANY, *history_index.KINDS.items()]
    )
    call = FewRowsField(
        label=_("Call"),
        queryset=Call.objects.all(),
        required=False,
        empty_label=_("Any"),
    )
    person = FewRowsField(
        label=_("Who decided"),
        queryset=User.objects.filter(is_staff=True).order_by("email"),
        required=False,
        empty_label=_("Anybody"),
    )
    since = _day(_("From"))
    until = _day(_("To"))

    def wanted(self) -> HistoryFilter:
        """Return the filter of a valid form."""
        given = dict(self.cleaned_data)
        del given["sort"]
        return HistoryFilter(**given)
