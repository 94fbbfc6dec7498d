"""Who takes part already, so that a list does not bring anybody twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alliances.enums import Role
from alliances.files.stated import StatedPartner
from alliances.models import Alliance, Partnership
from eligibility.core import normalised

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PresentPartners:
    """The partners of an alliance, by what tells organisations apart."""

    rows: tuple[Partnership, ...]
    by_pic: Mapping[str, Partnership]
    by_name: Mapping[Key, tuple[Partnership, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def applicant(self) -> Partnership | None:
        """The applicant that takes part, if there is one."""
        for row in self.rows:
            if row.role == Role.APPLICANT and row.takes_part:
                return row
        return None

    def find(self, partner: StatedPartner) -> Partnership | None:
        """Return the row that is the same organisation.

        Same PIC; or the same name and country, unless both have different PICs.
        """
        if partner.pic and partner.pic in self.by_pic:
            return self.by_pic[partner.pic]
        for row in self.by_name.get(_key(partner.name, partner.country), ()):
            if not (partner.pic and row.pic):
                return row
        return None


def present_partners(alliance: Alliance) -> PresentPartners:
    """Return the partners that were not removed, in one query."""
    return _indexed(alliance.partnerships.current())


def nobody() -> PresentPartners:
    """Return the partners of an alliance there is not yet."""
    return _indexed(())


def _indexed(found: Iterable[Partnership]) -> PresentPartners:
    rows = tuple(found)
    by_name: dict[Key, tuple[Partnership, ...]] = {}
    for row in rows:
        key = _key(row.name, row.country_id)
        by_name[key] = (*by_name.get(key, ()), row)
    return PresentPartners(rows, {row.pic: row for row in rows if row.pic}, by_name)


def _key(name: str, country: str | None) -> Key:
    return normalised(name), country or ""
