"""One organisation twice? What two rows have in common, for a question only.

The engine counts two rows once by stricter rules; here a missing accent, an unknown
country or a look-alike name is enough to ask "same organisation?", and nobody is
stopped. Who answered "two organisations" is not asked about that pair again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import StatedAnswer
from alliances.files.lookalikes import name_key
from alliances.files.mapped import MappedRow
from alliances.files.partners import MOST_PARTNERS
from alliances.models import Partnership
from alliances.partner import Partner
from alliances.selectors.partners import current_partners
from alliances.worded import Worded
from proposals.models import Distinction, Proposal
from proposals.selectors.consortium.likeness import (
    Likeness,
    Why,
    likeness,
    likeness_of,
    pair_digest,
)

Key = tuple[str, str]
NOWHERE, ANYWHERE = "no country", "any country"
LEFT = frozenset({StatedAnswer.DECLINED.value, StatedAnswer.WITHDRAWN.value})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners that may be one organisation."""

    earlier: Partner
    later: Partner
    why: Why

    @property
    def is_certain(self) -> bool:
        """Whether the rules count both once, whatever anybody answers."""
        return likeness_of(self.earlier).is_counted_once_with(likeness_of(self.later))


def told_apart(proposal: Proposal) -> frozenset[str]:
    """Return the digests of pairs that are two organisations, somebody said."""
    return frozenset(_told_apart(proposal.alliance_id))


@Worded
def _told_apart(alliance: int) -> QuerySet[Distinction, str]:
    rows = Distinction.objects.filter(alliance=alliance).order_by()
    return rows.values_list("stated", flat=True)


def twin_sentences(
    proposal: Proposal,
    stated: Mapping[str, Any],
    *,
    but: int | None,
    among: Sequence[Partnership] | None = None,
) -> tuple[str, ...]:
    """Ask of each partner that resembles what a form states whether it is the same.

    `but` is the number of the partner that is changed, `among` are all current ones
    where they were read already. Two queries, one of them for `among`.
    """
    name, country, pic = (stated.get(key) or "" for key in ("name", "country", "pic"))
    typed = likeness(name, country, "".join(pic.split()))
    apart = told_apart(proposal)
    rows = current_partners(proposal.alliance_id) if among is None else among
    return tuple(
        _sentence(each, why)
        for each in rows
        if each.number != but
        and each.takes_part
        and (why := typed.why(likeness_of(each)))
        and pair_digest(typed, likeness_of(each)) not in apart
    )


def _sentence(row: Partnership, why: Why) -> str:
    words = {
        Why.SAME_PIC: _("%(label)s %(name)s has the same PIC."),
        Why.SAME_NAME: _("%(label)s %(name)s has the same name."),
        Why.ALIKE: _("%(label)s %(name)s has a similar name."),
        Why.PART: _("%(label)s %(name)s: one may be a part of the other."),
    }
    return words[why] % {"label": row.label, "name": row.name}


def pairs_of(
    rows: Iterable[Partner],
    apart: Collection[str],
    of: Iterable[Partner] | None = None,
) -> tuple[Pair, ...]:
    """Return each later partner with an earlier one it resembles; `apart` are none.

    `of` are the later ones that are asked about, where not all of them.
    """
    taking_part = [each for each in rows if each.takes_part]
    shown = None if of is None else {each.pk for each in of}
    places = [
        place
        for place, each in enumerate(taking_part)
        if shown is None or each.pk in shown
    ]
    stated = [likeness_of(each) for each in taking_part]
    twins = earlier_twins(stated, apart, frozenset(places))
    return tuple(
        Pair(taking_part[earlier], taking_part[later], why)
        for later, (earlier, why) in twins.items()
    )


def question_of(proposal: Proposal) -> str:
    """Say how many partners are asked about; empty if nobody is. Two queries."""
    rows = current_partners(proposal.alliance_id)
    pairs = pairs_of(rows, told_apart(proposal))
    number = sum(not each.is_certain for each in pairs)
    if not number:
        return ""
    return ngettext(
        "%(number)d partner looks like another one.",
        "%(number)d partners look like others.",
        number,
    ) % {"number": number}


def row_twins(
    rows: Iterable[MappedRow],
    present: Sequence[Partnership] = (),
    apart: Collection[str] = (),
) -> dict[int, str]:
    """Return for the number of each row of a list what to ask of it.

    Whether it is an earlier row, or one of the partners `present` already. Rows of
    organisations that take part for sure ask nothing: they are left out anyhow. Nor do
    those of organisations that declined or withdrew.
    """
    asked = [
        each for each in rows if not each.is_present and each.partner.status not in LEFT
    ]
    there = [each for each in present if each.takes_part]
    stated = [
        likeness(each.partner.name, each.partner.country, each.partner.pic)
        for each in asked
    ]
    twins = earlier_twins([*map(likeness_of, there), *stated], apart)
    return {
        asked[later - len(there)].number: _question(earlier, there, asked)
        for later, (earlier, _why) in twins.items()
        if later >= len(there)
    }


def _question(
    earlier: int, present: Sequence[Partnership], asked: Sequence[MappedRow]
) -> str:
    if earlier < len(present):
        row = present[earlier]
        facts = {"label": row.label, "name": row.name}
        return _("Same organisation as %(label)s %(name)s?") % facts
    number = {"number": asked[earlier - len(present)].number}
    return _("Same organisation as in row %(number)d?") % number


def earlier_twins(
    stated: Sequence[Likeness],
    apart: Collection[str] = (),
    asked: Collection[int] | None = None,
) -> dict[int, tuple[int, Why]]:
    """Return for the place of each later twin that of the one it resembles most.

    Of the places `asked` about, where not of all.

    More rows than an alliance can hold are compared by PIC and name only: looking
    alike is asked of each pair, and a list may have any length.
    """
    closely = len(stated) <= MOST_PARTNERS
    places = range(len(stated)) if asked is None else asked
    sought = {place: _sought(stated[place], closely=closely) for place in places}
    wanted = frozenset().union(*sought.values())
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    found = {}
    # Nobody is asked about what stands behind the last of them.
    for place, own in enumerate(stated[: max(places, default=-1) + 1]):
        candidates = {
            each for key in sought.get(place, ()) for each in by_key.get(key, ())
        }
        reasons = [
            (why, earlier)
            for earlier in candidates
            if (why := own.why(stated[earlier]))
            and not (apart and pair_digest(own, stated[earlier]) in apart)
        ]
        if reasons:
            why, earlier = min(reasons)
            found[place] = (earlier, why)
        for key in _offered(own, closely=closely) & wanted:
            by_key[key].append(place)
    return found


@lru_cache(maxsize=4096)  # as long as the names of an alliance are compared
def _sought(own: Likeness, *, closely: bool) -> frozenset[Key]:
    """Return what one that may resemble it is found under.

    The same PIC or name; looking closely, a country that fits with a block of the name.
    """
    countries = (own.country, NOWHERE) if own.country else (ANYWHERE,)
    return frozenset(_keys(own, countries if closely else ()))


@lru_cache(maxsize=4096)  # as above
def _offered(own: Likeness, *, closely: bool) -> frozenset[Key]:
    """Return what it is found under itself."""
    countries = (own.country or NOWHERE, ANYWHERE)
    return frozenset(_keys(own, countries if closely else ()))


def _keys(own: Likeness, countries: Iterable[str]) -> Iterator[Key]:
    if own.name:
        yield "name", own.name
    if own.pic:
        yield "pic", own.pic
    if countries:
        yield from product(countries, name_key(own.stated).blocks)
