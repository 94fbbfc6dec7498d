"""Organisations to choose from while a name or a PIC is typed.

They come from the register and from alliances this person can see. One organisation is
suggested once, with all the places it is known from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from alliances.files.names import searchable
from alliances.models import NameTail, Organisation, Partnership, User
from alliances.selectors.register_names import publications_to_index, written_so
from eligibility.words import country_name
from proposals.models import Proposal
from proposals.selectors.consortium.likeness import Likeness, likeness
from proposals.selectors.consortium.stated_types import type_words

FEWEST_LETTERS = 2
MOST = 8
MOST_EARLIER = 2000
"""Partners of earlier alliances that are looked through, the newest first."""
MOST_WORDS = 4
COMMON = 500
"""Tails that begin with a word before it counts as common."""
SPARE = 3 * MOST
"""Rows fetched where one organisation may be found by several of its words."""
PIC = re.compile(r"[0-9]{9}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One organisation, and what choosing it fills in."""

    key: str
    """Names it among the suggestions for the same text."""
    name: str
    country: str
    types: tuple[str, ...]
    pic: str
    organisation: int | None
    """The entry of the register to link, if it is one."""
    sources: tuple[str, ...]
    """Where it is known from: "Register", "In CHARTER"."""
    present: int | None = None
    """Its number where it takes part in this alliance already."""
    like: Likeness = field(init=False)
    """What tells it apart."""

    def __post_init__(self) -> None:
        like = likeness(self.name, self.country, self.pic)
        object.__setattr__(self, "like", like)  # frozen, and compared many times

    @property
    def note(self) -> str:
        """Country, type, PIC and source in one line."""
        parts = [
            country_name(self.country) if self.country else _("Country not stated"),
            type_words(self.types),
            f"PIC {self.pic}" if self.pic else "",
            *self.sources[:2],
        ]
        return " · ".join(filter(None, parts))

    @property
    def already(self) -> str:
        """Say "already P7" where it takes part; empty where it does not."""
        if self.present is None:
            return ""
        return _("already P%(number)d") % {"number": self.present}


def pic_in(text: str) -> str:
    """Return the PIC that is all of a text, in groups of digits too; else empty."""
    digits = "".join(text.split())
    return digits if PIC.fullmatch(digits) else ""


def suggestions_for(
    proposal: Proposal, user: User, text: str, *, but: int | None = None
) -> tuple[Suggestion, ...]:
    """Return at most eight suggestions; those whose name begins so come first.

    `but` is the number of the partner that is changed. At most four queries, and one
    for each of several words, however large the register is; up to two more for a list
    that is not full, if names of the register wait to be searchable; none for one
    letter.
    """
    words = searchable(text)
    if len(words) < FEWEST_LETTERS:
        return ()
    pic = pic_in(text)
    stated = [
        each for each in _stated(proposal, user) if but is None or each.present != but
    ]
    known = [*stated, *_registered(words, text, pic)]
    ranked = [(_rank(each, words, pic), each) for each in known]
    hits = [(rank, each) for rank, each in ranked if rank is not None]
    hits.sort(key=lambda hit: (hit[0], hit[1].like.name))
    return _merged([each for _rank, each in hits])


def _rank(each: Suggestion, words: str, pic: str) -> int | None:
    """Return how well a suggestion fits, 0 is best; None if it does not."""
    if pic:
        return 0 if each.pic == pic else None
    name = each.like.name
    if name.startswith(words):
        return 0
    starts, typed = name.split(), words.split()
    if all(any(start.startswith(word) for start in starts) for word in typed):
        return 1
    return 2 if all(word in name for word in typed) else None


def _merged(hits: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Suggest each organisation once, with everything known of it."""
    merged: list[Suggestion] = []
    for each in hits:
        twin = next((i for i, m in enumerate(merged) if m.like.may_be(each.like)), None)
        if twin is not None:
            merged[twin] = _joined(merged[twin], each)
        elif len(merged) < MOST:
            merged.append(each)
    return tuple(merged)


def _joined(one: Suggestion, other: Suggestion) -> Suggestion:
    return replace(
        one,
        country=one.country or other.country,
        types=one.types or other.types,
        pic=one.pic or other.pic,
        organisation=one.organisation or other.organisation,
        sources=tuple(dict.fromkeys([*one.sources, *other.sources])),
        present=one.present or other.present,
    )


def _stated(proposal: Proposal, user: User) -> list[Suggestion]:
    """Return the partners of this alliance and of others this person can see."""
    here = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    others = (
        Partnership.objects.current()
        .filter(alliance__proposal__in=Proposal.objects.visible_to(user))
        .exclude(alliance=proposal.alliance_id)
        .select_related("alliance")
        .order_by("-alliance__created_at", "number")[:MOST_EARLIER]
    )
    return [
        *[_of_partner(each, (), present=each.number) for each in here],
        *[
            _of_partner(
                each, (_("In %(acronym)s") % {"acronym": each.alliance.acronym},)
            )
            for each in others
        ],
    ]


def _of_partner(
    row: Partnership, sources: tuple[str, ...], *, present: int | None = None
) -> Suggestion:
    return Suggestion(
        key=f"p{row.pk}",
        name=row.name,
        country=row.country_id or "",
        types=tuple(row.type_list),
        pic=row.pic,
        organisation=row.organisation_id,
        sources=sources,
        present=present,
    )


def _registered(words: str, text: str, pic: str) -> list[Suggestion]:
    if pic:
        entries: Sequence[Organisation] = list(
            Organisation.objects.in_force().filter(pic=pic)
        )
    else:
        entries = _named(words, text)
    return [
        Suggestion(
            key=f"o{each.pk}",
            name=each.name,
            country=each.country_id,
            types=tuple(each.type_list),
            pic=each.pic or "",
            organisation=each.pk,
            sources=(_("Register"),),
        )
        for each in entries
    ]


def _named(words: str, text: str) -> list[Organisation]:
    """Return entries by their names: by the index, and those it does not have yet.

    The latter only where the index does not fill the list.
    """
    tails = [*_whole(words), *_with_each_word(words)]
    found = {each.organisation_id: each.organisation for each in tails}
    if len(found) < MOST and (keys := publications_to_index()):
        found |= {each.pk: each for each in written_so(keys, text)[:SPARE]}
    # The index may have entries that have ended since.
    return [each for each in found.values() if each.ended_on is None]


def _whole(words: str) -> Iterable[NameTail]:
    """Return names that begin with all that was typed, in their order."""
    whole = NameTail.objects.filter(is_whole=True).beginning(words)
    return whole.select_related("organisation").order_by("text")[:MOST]


def _with_each_word(words: str) -> Iterable[NameTail]:
    """Return names in which every typed word begins a word.

    A rare one is looked up; the index on one organisation's tails answers for the
    others.
    """
    typed = sorted(set(words.split()), key=len, reverse=True)[:MOST_WORDS]
    rare = _rare(typed)
    found = NameTail.objects.beginning(rare)
    for word in set(typed) - {rare}:
        of_the_same = NameTail.objects.filter(organisation=OuterRef("organisation"))
        found = found.filter(Exists(of_the_same.beginning(word)))
    return found.select_related("organisation").order_by("text")[:SPARE]


def _rare(words: Sequence[str]) -> str:
    """Return the first word that few tails begin with; the longest if none is rare."""
    for word in words if len(words) > 1 else ():
        tails = NameTail.objects.beginning(word).values_list("pk")
        if len(tails[:COMMON]) < COMMON:
            return word
    return words[0]
