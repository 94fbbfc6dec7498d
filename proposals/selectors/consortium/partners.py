"""The choices of the partner form, with what each means under the call."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role
from alliances.models import Partnership
from alliances.selectors.partners import current_partners
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from eligibility.core import ProjectType, Severity
from eligibility.norms import subject
from eligibility.words import together
from proposals.models import Proposal
from proposals.selectors.consortium.countries import CountryGroups, country_groups
from proposals.selectors.standing.matrix import GROUPS_CHECK
from proposals.snapshots import evaluation_day
from proposals.snapshots.reference import ReferenceData, current_reference

COUNTING = ("count-at-least", "countries-at-least")


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role and what follows from it."""

    value: str
    title: str
    consequence: str
    warning: str = ""
    """What choosing it changes elsewhere in the alliance."""


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """Types under the title of the group they count in."""

    clause: str
    """The clause that counts the group; empty for the types in none."""
    title: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerChoices:
    """Countries, roles and types as the form offers them."""

    countries: CountryGroups
    """Under a heading each: Programme countries, Partner countries, others."""
    roles: tuple[RoleChoice, ...]
    types: tuple[TypeGroup, ...]
    starts_as: Role
    """The role of a new partner until another is chosen: the first one applies."""
    partners: Sequence[Partnership]
    """The present partners these choices were made for."""

    def wanted(self, *, country: str, clause: str) -> str:
        """Say what a gap of the consortium asks for; empty if it names no gap."""
        group = next((g.title for g in self.types if clause and g.clause == clause), "")
        where = {each.iso: each.name for _h, those in self.countries for each in those}
        if group and country in where:
            return _("Wanted: %(group)s, from %(country)s.") % {
                "group": group,
                "country": where[country],
            }
        return _("Wanted: %(group)s.") % {"group": group} if group else ""


def partner_choices(
    proposal: Proposal,
    *,
    now: dt.datetime,
    but: Partnership | None = None,
    first: str = "",
) -> PartnerChoices:
    """Return the choices for a new partner, or for the present one `but`.

    The types that count towards the clause `first` stand first.
    """
    call = proposal.alliance.call_id
    rows = current_partners(proposal.alliance_id)
    reference = current_reference({call})[call]
    return choices_among(proposal, rows, reference, now=now, but=but, first=first)


def added_words(proposal: Proposal, number: int) -> str:
    """Say who was added; empty if there is no such partner."""
    rows = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    row = rows.filter(number=number).first()
    words = {"number": number, "name": row.name if row else ""}
    return _("P%(number)d %(name)s is added.") % words if row else ""


def choices_among(
    proposal: Proposal,
    current: Sequence[Partnership],
    reference: ReferenceData,
    *,
    now: dt.datetime,
    but: Partnership | None = None,
    first: str = "",
) -> PartnerChoices:
    """Return the same for partners and reference data at hand: one query."""
    alliance = proposal.alliance
    rules = published_rulebook(proposal.rulebook).project_type(
        alliance.lot.code, alliance.project_type.code
    )
    day = evaluation_day(alliance.call, now)
    applicant = next((e for e in current if e.role == Role.APPLICANT), None)
    return PartnerChoices(
        countries=country_groups(reference, kept=[each.country_id for each in current]),
        roles=_roles(applicant, but, minima_words(rules, day)),
        types=_types(rules, first),
        starts_as=Role.FULL_PARTNER if current else Role.APPLICANT,
        partners=current,
    )


def minima_words(rules: ProjectType, day: dt.date) -> str:
    """Name what a full partner counts towards: "12 full partners and 8 …"."""
    counting = [
        each
        for each in rules.clauses
        if each.clause.check in COUNTING and each.clause.severity is Severity.BLOCKING
    ]
    values = [(each.clause, each.on(day).value) for each in counting]
    minima = [
        (clause.check, f"{value} {subject(clause, value)}")
        for clause, value in values
        if isinstance(value, int)
    ]
    return together([words for _check, words in sorted(minima)])


def _roles(
    present: Partnership | None, but: Partnership | None, minima: str
) -> tuple[RoleChoice, ...]:
    """Say what each role means, and who steps back for a new applicant."""
    counts = (
        _("Counts towards %(minima)s, if in a Programme country.") % {"minima": minima}
        if minima
        else _("Counts as a full partner.")
    )
    no_minimum = _("Counts towards no minimum.")
    consequences = {
        Role.APPLICANT: [
            _("Applies on behalf of all."),
            counts,
        ],
        Role.FULL_PARTNER: [counts],
        Role.AFFILIATED_ENTITY: [no_minimum],
        Role.ASSOCIATED_PARTNER: [no_minimum],
    }
    return tuple(
        RoleChoice(
            role.value, str(role.label), " ".join(words), _warning(role, present, but)
        )
        for role, words in consequences.items()
    )


def _warning(role: Role, present: Partnership | None, but: Partnership | None) -> str:
    """Say who steps back for a new applicant, or that there would be none."""
    if present is None or (present == but) == (role == Role.APPLICANT):
        return ""
    if present == but:
        return _("The alliance then has no applicant.")
    if role != Role.APPLICANT:
        return ""
    return _("Replaces %(label)s %(name)s, which becomes a full partner.") % {
        "label": present.label,
        "name": present.name,
    }


def _types(rules: ProjectType, first: str) -> tuple[TypeGroup, ...]:
    """Group the types by what they count towards; the wanted group stands first."""
    found = []
    rest = list(PartnerType.values)
    for dated in rules.clauses:
        types = dated.clause.arguments.get("types")
        if dated.clause.check == GROUPS_CHECK and isinstance(types, frozenset):
            members = tuple(each for each in rest if each in types)
            found.append(
                TypeGroup(dated.clause.id, own_words(dated.clause.title), members)
            )
            rest = [each for each in rest if each not in types]
    found.sort(key=lambda each: each.clause != first)
    heading = _("Count in neither group") if found else _("Types")
    return (*found, TypeGroup("", heading, tuple(rest)))
