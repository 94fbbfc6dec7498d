"""The states of drafts as administrators count them, and how many are in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proposals.models import Proposal, Submission

OPEN, SUBMITTED, WITHDRAWN, ARCHIVED = "open", "submitted", "withdrawn", "archived"
WORDS = {
    OPEN: _("Open"),
    SUBMITTED: _("Submitted"),
    WITHDRAWN: pgettext_lazy("submission", "Withdrawn"),
    ARCHIVED: _("Archived"),
}


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


def state_of_row() -> Case:
    """Return the state that one word tells of a proposal in a list.

    A draft in two states has the one that says more: archived, then withdrawn.
    """
    telling = (ARCHIVED, SUBMITTED, WITHDRAWN)
    return Case(
        *(When(in_state(each), then=Value(each)) for each in telling),
        default=Value(OPEN),
    )


def numbers_by_call() -> Mapping[str, DraftNumbers]:
    """Return how many drafts each call with any has in each state; one query."""
    states = (OPEN, SUBMITTED, WITHDRAWN, ARCHIVED)
    counts = {each: Count("pk", filter=in_state(each)) for each in states}
    by_call = Proposal.objects.order_by().values("alliance__call").annotate(**counts)
    rows = by_call.values_list("alliance__call", *states)
    return {call: DraftNumbers(*numbers) for call, *numbers in rows}
