"""What a partner's contact may correct of its own data, and to what."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role
from alliances.models import Country, Partnership
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.worded import Worded
from alliances.words import alphabetical
from eligibility.words import country_name
from proposals.enums import ChangedField
from proposals.selectors.consortium.stated_types import type_words

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeChoices:
    """The lists to choose something else from, by codes and words."""

    countries: Options
    kinds: Options
    """Types of organisations."""
    roles: Options
    """Without the applicant: nobody is made that by a link."""


def change_choices() -> ChangeChoices:
    """Return what the contact of a partner may choose: one query."""
    return ChangeChoices(
        countries=_in_order(tuple(_listed()), get_language()),
        kinds=tuple((each.value, str(each.label)) for each in PartnerType),
        roles=tuple((e.value, str(e.label)) for e in Role if e.is_asked),
    )


@Worded
def _listed() -> QuerySet[Country, str]:
    rows = Country.objects.filter(is_listed=True).order_by("code")
    return rows.values_list("code", flat=True)


@lru_cache(maxsize=32)
def _in_order(codes: tuple[str, ...], _language: str | None) -> Options:
    """Name countries in the reader's language, once for each; every link shows them."""
    named = [(code, country_name(code)) for code in codes]
    return tuple(sorted(named, key=lambda each: alphabetical(each[1])))


def stated_fields(partnership: Partnership) -> dict[ChangedField, str]:
    """Return what is stated of a partner, as codes, by the fields it may correct."""
    return {
        ChangedField.NAME: partnership.name,
        ChangedField.COUNTRY: partnership.country_id or "",
        ChangedField.TYPES: partnership.types,
        ChangedField.PIC: partnership.pic,
        ChangedField.ROLE: partnership.role,
    }


def field_words(field: str, value: str) -> str:
    """Say a value of one field as pages do."""
    if field == ChangedField.TYPES:
        return type_words(value.split(TYPE_SEPARATOR) if value else [])
    if not value:
        return _("Not stated")
    if field == ChangedField.COUNTRY:
        return country_name(value)
    return str(Role(value).label) if field == ChangedField.ROLE else value
