"""One organisation twice? What two rows have in common, for a warning only.

The engine merges rows by stricter rules; here a missing accent or an unknown country
is enough to ask "same organisation?", and nobody is stopped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.files.names import searchable
from alliances.models import Partnership
from proposals.models import Proposal


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
    seen: dict[str, list[tuple[Likeness, str]]] = {}
    found = {}
    for each in rows:
        if not each.takes_part:
            continue
        own = _of(each)
        keys = [key for key in (own.name, own.pic) if key]
        earlier = [pair for key in keys for pair in seen.get(key, [])]
        twin = next((label for other, label in earlier if own.may_be(other)), None)
        if twin:
            found[each.number] = twin
        for key in keys:
            seen.setdefault(key, []).append((own, each.label))
    return found


def _of(row: Partnership) -> Likeness:
    return likeness(row.name, row.country_id, row.pic)
