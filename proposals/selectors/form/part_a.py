"""Part A of one organisation as its page shows it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.models import Partnership, User
from eligibility.words import country_name
from proposals.models import PartA, Proposal
from proposals.models.part_a import FIELDS, LABELS
from proposals.policies import Decision, can_edit
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.form.conflicts import Difference


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact of Part A that is stated with the partner itself."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PartAPage:
    """The page on which Part A of one organisation is given."""

    masthead: Masthead
    number: int
    label: str
    name: str
    stated: tuple[Stated, ...]
    """What the partner itself states, changed on its own page."""
    may_edit: Decision


def part_a_page(
    proposal: Proposal, partner: Partnership, reader: User, *, now: dt.datetime
) -> PartAPage:
    """Return the page of a partner: some three queries."""
    return PartAPage(
        masthead=masthead_of(proposal, now=now),
        number=partner.number,
        label=partner.label,
        name=partner.name,
        stated=tuple(_stated(partner)),
        may_edit=can_edit(reader, proposal),
    )


def part_a_differences(
    present: PartA, typed: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Compare what is stored of an organisation with what a valid form states."""
    blank = _("nothing")
    return tuple(
        Difference(_label(name), getattr(present, name) or blank, typed[name] or blank)
        for name in FIELDS
        if getattr(present, name) != typed[name]
    )


def part_a_words(names: Collection[str]) -> str:
    """Name these fields, in the order of the official form."""
    return ", ".join(_label(name) for name in FIELDS if name in names)


def _label(name: str) -> str:
    words = str(LABELS[name])
    return f"{words[0].upper()}{words[1:]}"


def _stated(partner: Partnership) -> list[Stated]:
    blank = _("not given")
    country = country_name(partner.country_id) if partner.country_id else ""
    facts = {
        _("Legal name"): partner.name,
        "PIC": partner.pic,
        _("Country"): country,
        _("Type"): type_words(partner.type_list),
        _("Role"): str(Role(partner.role).label),
    }
    return [Stated(label, value or blank) for label, value in facts.items()]
