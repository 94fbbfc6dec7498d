"""The form that copies an alliance."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.files.facts import LONGEST_ACRONYM
from alliances.forms.drawing import FieldsOnly
from alliances.models import ProjectType
from proposals.selectors.drafts.start import project_type_of


class CopyForm(forms.Form):
    """What the copy is for, and its name."""

    kind = forms.CharField(
        label=_("Type of project"),
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose what the copy is for.")},
    )
    acronym = forms.CharField(
        label=_("Acronym of the copy"),
        help_text=_("It may be the same."),
        max_length=LONGEST_ACRONYM,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--name"}),
        error_messages={"required": _("Enter an acronym.")},
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def helper(self) -> FieldsOnly:
        """How crispy-forms draws it: the choices stand in the page itself."""
        return FieldsOnly("acronym", "request_key")

    def clean_kind(self) -> ProjectType:
        """Return the type of project that was chosen."""
        found = project_type_of(self.cleaned_data["kind"])
        if found is None:
            raise forms.ValidationError(_("There is no such type of project."))
        return found

    def values_to_copy(self) -> dict[str, Any]:
        """Return what the service takes."""
        values = dict(self.cleaned_data)
        return {"project_type": values.pop("kind"), **values}


def fresh_copy_values(acronym: str) -> dict[str, Any]:
    """Return the values of a form just shown, with a key of its own."""
    return {"acronym": acronym, "request_key": uuid.uuid4()}
