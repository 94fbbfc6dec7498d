"""Partners that may be one organisation, side by side, with what can be done."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.partner import Partner
from alliances.selectors.partners import current_partners
from eligibility.words import country_name, deadline_words
from proposals.models import Distinction, Proposal
from proposals.selectors.consortium.likeness import Why, likeness_of, pair_digest
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.consortium.twins import Pair, pairs_of
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Side:
    """One of two partners, as it stands in the alliance."""

    number: int
    label: str
    name: str
    country: str
    role: str
    type: str
    pic: str
    """Empty while it is not known."""
    version: int
    pic_of_other: str
    """The PIC it would get, were both one organisation; empty if there is none."""


@dataclass(frozen=True, slots=True)
class TwinPair:
    """Two partners and the question about them."""

    reason: str
    is_certain: bool
    """Whether the rules count both once already."""
    sides: tuple[Side, Side]
    stated: str
    """The digest of what both state: an answer is about that and nothing else."""


@dataclass(frozen=True, slots=True)
class ToldApart:
    """Two partners somebody said are two organisations."""

    names: str
    answered: str
    """By whom and when."""
    stated: str


@dataclass(frozen=True, slots=True)
class TwinPage:
    """Every question about partners of one alliance, and the answers given."""

    masthead: Masthead
    tasks: Tasks
    pairs: tuple[TwinPair, ...]
    answered: tuple[ToldApart, ...]


def twin_page(proposal: Proposal, *, now: dt.datetime) -> TwinPage:
    """Return the page of a draft as of `now`; two queries besides the sections'."""
    rows = current_partners(proposal.alliance_id)
    answers = Distinction.objects.filter(alliance=proposal.alliance_id)
    given = list(answers.select_related("first", "second", "by"))
    pairs = pairs_of(rows, {each.stated for each in given})
    return TwinPage(
        masthead=masthead_of(proposal, now=now),
        tasks=sections_of(proposal, now=now),
        pairs=tuple(_pair(each) for each in pairs),
        answered=tuple(_answer(each) for each in given if _holds(each)),
    )


def _pair(pair: Pair) -> TwinPair:
    one, other = pair.earlier, pair.later
    return TwinPair(
        reason=_reason(pair),
        is_certain=pair.is_certain,
        sides=(_side(one, other), _side(other, one)),
        stated=pair_digest(likeness_of(one), likeness_of(other)),
    )


def _reason(pair: Pair) -> str:
    return {
        Why.SAME_PIC: _("Both have the same PIC."),
        Why.SAME_NAME: _("Both have the same name."),
        Why.ALIKE: _("Their names are similar."),
        Why.PART: _(
            "One may be a campus, faculty or department of the other: then they are"
            " one organisation, with one PIC."
        ),
    }[pair.why]


def _side(row: Partner, other: Partner) -> Side:
    return Side(
        number=row.number,
        label=row.label,
        name=row.name,
        country=country_name(row.country_id)
        if row.country_id
        else _("Country not stated"),
        role=str(Role(row.role).label),
        type=type_words(row.type_list),
        pic=row.pic,
        version=row.version,
        pic_of_other="" if row.pic else other.pic,
    )


def _holds(answer: Distinction) -> bool:
    """Say whether an answer still is about what both partners state."""
    first, second = answer.first, answer.second
    digest = pair_digest(likeness_of(first), likeness_of(second))
    return first.takes_part and second.takes_part and digest == answer.stated


def _answer(answer: Distinction) -> ToldApart:
    return ToldApart(
        names=_("%(one)s and %(other)s")
        % {
            "one": f"{answer.first.label} {answer.first.name}",
            "other": f"{answer.second.label} {answer.second.name}",
        },
        answered=_("%(name)s, %(when)s")
        % {
            "name": answer.by,
            "when": deadline_words(answer.answered_at),
        },
        stated=answer.stated,
    )
