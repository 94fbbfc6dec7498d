"""What an administrator says who gives a call a later deadline."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

LONGEST_TITLE = 200


class LaterDeadlineForm(forms.Form):
    """The later deadline, and where it is written."""

    deadline = forms.DateTimeField(
        label=_("Later deadline"),
        help_text=_("Brussels time."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        error_messages={
            "required": _("Say when the call closes."),
            "invalid": _("Enter day and time, as in 2026-11-29 18:30."),
        },
    )
    source = forms.CharField(
        label=_("Where it is written"),
        help_text=_("The title of the notice; the rules name it as their source."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Name the notice: no rule goes without source.")},
    )
    address = forms.URLField(
        label=_("Its address, if it has one"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Enter an address, as https://example.org/news.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, present: dt.datetime
    ) -> None:
        super().__init__(data, initial={"deadline": present})
        self.present = present
        self.helper = FieldsOnly()

    def clean_deadline(self) -> dt.datetime:
        """Refuse a moment that has passed, or is not later than the one in force."""
        deadline: dt.datetime = self.cleaned_data["deadline"]
        if deadline <= timezone.now():
            raise forms.ValidationError(_("This moment has passed."))
        if deadline <= self.present:
            words = _("This is not later than the deadline in force.")
            raise forms.ValidationError(words)
        return deadline
