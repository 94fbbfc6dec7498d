"""The form of one partner: who, where, as what, of which type."""

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType, Role
from alliances.files.partners import LONGEST_ADDED_VALUE, LONGEST_NAME
from alliances.models import Country, Organisation, Partnership
from alliances.models.organisations import PIC_PATTERN
from alliances.phrases import Figure
from proposals.files.counting import composed
from proposals.forms.choices import explained
from proposals.forms.country_field import CountryField
from proposals.forms.meeting import (
    changed_by_both,
    changed_by_them,
    seen_values,
    typed_over,
)
from proposals.selectors.consortium.likeness import likeness
from proposals.selectors.consortium.partners import PartnerChoices
from proposals.selectors.consortium.suggestions import Suggestion, pic_in
from proposals.services.composition import PartnerEntry

UNKNOWN_PIC = _(
    "The register has no organisation with this PIC. Enter its name here, and the PIC"
    " below."
)
PIC_DIGITS = 9
WHO = frozenset({"name", "country", "pic", "organisation"})
"""Together they say which organisation it is; under another name, all are another's."""


class PicField(forms.CharField):
    """A PIC as people copy it, also in groups of three."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  # Django's own signature
        return "".join((super().to_python(value) or "").split())


class PartnerForm(forms.Form):
    """What is stated of one partner, new or present."""

    name = forms.CharField(
        label=_("Organisation"),
        max_length=LONGEST_NAME,
        help_text=_("Its name, or the nine digits of its PIC."),
        error_messages={"required": _("Enter the name of the organisation.")},
    )
    organisation = forms.IntegerField(required=False, widget=forms.HiddenInput)
    country = CountryField(label=_("Country"), required=False)
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

    added_value = forms.CharField(
        label=_("Essential added value"),
        required=False,
        help_text=_(
            "Only for an organisation in a Partner country: what it brings that no"
            " Programme country can. Without it, the organisation may be removed at"
            " the assessment. At most 3,000 characters."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "data-most": LONGEST_ADDED_VALUE}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: PartnerChoices,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.partners = choices.partners
        cast("CountryField", self.fields["country"]).offer(choices.countries)
        roles = cast("forms.ChoiceField", self.fields["role"])
        roles.choices = [
            (role.value, explained(role.title, role.consequence, role.warning))
            for role in choices.roles
        ]
        types = cast("forms.MultipleChoiceField", self.fields["types"])
        types.choices = [
            (group.title, [(each, PartnerType(each).label) for each in group.types])
            for group in choices.types
        ]
        self.fields["name"].widget.attrs.update(autocomplete="off", autofocus=True)
        self.fields["pic"].widget.attrs.update(
            autocomplete="off", inputmode="numeric", size=9
        )

    def clean_name(self) -> str:
        """Collapse blanks, as a pasted line break; half a PIC is no name."""
        name = " ".join(self.cleaned_data["name"].split())
        digits = name.replace(" ", "")
        if digits.isdecimal() and len(digits) != PIC_DIGITS:
            raise forms.ValidationError(
                _("A PIC has nine digits, this has %(number)d."),
                params={"number": len(digits)},
            )
        return name

    def clean_added_value(self) -> str:
        """Compose the text; too long a one is refused, never cut."""
        text = composed(self.cleaned_data["added_value"]).strip()
        if len(text) > LONGEST_ADDED_VALUE:
            raise forms.ValidationError(
                _("This has %(number)s characters, at most %(most)s fit."),
                params={
                    "number": Figure(len(text)),
                    "most": Figure(LONGEST_ADDED_VALUE),
                },
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Read a PIC typed as the name; link the register only where both agree."""
        cleaned = self.cleaned_data
        if pic := pic_in(cleaned.get("name", "")):
            self._read_pic(pic)
        key = cleaned.get("organisation") or 0
        linked = Organisation.objects.filter(pk=key).first()
        cleaned["organisation"] = (
            linked if linked and _agrees(linked, cleaned) else None
        )
        return cleaned

    def _read_pic(self, pic: str) -> None:
        """State what the register knows of a PIC; what was chosen goes before it."""
        entry = Organisation.objects.in_force().filter(pic=pic).first()
        if entry is None:
            self.add_error("name", UNKNOWN_PIC)
            return
        cleaned = self.cleaned_data
        cleaned |= {"name": entry.name, "pic": pic, "organisation": entry.pk}
        cleaned["country"] = cleaned.get("country") or entry.country_id
        cleaned["types"] = cleaned.get("types") or entry.type_list

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
            organisation=cleaned["organisation"],
            added_value=cleaned["added_value"],
        )


