"""The states of drafts as administrators count them, and how many are in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from proposals.models import Proposal, Submission

OPEN, SUBMITTED, WITHDRAWN, ARCHIVED = "open", "submitted", "withdrawn", "archived"


@dataclass(frozen=True, slots=True)
class DraftNumbers:
    """The drafts of a call by state."""

    open: int = 0
    """Neither archived nor submitted; those withdrawn are among them."""
    submitted: int = 0
    """Not archived, and their submission stands."""
    withdrawn: int = 0
    """Submitted once and withdrawn; none of their submissions stands."""
    archived: int = 0


def in_state(state: str) -> Q:
    """Return the condition on a proposal for being in a state."""
    of_this = Submission.objects.filter(proposal=OuterRef("pk"))
    stands = Q(Exists(of_this.live()))
    kept = Q(alliance__archived_at=None)
    return {
        OPEN: kept & ~stands,
        SUBMITTED: kept & stands,
        WITHDRAWN: ~stands & Q(Exists(of_this.filter(withdrawn_at__isnull=False))),
        ARCHIVED: Q(alliance__archived_at__isnull=False),
    }[state]


def numbers_by_call() -> Mapping[str, DraftNumbers]:
    """Return how many drafts each call with any has in each state; one query."""
    states = (OPEN, SUBMITTED, WITHDRAWN, ARCHIVED)
    counts = {each: Count("pk", filter=in_state(each)) for each in states}
    by_call = Proposal.objects.order_by().values("alliance__call").annotate(**counts)
    rows = by_call.values_list("alliance__call", *states)
    return {call: DraftNumbers(*numbers) for call, *numbers in rows}
