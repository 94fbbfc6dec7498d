"""Whom a repair asks for: as the link to the form says it, and as the form does."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Partnership
from alliances.phrases import either
from eligibility import remedies
from eligibility.catalogue import published_rulebook
from eligibility.core import AddPartners, Clause, PartnerType, Report, Role
from proposals.models import Proposal
from proposals.selectors.consortium.partners import PartnerChoices
from proposals.selectors.drafts.contents import open_clauses
from proposals.selectors.standing.verdicts import report_of
from proposals.snapshots import take

MOST_DIGITS = 2
MOST_MISSING = 4
"""Conditions named above the form of the next partner."""


def newcomer_query(move: AddPartners, after: Report) -> str:
    """Write who is asked for; what leaves no choice fills in the form."""
    asks: dict[str, object] = {"role": str(move.role), "number": move.count}
    for clause in remedies.clauses_of(after):
        if move.types and clause.arguments.get("types") == set(move.types):
            asks["group"] = clause.id
    if len(move.types) == 1:
        asks["type"] = move.types[0]
    if len(move.countries) == 1:
        asks["country"] = move.countries[0]
    elif move.others or move.fresh == move.count:  # else not each has to be from one
        asks["from"] = move.countries
    return urlencode(asks, doseq=True)


def newcomer_wanted(
    proposal: Proposal, choices: PartnerChoices, asks: MultiValueDict[str, str]
) -> str:
    """Say who is asked for by a repair or a gap; empty where neither wrote the link.

    A link may come from anywhere: only what the form offers too is said.
    """
    clauses = _clauses_of(proposal)
    move = _read(asks, clauses)
    if move is None:
        country, group = asks.get("country", ""), asks.get("group", "")
        return choices.wanted(country=country, clause=group)
    who = remedies.newcomer_words(move, clauses)
    offered = [each for _heading, those in choices.countries for each in those]
    where = [each.name for each in offered if each.iso in move.countries]
    if not where:
        return _("Wanted: %(group)s.") % {"group": who}
    told = {"group": who, "country": either(where)}
    return _("Wanted: %(group)s, from %(country)s.") % told


def still_asked(
    proposal: Proposal, asks: MultiValueDict[str, str], added: Partnership
) -> str:
    """Write what a link still asks for after a partner was added by its form.

    One less where the partner is such a one, which after the last one is nothing.
    """
    role, places = asks.get("role"), {*asks.getlist("country"), *asks.getlist("from")}
    kinds = _kinds(asks, _clauses_of(proposal))
    fits = (
        role in {None, added.role}
        and (not places or added.country_id in places)
        and (not kinds or not kinds.isdisjoint(added.type_list))
    )
    number, left = asks.get("number", ""), asks.copy()
    left.pop("after", None)
    if fits and not (_is_number(number) and int(number) > 1):
        return ""
    if fits:
        left["number"] = str(int(number) - 1)
    return urlencode(dict(left.lists()), doseq=True)


def _clauses_of(proposal: Proposal) -> list[Clause]:
    alliance = proposal.alliance
    rules = published_rulebook(proposal.rulebook).project_type(
        alliance.lot.code, alliance.project_type.code
    )
    return [each.clause for each in rules.clauses]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def _kinds(asks: MultiValueDict[str, str], clauses: Iterable[Clause]) -> frozenset[str]:
    """Return the types a link asks for: those of a group, else those it names."""
    found = (e.arguments.get("types") for e in clauses if e.id == asks.get("group"))
    group = next((each for each in found if isinstance(each, frozenset)), frozenset())
    return group or frozenset(asks.getlist("type"))


def _read(asks: MultiValueDict[str, str], clauses: list[Clause]) -> AddPartners | None:
    number, role = asks.get("number", ""), asks.get("role", "")
    if not _is_number(number) or role not in set(Role):
        return None
    kinds = _kinds(asks, clauses)
    types = tuple(each for each in PartnerType if each in kinds)
    countries = (*asks.getlist("country"), *asks.getlist("from"))
    return AddPartners(int(number), types, Role(role), countries)


def still_missing(proposal: Proposal, *, now: dt.datetime) -> str:
    """Say what the consortium lacks so far: the same as the panel that lies behind.

    Where it lacks nothing for sure, what cannot be told yet.
    """
    report = report_of(proposal, take(proposal), now=now)
    found = list(open_clauses(report))
    briefs = [each.brief for each in found if not each.is_unknown]
    if not found:
        return _("Nothing that depends on partners is missing.")
    if not briefs:
        briefs = [each.brief for each in found[:MOST_MISSING]]
        return _("Cannot tell yet: %(what)s.") % {"what": "; ".join(briefs)}
    words = {"what": "; ".join(briefs[:MOST_MISSING])}
    more = len(briefs) - MOST_MISSING
    if more <= 0:
        return _("Still missing: %(what)s.") % words
    return ngettext(
        "Still missing: %(what)s; and %(number)d more.",
        "Still missing: %(what)s; and %(number)d more.",
        more,
    ) % {**words, "number": more}
