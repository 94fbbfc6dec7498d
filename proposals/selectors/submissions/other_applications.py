"""Which other applications stand in the way: told in full to their own people only.

Everybody else learns that there is one, and whom to ask: no number, no name of it and
no acronym.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.models import User
from eligibility.core import ConsortiumSnapshot, merge_rows, organisation_key
from proposals.models import Proposal, Submission
from proposals.snapshots import holders_among, keys_of
from proposals.snapshots.exclusivity import holders_of_claim
from proposals.snapshots.reference import reference_of
from proposals.snapshots.taking import claim_under


@dataclass(frozen=True, slots=True)
class OtherApplication:
    """One application that stands in the way, as this person may know it."""

    words: str
    number: str
    """The number of its submission, for the link; empty for who is not entitled."""


def other_applications(
    proposal: Proposal, snapshot: ConsortiumSnapshot, user: User
) -> tuple[OtherApplication, ...]:
    """Say what stands in the way of a draft, as much of it as this person may know.

    No query where nothing does, else two.
    """
    return (
        *_of_the_applicant(proposal, snapshot, user),
        *_of_the_organisations(proposal, snapshot, user),
    )


def _of_the_applicant(
    proposal: Proposal, snapshot: ConsortiumSnapshot, user: User
) -> list[OtherApplication]:
    # Where every organisation is asked for, the applicant is one of them.
    if not snapshot.applications_elsewhere or snapshot.standing_elsewhere:
        return []
    reference = {snapshot.call: reference_of(snapshot.call, snapshot.edition)}
    claim = claim_under(proposal, snapshot.participants, reference)
    assert claim is not None  # noqa: S101  # without one, none would be counted
    holders = holders_of_claim(claim, but=proposal)
    numbers = _numbers(holders, user)
    return [
        OtherApplication(
            _("Another proposal of your organisation (reference %(number)s).")
            % {"number": numbers[each]},
            numbers[each],
        )
        if each in numbers
        else OtherApplication(
            _(
                "Your organisation is already applicant in this sector. Contact its"
                " legal representative."
            ),
            "",
        )
        for each in holders
    ]


def _of_the_organisations(
    proposal: Proposal, snapshot: ConsortiumSnapshot, user: User
) -> list[OtherApplication]:
    taken = snapshot.standing_elsewhere or ()
    if not taken:
        return []
    names = _names(snapshot)
    keys = keys_of(snapshot.participants)
    holders = holders_among(proposal.alliance.call_id, keys)
    numbers = _numbers(set(holders.values()), user)
    return [
        _organisation(names[keys[key]], numbers.get(holder, ""))
        for key, holder in sorted(
            holders.items(), key=lambda each: names[keys[each[0]]]
        )
        if keys[key] in taken
    ]


def _organisation(name: str, number: str) -> OtherApplication:
    if number:
        words = _(
            "%(name)s: another proposal of this organisation (reference %(number)s)."
        )
        return OtherApplication(words % {"name": name, "number": number}, number)
    words = _(
        "%(name)s already takes part in an application of this call. Contact its legal"
        " representative."
    )
    return OtherApplication(words % {"name": name}, "")


def _names(snapshot: ConsortiumSnapshot) -> Mapping[str, str]:
    """Return the names of the organisations, as stated here, by their keys."""
    organisations, _merged = merge_rows(snapshot.participants)
    return {key: each.name for each in organisations if (key := organisation_key(each))}


def _numbers(holders: Collection[int], user: User) -> dict[int, str]:
    """Return the numbers of the live submissions this person may see, by draft."""
    seen = Proposal.objects.visible_to(user).filter(pk__in=holders)
    live = Submission.objects.live().filter(proposal__in=seen)
    return dict(live.values_list("proposal_id", "number"))
