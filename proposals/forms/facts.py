"""The facts of an alliance: name, project type, sector, duration and grant."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.files.facts import LONGEST_ACRONYM, LONGEST_TITLE
from alliances.models import ProjectType
from eligibility.words import money, months
from proposals.forms.choices import explained
from proposals.forms.meeting import (
    changed_by_both,
    changed_by_them,
    seen_values,
    typed_over,
)
from proposals.forms.sectors import ActivityField, sector_read_words
from proposals.models import Proposal
from proposals.selectors.drafts.facts import FactChoices
from proposals.services.drafts import Facts

CONFIRMED = _("Partners confirm it: a change asks them again.")
FACTS = (
    "acronym",
    "title",
    "project_type",
    "sector",
    "duration_months",
    "grant_requested_eur",
)
LARGEST = Decimal("9999999999.99")
LONGEST_AMOUNT = 20
"""Characters without the currency: more is no grant, and too long for arithmetic."""
LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")
CURRENCY = re.compile(r"^(EUR|€)|(EUR|€)$", re.IGNORECASE)
SIGNS = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2019": "'"})
PLAIN = re.compile(r"[0-9]+([.,][0-9]{1,2})?")
GROUPED = re.compile(
    r"[0-9]{1,3}(?P<sign>[., '])[0-9]{3}((?P=sign)[0-9]{3})*([.,][0-9]{1,2})?"
)


def parse_amount(text: str) -> Decimal:
    """Return an amount in EUR however it was typed: 3,900,000 or 3.900.000,00.

    A sign or blank followed by three digits groups thousands, a sign followed by one or
    two digits begins the cents. Raises ValueError for anything else, also for signs
    that clash and for cells of a sheet that were pasted together.
    """
    typed = CURRENCY.sub("", text.strip()).strip().translate(SIGNS)
    grouped = GROUPED.fullmatch(typed)
    if len(typed) > LONGEST_AMOUNT:
        raise ValueError(text)
    if grouped is None and PLAIN.fullmatch(typed) is None:
        raise ValueError(text)
    if grouped is not None:
        sign, cents = grouped.group("sign"), grouped.group(3) or ""
        if cents.startswith(sign):
            raise ValueError(text)
        typed = typed.replace(sign, "")
    return Decimal(typed.replace(",", ".")).quantize(Decimal("0.01"))


class AmountField(forms.CharField):
    """An amount in EUR that understands the usual ways to write one."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # Django's own signature
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return None
        try:
            amount = parse_amount(typed)
        except ValueError:
            amount = LARGEST + 1
        if amount > LARGEST:
            raise ValidationError(
                _("Write an amount in EUR, such as 3,900,000 or 3.900.000,00.")
            )
        return amount


