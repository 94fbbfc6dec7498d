"""Partner lists: the file, and which of its columns is what."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.enums import Role
from alliances.files.facts import LONGEST_ACRONYM
from alliances.files.mapping import NOT_KNOWN, Mapping, guess_mapping
from alliances.files.partners import LIST_KEYS
from alliances.files.sheets import Sheet
from alliances.files.unread import known_codes
from proposals.selectors.files.destinations import Destination
from proposals.selectors.files.sheet_words import FIELDS, WORD
from proposals.selectors.files.sheets import (
    Column,
    columns_of,
    heading_choices,
)

LONGEST_NUMBER = 7
ROW, OUT = "row-", "out"
"""A row that resembles an earlier one: the name of its control, and "leave it out"."""
STAND_IN_ROLES = (Role.FULL_PARTNER.value, Role.ASSOCIATED_PARTNER.value)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column of the list beside the control that says what it is."""

    column: Column
    field: forms.BoundField


class MappingForm(forms.Form):
    """What each column is; looking again changes nothing."""

    heading = forms.ChoiceField(label=_("The headings stand in"), required=False)
    missing_role = forms.ChoiceField(
        label=_("Where a row states no role"),
        required=False,
        choices=[
            ("", _("it cannot be imported")),
            (Role.FULL_PARTNER.value, _("it is a full partner")),
            (Role.ASSOCIATED_PARTNER.value, _("it is an associated partner")),
        ],
    )
    yields = forms.BooleanField(
        label=_("Import every further applicant as a full partner"), required=False
    )

    kind = forms.ChoiceField(label=_("What the alliance applies for"), required=False)
    acronym = forms.CharField(
        label=_("Acronym"),
        required=False,
        max_length=LONGEST_ACRONYM,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "class": "form-control",
            }
        ),
    )

    def __init__(
        self,
        sheet: Sheet,
        mapping: Mapping,
        to: Destination,
        *,
        kinds: Sequence[tuple[str, str]] = (),
    ) -> None:
        initial = {
            "kind": to.kind,
            "acronym": to.acronym,
            "heading": mapping.heading,
            "missing_role": mapping.missing_role,
            "yields": mapping.yields,
        }
        initial |= {_name(index): key for index, key in enumerate(mapping.columns)}
        super().__init__(initial=initial)
        self.fields["heading"].widget.choices = heading_choices(sheet)
        self.fields["kind"].widget.choices = [("", _("Choose one")), *kinds]
        self.mapping, self.to = mapping, to
        self._columns = columns_of(sheet, mapping.heading)
        for index, column in enumerate(self._columns[: len(mapping.columns)]):
            self.fields[_name(index)] = forms.ChoiceField(
                label=_("Column %(letter)s, %(heading)s")
                % {"letter": column.letter, "heading": column.heading},
                choices=[("", _("Leave it out")), *FIELDS.items()],
                required=False,
            )
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    def columns(self) -> list[ColumnChoice]:
        """Return the columns with their controls."""
        return [
            ColumnChoice(column, self[_name(index)])
            for index, column in enumerate(self._columns[: len(self.mapping.columns)])
        ]

    def chosen(self) -> list[tuple[str, str]]:
        """Return everything that was chosen, as an address carries it."""
        mapping = self.mapping
        values = [
            ("heading", str(mapping.heading)),
            ("seen", str(mapping.heading)),
            ("missing_role", mapping.missing_role),
            ("yields", "on" if mapping.yields else ""),
        ]
        if self.to.is_new:
            values += [("kind", self.to.kind), ("acronym", self.to.acronym)]
        columns = [(_name(index), key) for index, key in enumerate(mapping.columns)]
        rows = [(f"{ROW}{number}", OUT) for number in sorted(mapping.left_out)]
        words = [
            (f"{WORD}{key}-{word}", code) for (key, word), code in mapping.words.items()
        ]
        return [each for each in values + columns + rows + words if each[1]]

    def shown(self) -> str:
        """Return the mapping in one word: only what was looked at is imported.

        Rows left out are not in it: that choice stands beside the row it is about.
        """
        mapping = self.mapping
        parts = (str(mapping.heading), mapping.missing_role, str(mapping.yields))
        words = [f"{key}-{word}={code}" for (key, word), code in mapping.words.items()]
        return " ".join([*parts, *mapping.columns, *sorted(words)])


def mapping_from(data: MappingOf[str, str], sheet: Sheet) -> Mapping:
    """Return the mapping somebody chose, or the guess.

    The guess is made again when another row is chosen for the heading: `seen` is the
    one the choices were made under.
    """
    typed = data.get("heading", "")
    guess = guess_mapping(sheet, int(typed) if _is_number(typed) else None)
    columns = guess.columns
    if data.get("seen") == str(guess.heading):
        chosen = [data.get(_name(index), "") for index in range(len(columns))]
        columns = tuple(key if key in LIST_KEYS else "" for key in chosen)
    role = data.get("missing_role", "")
    return Mapping(
        heading=guess.heading,
        columns=columns,
        missing_role=role if role in STAND_IN_ROLES else "",
        yields=bool(data.get("yields")),
        left_out=_left_out(data),
        words=_words(data),
    )


def _words(data: MappingOf[str, str]) -> dict[tuple[str, str], str]:
    """Return what words were said to mean, where that is one of our codes."""
    known = known_codes()
    found = {}
    for name in [each for each in data if each.startswith(WORD)]:
        key, _sign, word = name.removeprefix(WORD).partition("-")
        if data[name] in (set() if key == "role" else {NOT_KNOWN}).union(
            known.get(key, ())
        ):
            found[key, word] = data[name]
    return found


def _left_out(data: MappingOf[str, str]) -> frozenset[int]:
    """Return the numbers of the rows that somebody chose to leave out."""
    chosen = [key.removeprefix(ROW) for key in data if key.startswith(ROW)]
    return frozenset(
        int(number)
        for number in chosen
        if _is_number(number) and data[f"{ROW}{number}"] == OUT
    )


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER


def _name(index: int) -> str:
    return f"column-{index}"
