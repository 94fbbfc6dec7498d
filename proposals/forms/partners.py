"""The form of one partner: who, where, as what, of which type."""

import uuid
from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType, Role
from alliances.files.partners import LONGEST_NAME
from alliances.models import Country, Partnership
from alliances.models.organisations import PIC_PATTERN
from proposals.forms.choices import explained
from proposals.selectors.partners import PartnerChoices
from proposals.services.composition import PartnerEntry


class PicField(forms.CharField):
    """A PIC as people copy it, also in groups of three."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  # Django's own signature
        return "".join((super().to_python(value) or "").split())


class PartnerForm(forms.Form):
    """What is stated of one partner, new or present."""

    name = forms.CharField(
        label=_("Organisation"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Enter the name of the organisation.")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("With the code the EU uses and the status under this call."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )
    types = forms.MultipleChoiceField(
        label=_("Type"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Tick one. Several mean: still open between these. None means: not known"
            " yet."
        ),
    )
    pic = PicField(
        label=_("PIC"),
        required=False,
        help_text=_("Nine digits, once it is known."),
        validators=[
            RegexValidator(
                PIC_PATTERN, _("Enter the nine digits of the PIC, or leave it empty.")
            )
        ],
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: PartnerChoices,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        countries = cast("forms.ChoiceField", self.fields["country"])
        countries.choices = [("", _("Not known yet")), *choices.countries]
        roles = cast("forms.ChoiceField", self.fields["role"])
        roles.choices = [
            (role.value, explained(role.title, role.consequence))
            for role in choices.roles
        ]
        types = cast("forms.MultipleChoiceField", self.fields["types"])
        types.choices = [
            (title, [(each, PartnerType(each).label) for each in members])
            for title, members in choices.types
        ]
        self.fields["name"].widget.attrs.update(autocomplete="off", autofocus=True)
        self.fields["pic"].widget.attrs.update(
            autocomplete="off", inputmode="numeric", size=9
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.fields)

    def clean_name(self) -> str:
        """Collapse blanks: a pasted line break is no part of a name."""
        return " ".join(self.cleaned_data["name"].split())

    def guard(self) -> dict[str, Any]:
        """Return what keeps a second press or an old page from doing harm."""
        return {}

    def entry(self) -> PartnerEntry:
        """Return what a valid form states."""
        cleaned = self.cleaned_data
        code = cleaned["country"]
        return PartnerEntry(
            name=cleaned["name"],
            country=Country.objects.get(pk=code) if code else None,
            role=Role(cleaned["role"]),
            types=tuple(cleaned["types"]),
            pic=cleaned["pic"],
        )


class NewPartnerForm(PartnerForm):
    """A partner to be added; its key makes a double click add one."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def guard(self) -> dict[str, Any]:
        return {"request_key": self.cleaned_data["request_key"]}


class PresentPartnerForm(PartnerForm):
    """A partner to be changed; its version says what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def guard(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"]}


def new_partner_values(role: str = Role.FULL_PARTNER) -> dict[str, Any]:
    """Return the values of an empty form."""
    return {"request_key": uuid.uuid4(), "role": role}


def partner_values(partnership: Partnership) -> dict[str, Any]:
    """Return a partner as the form shows it."""
    return {
        "version": partnership.version,
        "name": partnership.name,
        "country": partnership.country_id or "",
        "role": partnership.role,
        "types": partnership.type_list,
        "pic": partnership.pic,
    }
