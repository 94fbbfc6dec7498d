"""The forms of a sandbox: a partner, a newcomer or the facts tried, and applying."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType, Role
from alliances.files.partners import LONGEST_NAME
from alliances.forms.drawing import FieldsOnly
from alliances.models import Country, ProjectType
from alliances.phrases import labelled
from eligibility.words import money, months
from proposals.forms.facts import AmountField
from proposals.models import Sandbox
from proposals.selectors.consortium.partners import PartnerChoices
from proposals.selectors.standing.what_if import TriedPartner, WhatIfPage
from proposals.selectors.standing.what_if_changes import NameWanted
from proposals.selectors.standing.what_if_law import key_of
from proposals.services.sandboxes import ImaginedFacts, Newcomer, PartnerChange

OUT, IN, STATE = "out", "in", "state"


def type_choices(choices: PartnerChoices, empty: str) -> list[tuple[str, Any]]:
    """Return the types in their groups, after what it means to choose none."""
    groups = [
        (group.title, [(each, PartnerType(each).label) for each in group.types])
        for group in choices.types
    ]
    return [("", empty), *groups]


class TriedPartnerForm(forms.Form):
    """A partner of the draft taken out, brought back or stated otherwise."""

    act = forms.ChoiceField(choices=[(each, each) for each in (OUT, IN, STATE)])
    role = forms.ChoiceField(label=_("Role"), choices=Role, required=False)
    type = forms.ChoiceField(
        label=_("Type"), choices=[("", ""), *PartnerType.choices], required=False
    )

    def change(self) -> PartnerChange:
        """Return what a valid form imagines."""
        cleaned = self.cleaned_data
        if cleaned["act"] != STATE:
            return PartnerChange(is_out=cleaned["act"] == OUT)
        return PartnerChange(
            is_out=False,
            role=Role(cleaned["role"]) if cleaned["role"] else None,
            types=tuple(filter(None, [cleaned["type"]])),
        )


def tried_partner_form(
    partner: TriedPartner, choices: PartnerChoices
) -> TriedPartnerForm:
    """Return the form of one partner as it is imagined now."""
    form = TriedPartnerForm(
        initial={"role": partner.role, "type": partner.types},
        auto_id="tried-%s",
    )
    kind = cast("forms.ChoiceField", form.fields["type"])
    kind.choices = type_choices(choices, gettext("As in the draft"))
    for field in (form.fields["role"], kind):
        field.widget.attrs["class"] = "form-select"
    form.fields["role"].widget.attrs["autofocus"] = True
    return form


class NewcomerForm(forms.Form):
    """A partner the draft does not have; only its role must be known."""

    role = forms.ChoiceField(
        label=_("Role"), choices=Role, initial=Role.FULL_PARTNER.value
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("May stay empty until you apply."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: PartnerChoices,
    ) -> None:
        initial = {"request_key": uuid.uuid4()}
        super().__init__(data, initial=initial, auto_id="newcomer-%s")
        countries = cast("forms.ChoiceField", self.fields["country"])
        countries.choices = [
            ("", _("Not known yet")),
            *[
                (heading, [(each.iso, each.label) for each in those])
                for heading, those in choices.countries
            ],
        ]
        types = cast("forms.ChoiceField", self.fields["type"])
        types.choices = type_choices(choices, gettext("Not known yet"))
        self.helper = FieldsOnly(*self.fields)

    def newcomer(self) -> Newcomer:
        """Return what a valid form imagines."""
        cleaned = self.cleaned_data
        code = cleaned["country"]
        return Newcomer(
            request_key=cleaned["request_key"],
            role=Role(cleaned["role"]),
            country=Country.objects.get(pk=code) if code else None,
            types=tuple(filter(None, [cleaned["type"]])),
            name=" ".join(cleaned["name"].split()),
        )


class TriedFactsForm(forms.Form):
    """Type of project, duration and grant as imagined; empty: as in the draft."""

    kind = forms.ChoiceField(label=_("Checked by the rules of"), required=False)
    duration_months = forms.TypedChoiceField(
        label=_("Duration"), required=False, coerce=int, empty_value=None
    )
    grant_requested_eur = AmountField(
        label=_("Grant requested"),
        required=False,
        help_text=_("In EUR. Empty: as in the draft."),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "decimal"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, page: WhatIfPage
    ) -> None:
        super().__init__(data, initial=_fact_values(page.sandbox), auto_id="tried-%s")
        draft, same = page.sandbox.proposal, gettext("As in the draft")
        kinds = cast("forms.ChoiceField", self.fields["kind"])
        by_call: dict[str, list[tuple[str, str]]] = {}
        for key, kind in page.laws.kinds.items():
            by_call.setdefault(kind.call, []).append((key, kind.name))
        kinds.choices = [("", same), *by_call.items()]
        durations = cast("forms.TypedChoiceField", self.fields["duration_months"])
        offered = {*page.laws.durations(page.target), page.sandbox.duration_months}
        stated = draft.duration_months
        durations.choices = [
            ("", labelled(same, months([stated])) if stated else same),
            *[(each, months([each])) for each in sorted(filter(None, offered))],
        ]
        grant = draft.grant_requested_eur
        if grant is not None:
            self.fields["grant_requested_eur"].help_text = gettext(
                "In EUR. Empty: as in the draft, %(amount)s."
            ) % {"amount": money(grant)}
        self.helper = FieldsOnly(*self.fields)

    def facts(self) -> ImaginedFacts:
        """Return what a valid form imagines."""
        cleaned = self.cleaned_data
        return ImaginedFacts(
            project_type=_project_type(cleaned["kind"]),
            duration_months=cleaned["duration_months"],
            grant_requested_eur=cleaned["grant_requested_eur"],
        )


class ApplyForm(forms.Form):
    """What applying names: the state that was seen, and names for the newcomers."""

    state = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        state: uuid.UUID | None,
        wanted: Iterable[NameWanted],
        typed: Mapping[int, str] | None = None,
    ) -> None:
        names = {f"name-{key}": name for key, name in (typed or {}).items()}
        super().__init__(data, initial={"state": state, **names}, auto_id="apply-%s")
        self.wanted = tuple(wanted)
        for each in self.wanted:
            self.fields[f"name-{each.key}"] = forms.CharField(
                label=each.words,
                max_length=LONGEST_NAME,
                error_messages={"required": _("Enter the name of the organisation.")},
                widget=forms.TextInput({"autocomplete": "off"}),
            )
        self.helper = FieldsOnly(*self.fields)

    def names(self) -> dict[int, str]:
        """Return the names of a valid form, blanks collapsed."""
        return {
            each.key: " ".join(self.cleaned_data[f"name-{each.key}"].split())
            for each in self.wanted
        }


def forms_of(
    page: WhatIfPage,
    choices: PartnerChoices,
    *,
    opened: int | None,
    names: Mapping[int, str] | None,
) -> dict[str, Any]:
    """Return the forms of the page before anything was sent, and which row is open."""
    what_if = page.what_if
    tried = {each.number: each for each in what_if.partners}
    partner = tried.get(str(opened))
    return {
        "opened": partner and partner.number,
        "partner": partner and tried_partner_form(partner, choices),
        "newcomer": NewcomerForm(choices=choices),
        "facts": TriedFactsForm(page=page),
        "apply": ApplyForm(state=what_if.state, wanted=what_if.names, typed=names),
    }


def _fact_values(sandbox: Sandbox) -> dict[str, Any]:
    grant = sandbox.grant_requested_eur
    return {
        "kind": key_of(sandbox.project_type) if sandbox.project_type else "",
        "duration_months": sandbox.duration_months,
        "grant_requested_eur": "" if grant is None else money(grant),
    }


def _project_type(key: str) -> ProjectType | None:
    """Return the row of a type of project that was on offer."""
    if not key:
        return None
    call, lot, code = key.split("/")
    return ProjectType.objects.get(lot__call=call, lot__code=lot, code=code)
