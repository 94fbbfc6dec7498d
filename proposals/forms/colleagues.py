"""The forms that invite a colleague and say what they do in a draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.forms.addresses import NOT_AN_ADDRESS
from alliances.forms.drawing import FieldsOnly
from proposals.enums import ColleagueRole
from proposals.services.colleagues import Duty

EDITOR, VIEWER = str(ColleagueRole.EDITOR), str(ColleagueRole.VIEWER)


class DutyForm(forms.Form):
    """What a colleague does: an editor, a viewer, or the contact of one partner."""

    duty = forms.ChoiceField(
        label=_("What they do"),
        error_messages={
            "required": _("Choose what they do."),
            "invalid_choice": _("Choose what they do."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        partners: Mapping[int, str] = {},  # never changed
        **options: Any,  # noqa: ANN401  # Django's own
    ) -> None:
        super().__init__(data, **options)
        contacts = [
            (f"p{number}", _("Contact of %(name)s") % {"name": name})
            for number, name in partners.items()
        ]
        self.fields["duty"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (EDITOR, ColleagueRole.EDITOR.label),
            (VIEWER, ColleagueRole.VIEWER.label),
            *contacts,
        ]

    def stated(self) -> Duty:
        """Return what was chosen, of a form that is valid."""
        code = self.cleaned_data["duty"] or EDITOR
        if code in {EDITOR, VIEWER}:
            return Duty(ColleagueRole(code))
        return Duty(ColleagueRole.CONTACT, int(code.removeprefix("p")))


class InviteForm(DutyForm):
    """The address of one colleague, and what they are invited for."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address your colleague signs in with, or will."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            **NOT_AN_ADDRESS,
            "required": _("Enter an e-mail address."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **options)
        self.fields["duty"].required = False

    @property
    def helper(self) -> FieldsOnly:
        """How crispy-forms draws it: fields alone, the page has form and token."""
        return FieldsOnly("email", "duty")
