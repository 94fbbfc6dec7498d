"""The form that reports a wrong rule."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.addresses import NOT_AN_ADDRESS
from alliances.forms.drawing import FieldsOnly

LONGEST = 4000


class RuleReportForm(forms.Form):
    """What is wrong, and where the right text stands."""

    text = forms.CharField(
        label=_("What is wrong"),
        help_text=_(
            "Say what the rule should be and where you read it: document, page, day."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say what is wrong."),
            "max_length": _("This text is longer than 4,000 characters."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.helper = FieldsOnly()


class PublicRuleReportForm(RuleReportForm):
    """The same from somebody who may not be signed in."""

    contact = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if we may ask you about it. It is shown to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=NOT_AN_ADDRESS,
    )
