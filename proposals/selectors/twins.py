"""One organisation twice? What two rows have in common, for a warning only.

The engine merges rows by stricter rules; here a missing accent or an unknown country
is enough to ask "same organisation?", and nobody is stopped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import StatedAnswer
from alliances.files.mapped import MappedRow
from alliances.files.names import searchable
from alliances.models import Partnership
from proposals.models import Proposal

LEFT = frozenset({StatedAnswer.DECLINED.value, StatedAnswer.WITHDRAWN.value})


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells organisations apart; country and PIC may be empty."""

    name: str
    """As it is searched: without accents, case and signs."""
    country: str
    pic: str

    def may_be(self, other: "Likeness") -> bool:
        """Say whether both may mean one organisation; PICs decide if both have one."""
        if self.pic and other.pic:
            return self.pic == other.pic
        countries = {self.country, other.country} - {""}
        return bool(self.name) and self.name == other.name and len(countries) < 2  # noqa: PLR2004  # both known and different


def likeness(name: str, country: str | None, pic: str | None) -> Likeness:
    """Return what tells an organisation apart, from what is stated of it."""
    return Likeness(searchable(name), country or "", pic or "")


def twin_sentences(
    proposal: Proposal, stated: Mapping[str, Any], *, but: int | None
) -> tuple[str, ...]:
    """Ask of each partner that resembles what a form states whether it is the same.

    `but` is the number of the partner that is changed. One query.
    """
    name, country, pic = (stated.get(key) or "" for key in ("name", "country", "pic"))
    typed = likeness(name, country, "".join(pic.split()))
    rows = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    return tuple(
        _sentence(each, is_by_pic=bool(typed.pic) and typed.pic == each.pic)
        for each in rows
        if each.number != but and each.takes_part and typed.may_be(_of(each))
    )


def _sentence(row: Partnership, *, is_by_pic: bool) -> str:
    words = (
        _("%(label)s %(name)s has the same PIC.")
        if is_by_pic
        else _("%(label)s %(name)s has the same name.")
    )
    return words % {"label": row.label, "name": row.name}


def first_twins(rows: Iterable[Partnership]) -> dict[int, str]:
    """Return for the number of each later twin the label of the row it resembles."""
    taking_part = [each for each in rows if each.takes_part]
    twins = earlier_twins([_of(each) for each in taking_part])
    return {
        taking_part[later].number: taking_part[earlier].label
        for later, earlier in twins.items()
    }


def row_twins(rows: Iterable[MappedRow]) -> dict[int, int]:
    """Return for the number of each later twin in a list that of the earlier row.

    Rows of organisations that take part already ask nothing: they are left out anyhow.
    Nor do those of organisations that declined or withdrew.
    """
    asked = [
        each for each in rows if not each.is_present and each.partner.status not in LEFT
    ]
    twins = earlier_twins(
        [
            likeness(each.partner.name, each.partner.country, each.partner.pic)
            for each in asked
        ]
    )
    return {
        asked[later].number: asked[earlier].number for later, earlier in twins.items()
    }


def earlier_twins(stated: Sequence[Likeness]) -> dict[int, int]:
    """Return for the place of each later twin the place of one it resembles."""
    seen: dict[str, list[int]] = {}
    found = {}
    for place, own in enumerate(stated):
        keys = [key for key in (own.name, own.pic) if key]
        earlier = [other for key in keys for other in seen.get(key, [])]
        twin = next((each for each in earlier if own.may_be(stated[each])), None)
        if twin is not None:
            found[place] = twin
        for key in keys:
            seen.setdefault(key, []).append(place)
    return found


def _of(row: Partnership) -> Likeness:
    return likeness(row.name, row.country_id, row.pic)
