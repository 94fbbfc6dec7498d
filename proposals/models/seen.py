"""What pages show of a proposal somebody sees: worded once, asked at every page.

Only `access` asks.
"""

import uuid

from django.db.models import QuerySet

from alliances.models import Partnership, User
from alliances.worded import Worded
from proposals.models.confirmations import ConfirmationRequest
from proposals.models.proposals import Proposal, ProposalQuerySet
from proposals.models.submissions import Submission

ALLIANCE_PARTS = ("call", "lot", "project_type", "coordinator")
"""What every page of an alliance shows, so that it never costs a second query."""


def _whole(rows: ProposalQuerySet, public_id: uuid.UUID) -> QuerySet[Proposal]:
    """Keep the proposal of an alliance among some, with all that pages show of it."""
    pins = ("rulebook", "form", *(f"alliance__{name}" for name in ALLIANCE_PARTS))
    found = rows.filter(alliance__public_id=public_id).beside_newest()
    return found.select_related(*pins).defer("form__text", "rulebook__text").order_by()


@Worded
def seen_submissions(user: int, number: str) -> QuerySet[Submission]:
    visible = Proposal.objects.visible_to(User(pk=user))
    rows = Submission.objects.filter(proposal__in=visible, number=number)
    parts = [f"proposal__alliance__{each}" for each in ALLIANCE_PARTS]
    found = rows.select_related("call", "submitted_by", *parts)
    return found.order_by()


@Worded
def seen(user: int, public_id: uuid.UUID) -> QuerySet[Proposal]:
    person = User(pk=user)
    return _whole(Proposal.objects.visible_to(person).read_by(person), public_id)


@Worded
def partly_seen(user: int, public_id: uuid.UUID) -> QuerySet[Proposal]:
    return _whole(Proposal.objects.partly_visible_to(User(pk=user)), public_id)


@Worded
def seen_partners(
    user: int, public_id: uuid.UUID, number: int
) -> QuerySet[Partnership]:
    """Return a partner of a draft somebody sees, also a removed one."""
    visible = Proposal.objects.visible_to(User(pk=user))
    rows = Partnership.objects.filter(
        alliance__proposal__in=visible, alliance__public_id=public_id, number=number
    )
    parts = [f"alliance__{each}" for each in ALLIANCE_PARTS]
    return rows.select_related("country", "alliance__proposal", *parts).order_by()


@Worded
def linked_requests(digest: str) -> QuerySet[ConfirmationRequest]:
    """Return the question whose token has this digest."""
    found = ConfirmationRequest.objects.by_digest(digest).with_answer_before()
    return found.select_related(
        *("requested_by", "partnership__alliance__proposal__rulebook"),
        *(f"partnership__alliance__{each}" for each in ALLIANCE_PARTS),
    ).defer("partnership__alliance__proposal__rulebook__text")
