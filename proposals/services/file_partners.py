"""Partners of a file, written as people write them in the composition."""

import uuid
from typing import Any

from alliances.enums import Confirmation, Role
from alliances.models import Country, Organisation, Partnership
from proposals.errors.proposal_files import CountryUnknown
from proposals.files.file_changes import ChangeKind
from proposals.services.composition import (
    PartnerEntry,
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.services.file_takings import TakenRow, Taking


def write_partner(*, taking: Taking, row: TakenRow) -> None:
    """Add, restore, change or remove one partner by its number.

    A removed partner of that number comes back. The draft's lock is held, so the row
    is the one that was read, or one this act has changed itself.
    """
    present = _rows(taking).filter(number=row.place.at[0]).first()
    if present is None:
        _add(taking, row)
    elif row.kind is ChangeKind.REMOVED:
        remove_partner(partnership=present, version=present.version, by=taking.by)
    else:
        if present.removed_at is not None:
            present = restore_partner(partnership=present, by=taking.by)
        change_partner(
            partnership=present,
            entry=_entry(taking, {**_stated(present), **row.values}, present),
            version=present.version,
            by=taking.by,
        )


def _rows(taking: Taking) -> Any:  # noqa: ANN401  # a queryset
    return Partnership.objects.select_related("country", "alliance__proposal").filter(
        alliance=taking.draft.alliance_id
    )


def _add(taking: Taking, row: TakenRow) -> None:
    left = row.values["left"]
    add_partner(
        proposal=taking.draft,
        entry=_entry(taking, row.values, None),
        request_key=uuid.uuid4(),
        by=taking.by,
        number=int(row.place.at[0]),
        left=Confirmation(left) if left else None,
    )


def _stated(row: Partnership) -> dict[str, Any]:
    return {
        "name": row.name,
        "country": row.country_id,
        "role": row.role,
        "types": row.type_list,
        "pic": row.pic or None,
        "added_value": row.added_value,
    }


def _entry(
    taking: Taking, values: dict[str, Any], present: Partnership | None
) -> PartnerEntry:
    pic = values["pic"] or ""
    return PartnerEntry(
        name=values["name"],
        country=_country(values["country"]),
        role=Role(values["role"]),
        types=tuple(values["types"]),
        pic=pic,
        organisation=present.organisation
        if present and present.pic == pic
        else _organisation(taking, pic),
        added_value=values["added_value"],
    )


def _country(code: str | None) -> Country | None:
    if code is None:
        return None
    country = Country.objects.filter(pk=code).first()
    if country is None:
        raise CountryUnknown
    return country


def _organisation(taking: Taking, pic: str) -> Organisation | None:
    """Return the entry of the register, unless a partner is linked to it already."""
    if not pic:
        return None
    linked = _rows(taking).filter(removed_at=None).values("organisation")
    free = Organisation.objects.filter(pic=pic).exclude(
        pk__in=linked.exclude(organisation=None)
    )
    return free.first()