class FactsForm(forms.Form):
    """What the alliance states of itself.

    `facts_version` is the one that was seen, `seen` what of each fact tells whether it
    changed since.
    """

    facts_version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    acronym = forms.CharField(
        label=_("Acronym"),
        max_length=LONGEST_ACRONYM,
        help_text=CONFIRMED,
        error_messages={"required": _("Enter an acronym.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    project_type = forms.ChoiceField(
        label=_("Project type"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a project type.")},
    )
    sector: forms.Field = forms.ChoiceField(label=_("Sector"), required=False)
    duration_months = forms.TypedChoiceField(
        label=_("Duration"), required=False, coerce=int, empty_value=None
    )
    grant_requested_eur = AmountField(
        label=_("Grant requested"),
        required=False,
        help_text=_("In EUR. 450,000 and 450.000,00 are the same."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: FactChoices,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.choices = choices
        self.theirs: frozenset[str] = frozenset()
        self._typed: dict[str, Any] = {}
        kinds = cast("forms.ChoiceField", self.fields["project_type"])
        kinds.choices = [
            (kind.code, explained(kind.title, kind.consequence))
            for kind in choices.kinds
        ]
        durations = cast("forms.TypedChoiceField", self.fields["duration_months"])
        durations.choices = [
            ("", _("Not decided yet")),
            *[(each, months([each])) for each in choices.durations],
        ]
        sectors = cast("forms.ChoiceField", self.fields["sector"])
        sectors.choices = [("", _("Not decided yet")), *choices.sectors]
        if not choices.sectors:
            self.fields["sector"] = ActivityField(choices.activities)
        sector = self.fields["sector"]
        sector.help_text = " ".join(
            map(str, filter(None, [sector.help_text, CONFIRMED]))
        )
        for name in ("acronym", "title", "sector", "grant_requested_eur"):
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")
        self.fields["grant_requested_eur"].widget.attrs["inputmode"] = "decimal"

    def clean_title(self) -> str:
        """Take a title as one line: its box wraps, and may hold pasted breaks."""
        return LINE_BREAKS.sub(" ", self.cleaned_data["title"])

    def meet(self, proposal: Proposal) -> None:
        """Leave to a colleague the facts that only that person changed.

        This valid form then states what stands now of them, and of all else what was
        typed.
        """
        self._typed = self._typed or dict(self.cleaned_data)
        stored = _stored_facts(proposal, self.choices)
        self.theirs = changed_by_them(self._typed["seen"], stored, self._said())
        kept = {name: stored[name] for name in self.theirs}
        self.cleaned_data = {**self._typed, **kept}

    def collides_with(self, proposal: Proposal) -> bool:
        """Tell whether a colleague too changed a fact that this form states anew."""
        stored = _stored_facts(proposal, self.choices)
        return bool(changed_by_both(self._typed["seen"], stored, self._said()))

    def go_on_from(self, proposal: Proposal) -> None:
        """Let this form that met a draft be saved over what stands there now."""
        self._typed["facts_version"] = proposal.facts_version

    def over(self, proposal: Proposal) -> "FactsForm":
        """Return this form that met a draft as typed over what stands there now."""
        values = facts_values(proposal, self.choices)
        sent = typed_over(self, values, (*self.theirs, "seen"))
        return FactsForm(sent, choices=self.choices)

    def seen_now(self) -> str:
        """Return what the controls of this form that met a draft go on from."""
        return seen_values(self._said())

    def their_words(self) -> str:
        """Name the facts that were left to a colleague."""
        return ", ".join(
            str(field.label)
            for name, field in self.fields.items()
            if name in self.theirs
        )

    def _said(self) -> dict[str, Any]:
        said = {name: self._typed[name] for name in FACTS}
        return {**said, "sector": self.choices.sector_value(said["sector"])}

    def saved_words(self) -> str:
        """Say that a valid form is saved, how it was read, and what a colleague did."""
        grant = self.cleaned_data["grant_requested_eur"]
        saved = (
            gettext("Facts saved.")
            if grant is None
            else gettext("Facts saved, grant read as %(amount)s.")
            % {"amount": money(grant)}
        )
        sector = self.sector_words()
        sentences = [saved]
        if sector:
            sentences.append(f"{sector[0].upper()}{sector[1:]}.")
        if self.theirs:
            words = gettext("A colleague changed meanwhile: %(theirs)s.")
            sentences.append(words % {"theirs": self.their_words()})
        return " ".join(sentences)

    def sector_words(self) -> str:
        """Say how a valid form's sector was read, where there is something to say."""
        return sector_read_words(self.cleaned_data["sector"], self.choices.activities)

    def facts(self, project_types: Mapping[str, ProjectType]) -> Facts:
        """Return what a valid form states."""
        cleaned = self.cleaned_data
        return Facts(
            acronym=cleaned["acronym"],
            title=cleaned["title"],
            project_type=project_types[cleaned["project_type"]],
            sector=cleaned["sector"],
            duration_months=cleaned["duration_months"],
            grant_requested_eur=cleaned["grant_requested_eur"],
        )


def _stored_facts(proposal: Proposal, choices: FactChoices) -> dict[str, Any]:
    """Return the stated facts as a valid form states them."""
    alliance = proposal.alliance
    return {
        "acronym": alliance.acronym,
        "title": alliance.title,
        "project_type": alliance.project_type.code,
        "sector": choices.sector_value(alliance.sector),
        "duration_months": proposal.duration_months,
        "grant_requested_eur": proposal.grant_requested_eur,
    }


def facts_values(proposal: Proposal, choices: FactChoices) -> dict[str, Any]:
    """Return the stated facts as the form shows them."""
    stored, grant = _stored_facts(proposal, choices), proposal.grant_requested_eur
    return {
        **stored,
        "facts_version": proposal.facts_version,
        "seen": seen_values(stored),
        "grant_requested_eur": "" if grant is None else money(grant),
    }
