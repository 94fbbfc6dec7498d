"""Filters of the lists of reference data, one form for each table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.enums import MobilityKind, PartnerType, ReferenceTable, Standing
from alliances.forms.filters import FilterForm
from alliances.models import Country
from alliances.models.nace import NaceLevel
from alliances.selectors.data_lists import ListFilter
from alliances.selectors.organisation_list import (
    ENDED,
    IN_FORCE,
    OrganisationFilter,
)

ANY = ("", _("Any"))
GROUPS = [ANY, *((str(each), str(each)) for each in range(1, 5))]


class DataForm(FilterForm):
    """Words and a day; each table adds what its rows are told apart by."""

    words = forms.CharField(label=_("Search"), required=False, max_length=100)
    on = forms.DateField(
        label=_("As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2020-02-26.")},
    )
    field_order = ("words", "standing", "member", "region", "group", "kind", "on")

    def wanted(self) -> ListFilter:
        """Return the filter of a valid form."""
        given: dict[str, Any] = dict(self.cleaned_data)
        words, on, order = (given.pop(each) for each in ("words", "on", "sort"))
        return ListFilter(words, on, order, {k: v for k, v in given.items() if v})


class StatusForm(DataForm):
    standing = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *Standing.choices]
    )
    member = forms.ChoiceField(
        label=_("EU Member State"),
        required=False,
        choices=[ANY, ("yes", _("Yes")), ("no", _("No"))],
    )
    region = forms.CharField(label=_("Region"), required=False, max_length=2)
    group = forms.ChoiceField(label=_("Rate group"), required=False, choices=GROUPS)


class RatesForm(DataForm):
    group = forms.ChoiceField(label=_("Rate group"), required=False, choices=GROUPS)


class SectorsForm(DataForm):
    lot = forms.SlugField(label=_("Lot"), required=False)


class MobilityForm(DataForm):
    kind = forms.ChoiceField(
        label=_("What it pays"), required=False, choices=[ANY, *MobilityKind.choices]
    )


class NaceForm(DataForm):
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[ANY, *((str(value), label) for value, label in NaceLevel.choices)],
    )


FORMS: dict[str, type[DataForm]] = {
    ReferenceTable.STATUS: StatusForm,
    ReferenceTable.SECTORS: SectorsForm,
    ReferenceTable.RATES: RatesForm,
    ReferenceTable.MOBILITY: MobilityForm,
}


class OrganisationForm(FilterForm):
    words = forms.CharField(label=_("Name or PIC"), required=False, max_length=100)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.all(),
        required=False,
        empty_label=_("Any"),
    )
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[ANY, *PartnerType.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ANY, (IN_FORCE, _("In force")), (ENDED, _("Ended"))],
    )

    def wanted(self) -> OrganisationFilter:
        """Return the filter of a valid form."""
        given: dict[str, Any] = dict(self.cleaned_data)
        return OrganisationFilter(order=given.pop("sort"), **given)
