"""What a timeline is limited to, read from the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.filters import FilterForm
from proposals.selectors.log.timeline import Timeline, TimelineFilter


class TimelineForm(FilterForm):
    """Kind, partner and person; only what occurs in the log can be chosen."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    person = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, timeline: Timeline, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        choices = {
            "kind": [("", _("Everything")), *timeline.kinds],
            "partner": [("", _("Any")), *timeline.partner_choices],
            "person": [("", _("Anybody")), *timeline.person_choices],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a field of choices
        if timeline.is_part:
            del self.fields["partner"]

    def wanted(self) -> TimelineFilter:
        """Return the filter of a valid form."""
        given = self.cleaned_data
        partner, person = given.get("partner"), given["person"]
        return TimelineFilter(
            kind=given["kind"],
            partner=int(partner) if partner else None,
            person=int(person) if person else None,
        )
