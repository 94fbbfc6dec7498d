"""Why a second factor is taken off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.drawing import FieldsOnly

LONGEST = 500


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("How you made sure that it is the owner who asks. It is kept."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how you made sure who asks.")},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own
        self.helper = FieldsOnly()
