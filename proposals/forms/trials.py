"""Moves that another page proposes to try: a way out, or a partner that leaves."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.enums import PartnerType, Role
from alliances.models import Country
from proposals.services.sandboxes import Newcomer, PartnerChange

MOST_DIGITS = 9
"""What a column of the database holds, whatever the engine."""
Changes = list[tuple[int, PartnerChange]]


class TrialForm(forms.Form):
    """Moves as a page wrote them: leave:7, role:7:full_partner, type:7:sme, join:….

    Who joins has role, country and type: join:full_partner:LT:sme.
    """

    move = forms.Field(widget=forms.MultipleHiddenInput)

    def clean(self) -> dict[str, object]:
        """Read the moves; refuse what no page of ours wrote."""
        cleaned = self.cleaned_data
        moves = self.data.getlist("move")  # type: ignore[attr-defined]  # a QueryDict: many of one name
        try:
            cleaned["changes"] = [_change(e) for e in moves if not _joins(e)]
            cleaned["joins"] = [_join(e) for e in moves if _joins(e)]
        except (ValueError, Country.DoesNotExist) as error:
            raise forms.ValidationError(_("This cannot be tried.")) from error
        return cleaned

    def changes(self) -> Changes:
        """Return what a valid form imagines of partners of the draft."""
        changes: Changes = self.cleaned_data["changes"]
        return changes

    def newcomers(self) -> list[Newcomer]:
        """Return who joins; the same moves twice bring the same ones."""
        moves = " ".join(self.cleaned_data["move"])
        return [
            Newcomer(uuid.uuid5(uuid.NAMESPACE_OID, f"{moves} {number}"), *stated)
            for number, stated in enumerate(self.cleaned_data["joins"])
        ]


def _joins(move: str) -> bool:
    return move.startswith("join:")


def _change(move: str) -> tuple[int, PartnerChange]:
    kind, number, *value = move.split(":")
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        raise ValueError(number)
    if kind == "leave":
        return int(number), PartnerChange(is_out=True)
    (code,) = value
    if kind == "role":
        return int(number), PartnerChange(is_out=False, role=Role(code))
    return int(number), PartnerChange(is_out=False, types=(PartnerType(code),))


def _join(move: str) -> tuple[Role, Country | None, tuple[str, ...]]:
    _kind, role, code, type_ = move.split(":")
    country = Country.objects.get(pk=code) if code else None
    return Role(role), country, (PartnerType(type_),) if type_ else ()
