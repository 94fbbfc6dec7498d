"""Part A of one organisation as it is typed."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.forms.drawing import FieldsOnly
from proposals.forms.meeting import (
    changed_by_both,
    changed_by_them,
    seen_values,
    typed_over,
)
from proposals.models import PartA
from proposals.models.part_a import (
    ADDRESS,
    CONTACT,
    FIELDS,
    LONGEST_LINE,
    REPRESENTATIVE,
)
from proposals.services.part_a import PartAEntry

GROUPS = (
    ("address", _("Registered address"), ADDRESS),
    ("contact", _("Contact person"), CONTACT),
    ("representative", _("Legal representative"), REPRESENTATIVE),
)
"""What stands together, and under which heading."""


ASKED_OF_APPLICANTS = _(
    "The official form asks for it. Signs the declaration on honour, and is told when"
    " the proposal is submitted."
)
ASKED_BY_MANDATES = _(
    "The official form asks it of the applicant only; of a partner it is who signs the"
    " mandate."
)


class Line(forms.CharField):
    """One line of text; blanks of a pasted line break are collapsed."""

    def __init__(self, label: Any, *, most: int = LONGEST_LINE) -> None:  # noqa: ANN401  # Django's own lazy text
        super().__init__(label=label, required=False, max_length=most)

    def to_python(self, value: Any) -> str:  # noqa: ANN401  # Django's own signature
        return " ".join((super().to_python(value) or "").split())


class PartAForm(forms.Form):
    """Address, contact person and legal representative; all of it may stay open.

    `version` is the one that was seen, `seen` what of each field tells whether it
    changed since.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    street = Line(_("Street and number"))
    postcode = Line(_("Postcode"), most=20)
    town = Line(_("Town"))
    region = Line(_("Region"))
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    contact_name = Line(pgettext_lazy("of a person", "Name"))
    contact_function = Line(_("Function"))
    contact_email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _(
                "Enter an e-mail address of the contact person such as"
                " name@example.org."
            )
        },
    )
    representative_name = Line(pgettext_lazy("of a person", "Name"))
    representative_function = Line(_("Function"))
    representative_email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _(
                "Enter an e-mail address of the legal representative such as"
                " name@example.org."
            )
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        is_applicant: bool,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["representative_name"].help_text = (
            ASKED_OF_APPLICANTS if is_applicant else ASKED_BY_MANDATES
        )
        for name in FIELDS:
            # It is about somebody else than who types.
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["website"].widget.input_type = "text"
        self.helper = FieldsOnly(
            *("version", "seen"),
            *[
                Fieldset(title, *names, css_id=name, css_class="part-a__group")
                for name, title, names in GROUPS
            ],
        )

    def entry(self) -> PartAEntry:
        """Return what a valid form states."""
        return PartAEntry(**self._said())

    def met(self, given: PartA) -> dict[str, Any]:
        """Return what this valid form sends over what is given now.

        What only a colleague changed is theirs, all else stays as typed.
        """
        kept = self.theirs(given) | {"version", "seen"}
        return typed_over(self, part_a_values(given), kept)

    def theirs(self, given: PartA) -> frozenset[str]:
        """Return what only a colleague changed: nothing where nobody saved yet."""
        if not given.version:
            return frozenset()
        seen = self.cleaned_data["seen"]
        return changed_by_them(seen, part_a_values(given), self._said())

    def collides_with(self, given: PartA) -> bool:
        """Tell whether a colleague too changed what this valid form states anew."""
        if self.cleaned_data["version"] == given.version:
            return False
        seen, stored = self.cleaned_data["seen"], part_a_values(given)
        return bool(changed_by_both(seen, stored, self._said()))

    def seen_now(self) -> str:
        """Return what the controls of this valid form go on from."""
        return seen_values(self._said())

    def _said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FIELDS}


def part_a_values(given: PartA) -> dict[str, Any]:
    """Return what is given of an organisation as the form shows it.

    Where nothing was saved yet, town and website are those of the register.
    """
    values: dict[str, Any] = {name: getattr(given, name) for name in FIELDS}
    entry = given.partnership.organisation
    if not given.version and entry is not None:
        values |= {"town": entry.city, "website": entry.website}
    return {"version": given.version, "seen": seen_values(values), **values}
