"""What an administrator says who closes the product for writing."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly
from alliances.services.pauses import LONGEST_REASON, MOST_AHEAD


class PauseForm(forms.Form):
    """Why nothing can be changed, and until when as a rule."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it above every page."),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say why: everybody reads it.")},
    )
    until = forms.DateTimeField(
        label=_("Until, as a rule"),
        help_text=_(
            "Brussels time. People are told it; writing stays closed until somebody"
            " opens it. Leave it empty where nobody knows."
        ),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("Enter day and time, as in 2026-11-29 18:30.")},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own
        self.helper = FieldsOnly()

    def clean_until(self) -> dt.datetime | None:
        """Refuse an end that has passed, or that is too far to be meant."""
        until: dt.datetime | None = self.cleaned_data["until"]
        now = timezone.now()
        if until is not None and until <= now:
            raise forms.ValidationError(_("This moment has passed."))
        if until is not None and until > now + MOST_AHEAD:
            words = _("Choose a moment of the next %(days)d days.")
            raise forms.ValidationError(words, params={"days": MOST_AHEAD.days})
        return until
