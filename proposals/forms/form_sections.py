"""Giving a section to somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from proposals.errors.answers import Unreadable


class AssignForm(forms.Form):
    """To whom a section goes, empty for nobody, and the version that was seen."""

    person = forms.IntegerField(required=False)
    version = forms.IntegerField(min_value=0)

    def stated(self) -> dict[str, Any]:
        """Return both; Unreadable where a form does not say them."""
        if not self.is_valid():
            raise Unreadable(_("This page did not say who is meant."))
        return {name: self.cleaned_data[name] for name in ("person", "version")}