class NewPartnerForm(PartnerForm):
    """A partner to be added; its key makes a double click add one."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def guard(self) -> dict[str, Any]:
        return {"request_key": self.cleaned_data["request_key"]}


class PresentPartnerForm(PartnerForm):
    """A partner to be changed.

    `version` is the one that was seen, `seen` what of each field tells whether it
    changed since. The page of the facts has an `id_seen` of its own.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(
        required=False,
        widget=forms.HiddenInput(attrs={"id": "id_partner_seen"}),
        max_length=2000,
    )

    def guard(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"]}

    def met(self, present: Partnership) -> dict[str, Any]:
        """Return what this valid form sends over a partner that changed meanwhile.

        What only a colleague changed is theirs, all else stays as typed.
        """
        theirs, _both = self._changed(present)
        return typed_over(self, partner_values(present), theirs | {"version", "seen"})

    def collides_with(self, present: Partnership) -> bool:
        """Tell whether a colleague too changed what this valid form states anew."""
        _theirs, both = self._changed(present)
        return bool(both - {"organisation"})

    def _changed(self, present: Partnership) -> tuple[frozenset[str], frozenset[str]]:
        """Return what only a colleague changed, and what both did."""
        seen, stored = self.cleaned_data["seen"], _compared(partner_values(present))
        linked = self.cleaned_data["organisation"]
        said = _compared({**self.cleaned_data, "organisation": linked and linked.pk})
        theirs = changed_by_them(seen, stored, said)
        yours = changed_by_them(seen, said, stored)
        both = changed_by_both(seen, stored, said)
        name = {"name"} & (theirs | yours | both)
        if name and WHO & (theirs | both) and WHO & (yours | both):
            return theirs - WHO, both | name
        return theirs, both


def new_partner_values(role: str = Role.FULL_PARTNER) -> dict[str, Any]:
    """Return the values of an empty form."""
    return {"request_key": uuid.uuid4(), "role": role}


def partner_values(partnership: Partnership) -> dict[str, Any]:
    """Return a partner as the form shows it."""
    stated = {
        "name": partnership.name,
        "country": partnership.country_id or "",
        "role": partnership.role,
        "types": partnership.type_list,
        "pic": partnership.pic,
        "organisation": partnership.organisation_id,
        "added_value": partnership.added_value,
    }
    seen = seen_values(_compared(stated))
    return {"version": partnership.version, "seen": seen, **stated}


def _compared(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stated so that the order of the types makes no difference."""
    stated = {name: values[name] for name in PartnerForm.base_fields}
    return {**stated, "types": sorted(stated["types"])}


def typed_values(data: QueryDict) -> dict[str, Any]:
    """Return what was typed, to be shown again without judging it."""
    return {name: data[name] for name in data} | {"types": data.getlist("types")}


def suggested_values(suggestion: Suggestion) -> dict[str, Any]:
    """Return what choosing a suggestion fills in; what it leaves open stays typed."""
    filled = {
        "name": suggestion.name,
        "country": suggestion.country,
        "types": list(suggestion.types),
        "pic": suggestion.pic,
        "organisation": suggestion.organisation,
    }
    return {name: value for name, value in filled.items() if value}


def _agrees(entry: Organisation, stated: Mapping[str, Any]) -> bool:
    """Say whether an entry of the register still is what the form states."""
    typed = likeness(
        stated.get("name", ""), stated.get("country", ""), stated.get("pic", "")
    )
    return typed.may_be(likeness(entry.name, entry.country_id, entry.pic))
