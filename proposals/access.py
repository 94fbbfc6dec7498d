"""The one way views obtain objects: what a person may not see does not exist (404)."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alliances.models import Partnership, User
from proposals.models import ApplicationPack, Proposal, Submission

Person = User | AnonymousUser

ALLIANCE_PARTS = ("call", "lot", "project_type", "coordinator")
"""What every page of an alliance shows, so that it never costs a second query."""


def get_proposal(user: Person, public_id: uuid.UUID) -> Proposal:
    """Return the proposal of an alliance with all it pins, in one query."""
    return get_object_or_404(
        _visible_to(user).select_related(
            "rulebook", *(f"alliance__{name}" for name in ALLIANCE_PARTS)
        ),
        alliance__public_id=public_id,
    )


def get_partnership(user: Person, public_id: uuid.UUID, number: int) -> Partnership:
    """Return a partner by its number, also a removed one: removing can be undone."""
    return get_object_or_404(
        Partnership.objects.filter(alliance__proposal__in=_visible_to(user))
        .select_related("country", "alliance__proposal")
        .select_related(*(f"alliance__{name}" for name in ALLIANCE_PARTS)),
        alliance__public_id=public_id,
        number=number,
    )


def get_submission(user: Person, number: str) -> Submission:
    """Return a submission by its number, with its proposal."""
    return get_object_or_404(
        Submission.objects.filter(proposal__in=_visible_to(user)).select_related(
            "call",
            "submitted_by",
            *(f"proposal__alliance__{n}" for n in ALLIANCE_PARTS),
        ),
        number=number,
    )


def get_pack(user: Person, pack_public_id: uuid.UUID) -> ApplicationPack:
    """Return a pack with its proposal."""
    return get_object_or_404(
        ApplicationPack.objects.filter(proposal__in=_visible_to(user)).select_related(
            "submission", *(f"proposal__alliance__{n}" for n in ALLIANCE_PARTS)
        ),
        public_id=pack_public_id,
    )


def _visible_to(user: Person) -> QuerySet[Proposal]:
    if not isinstance(user, User):
        return Proposal.objects.none()
    return Proposal.objects.visible_to(user)
