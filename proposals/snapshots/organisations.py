"""Which organisations stand in another live submission, where each may in one only."""

from collections.abc import Collection, Iterable, Mapping

from alliances.models import Call
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    ORGANISATION_SCOPE,
    ConsortiumSnapshot,
    Participant,
    Rulebook,
    merge_rows,
    organisation_key,
)
from proposals.models import OrganisationPlace, Proposal
from proposals.snapshots.exclusivity import LONGEST_APPLICANT, fitting

Keys = Mapping[str, str]
"""The keys of organisations as they are stored, with those the engine compares."""


def excludes_organisations(rulebook: Rulebook) -> bool:
    """Say whether under these rules an organisation stands in one application only."""
    return any(
        each.clause.check == "exclusive"
        and each.clause.arguments["scope"] == ORGANISATION_SCOPE
        for lot in rulebook.lots
        for kind in lot.project_types
        for each in kind.clauses
    )


def excluding_among(rulebooks: Mapping[int, Rulebook]) -> frozenset[int]:
    """Return the keys of those rulebooks that say so."""
    return frozenset(
        key for key, rules in rulebooks.items() if excludes_organisations(rules)
    )


def asks_for_organisations(proposal: Proposal) -> bool:
    """Say it of the rules that a draft pins."""
    return excludes_organisations(published_rulebook(proposal.rulebook))


def keys_of(participants: Iterable[Participant]) -> Keys:
    """Return the keys of the organisations that take part, in whatever role.

    Rows are merged as the engine does; one without PIC and country has no key yet.
    """
    organisations, _merged = merge_rows(participants)
    keys = [key for each in organisations if (key := organisation_key(each))]
    return {fitting(key, LONGEST_APPLICANT): key for key in keys}


def taken_by_others(
    proposal: int, keys: Keys, holders: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the keys that another proposal holds, as the engine compares them."""
    taken = [
        known
        for stored, known in keys.items()
        if holders.get(stored, proposal) != proposal
    ]
    return tuple(sorted(taken))


def taken_names(snapshot: ConsortiumSnapshot) -> tuple[str, ...]:
    """Return the names of its own organisations that stand elsewhere, as stated."""
    taken = snapshot.standing_elsewhere or ()
    organisations, _merged = merge_rows(snapshot.participants)
    return tuple(e.name for e in organisations if organisation_key(e) in taken)


def places_in(call: Call) -> dict[str, int]:
    """Return the proposal behind each place of an organisation in a call; one query."""
    rows = OrganisationPlace.objects.filter(call=call)
    return dict(rows.values_list("organisation_key", "proposal_id"))


def holders_among(call: str, keys: Collection[str]) -> dict[str, int]:
    """Return the proposals that hold these stored keys in a call; one query."""
    rows = OrganisationPlace.objects.filter(call=call, organisation_key__in=keys)
    return dict(rows.values_list("organisation_key", "proposal_id"))
