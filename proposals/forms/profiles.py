"""One occupational profile as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.work_plan import PlanForm
from proposals.models.profiles import LEVELS
from proposals.services.profiles import ProfileEntry


class ProfileForm(PlanForm):
    """Title, code and level; only the title has to be known from the start."""

    code = forms.CharField(
        label=_("ESCO or ISCO code"),
        required=False,
        help_text=_(
            "ISCO-08 as 2512, ESCO as 2512.4 or as the address of the occupation. Only"
            " the shape is checked, not whether there is such a code."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    level = forms.TypedChoiceField(
        label=_("EQF level"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not decided yet")), *((each, str(each)) for each in LEVELS)],
        help_text=_("Of the European Qualifications Framework, 1 to 8."),
    )

    def entry(self) -> ProfileEntry:
        """Return what a valid form states."""
        stated = self.cleaned_data
        return ProfileEntry(stated["title"], stated["code"], stated["level"])
