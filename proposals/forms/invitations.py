"""The forms of the page on which a consortium asks its partners."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliances.forms.addresses import NOT_AN_ADDRESS
from proposals.errors.letters import NoAddress
from proposals.selectors.asking.invitations import InvitationRow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGE, OTHER = "language", "elsewhere-"
"""The field of what is chosen for all, and how fields begin that hold another address,
before the number of the partner."""
PRESS_ASK_THERE = _("Press “Ask there”, or empty this address: nobody was asked yet.")


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One partner that can be asked."""

    row: InvitationRow
    address: forms.BoundField
    language: forms.BoundField | None
    """Its own, where it was asked before; None: that for all others."""


class AddressForm(forms.Form):
    """Another address for a partner that was asked."""

    email = forms.EmailField(
        error_messages={
            **NOT_AN_ADDRESS,
            "required": _("Enter the other address."),
        }
    )

    def address(self) -> str:
        """Return the address; NoAddress if there is none or it is not one."""
        if self.is_valid():
            return str(self.cleaned_data["email"])
        raise NoAddress(str(self.errors["email"][0]))


class InvitationsForm(forms.Form):
    """One address per partner; fields left empty ask nobody.

    Who was asked before is asked in the same language again, unless another is chosen.
    Other addresses of those who were asked stand in it too: every act on the page sends
    this one form, so that nothing typed is lost. It asks nobody at them.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: tuple[InvitationRow, ...],
        typed: Mapping[str, str] | None = None,
        fill: str = "",
    ) -> None:
        """Fill in what was `typed` before; `fill` is who gets the address known."""
        filled = [row for row in rows if row.known and str(row.number) == fill]
        known = {_field(row): row.known for row in filled}
        super().__init__(data, initial=_still_typed(rows, typed or {}) | known)
        self._rows = rows
        self._choose_languages()
        for row in rows:
            self.fields[_field(row)] = forms.EmailField(
                label=_named(row),
                required=False,
                initial=row.email,
                widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
                error_messages=NOT_AN_ADDRESS,
            )
            if row.is_asked and row.answer.request:
                self.fields[_other(row)] = forms.CharField(
                    label=_named(row),
                    required=False,
                    initial=row.answer.email if row.came_back else "",
                )

    def _choose_languages(self) -> None:
        """Offer a language for each who was asked before, and one for all others."""
        offered = dict(settings.LANGUAGES)
        asking = [row for row in self._rows if not row.is_asked]
        before = [row for row in asking if row.language in offered]
        if len(offered) == 1:
            return
        for row in before:
            words = _("Language of mail and page")
            self.fields[_language(row)] = _language_field(words, row.language)
        if not before:
            words = _("Language of mail and page")
        else:
            words = _("Language of mail and page for all others")
        if len(before) < len(asking):
            self.fields[LANGUAGE] = _language_field(words, get_language())

    def asked(self) -> Iterator[tuple[InvitationRow, forms.BoundField | None]]:
        """Yield each partner that was asked with the field for another address.

        Who answered has none.
        """
        for row in self._rows:
            if row.is_asked:
                yield row, self[_other(row)] if _other(row) in self.fields else None

    def to_ask(self) -> list[ToAsk]:
        """Return each partner that can be asked with its fields."""
        return [
            ToAsk(
                row,
                self[_field(row)],
                self[_language(row)] if _language(row) in self.fields else None,
            )
            for row in self._rows
            if not row.is_asked
        ]

    def answered(self) -> list[ToAsk]:
        """Return those of them that answered, but not that they take part as stated."""
        return [each for each in self.to_ask() if each.row.has_answered]

    def unanswered(self) -> list[ToAsk]:
        """Return those of whom no answer stands."""
        return [each for each in self.to_ask() if not each.row.has_answered]

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any address, or with one that this asks nobody at."""
        cleaned = super().clean() or self.cleaned_data
        for row, field in self.asked():
            if field and cleaned.get(field.name, "").casefold() not in _known(row):
                self.add_error(field.name, PRESS_ASK_THERE)
        typed = [cleaned.get(_field(row)) for row in self._rows]
        if not self.errors and not any(typed):
            raise forms.ValidationError(_("Enter at least one e-mail address."))
        return cleaned

    def choices(self) -> Iterator[forms.BoundField]:
        """Yield what is chosen for all who were not asked before: the language."""
        if LANGUAGE in self.fields:
            yield self[LANGUAGE]

    def languages(self) -> dict[int, str]:
        """Return the languages of a valid form by the numbers of those to be asked.

        Empty where there is no choice.
        """
        of_all = self.cleaned_data.get(LANGUAGE, "")
        named = {row.number: _language(row) for row in self._rows}
        return {
            number: self.cleaned_data.get(named[number]) or of_all
            for number in self.addresses()
        }

    def addresses(self) -> dict[int, str]:
        """Return the addresses of a valid form by the numbers of partners."""
        given = {row.number: self.cleaned_data[_field(row)] for row in self._rows}
        return {number: email for number, email in given.items() if email}

    def filled(self) -> int:
        """Return how many fields hold an address, for the button before a script."""
        return sum(bool(each.address.value()) for each in self.to_ask())


def _named(row: InvitationRow) -> str:
    """Return the partner as the table has it: two may have one name."""
    return f"{row.label} {row.name}"


def _field(row: InvitationRow) -> str:
    return f"email-{row.number}"


def _language(row: InvitationRow) -> str:
    return f"{LANGUAGE}-{row.number}"


def _language_field(label: "_StrPromise", chosen: str | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=settings.LANGUAGES,
        initial=chosen or settings.LANGUAGE_CODE,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def _other(row: InvitationRow) -> str:
    return f"{OTHER}{row.number}"


def _known(row: InvitationRow) -> set[str]:
    """Return what says nothing new of a partner: no address, or the one asked at."""
    return {"", row.answer.email.casefold()}


def _still_typed(
    rows: tuple[InvitationRow, ...], typed: Mapping[str, str]
) -> dict[str, str]:
    """Leave out of what was typed the other addresses that have been asked since."""
    done = {_other(r) for r in rows if typed.get(_other(r), "").casefold() in _known(r)}
    return {name: value for name, value in typed.items() if name not in done}
