"""The one way views obtain objects: what a person may not see does not exist (404)."""

import uuid
from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from alliances.access import proven_addresses
from alliances.models import Partnership, User
from proposals.models import (
    ApplicationPack,
    Colleague,
    CommentThread,
    ConfirmationRequest,
    Milestone,
    MobilityLine,
    OccupationalProfile,
    PartnerSheet,
    Proposal,
    ProposalUpload,
    Result,
    Sandbox,
    SandboxPartner,
    Submission,
    Task,
    WorkPackage,
)
from proposals.models.confirmations import digest_of
from proposals.models.desks import read_desk
from proposals.models.seen import (
    ALLIANCE_PARTS,
    linked_requests,
    partly_seen,
    seen,
    seen_partners,
    seen_submissions,
)
from proposals.policies import Person, Seat, seat_at

PlanPart = TypeVar("PlanPart", Task, Result, Milestone)
Stored = TypeVar("Stored")
LARGEST_NUMBER = 2**31 - 1
"""Of a partner; an address may hold more than a database can be asked for."""


def get_proposal(user: Person, public_id: uuid.UUID) -> Proposal:
    """Return the proposal of an alliance with all it pins, in one query.

    It knows the role of `user` too, for `policies.is_offered_edits`.
    """
    if not isinstance(user, User):
        raise Http404
    return _found(seen.first(user.pk, public_id))


def get_form_proposal(user: Person, public_id: uuid.UUID) -> Proposal:
    """Return a proposal also to the contact of one of its partners, in one query.

    Only for pages that ask `policies.seat_of` what of the form a person sees.
    """
    if not isinstance(user, User):
        raise Http404
    return _found(partly_seen.first(user.pk, public_id))


def get_answering(user: Person, public_id: uuid.UUID) -> tuple[Proposal, Seat]:
    """Return a proposal as far as saving an answer needs it, and the seat of `user`.

    For who sees any of it, like `get_form_proposal`, at a small part of its cost:
    people save all the time. One query, two for the contact of a partner.
    """
    desk = read_desk(user.pk, public_id) if isinstance(user, User) else None
    if desk is None:
        raise Http404
    proposal, colleague = desk
    seat = seat_at(user, proposal, colleague)
    if seat is None:
        raise Http404
    return proposal, seat


def get_partnership(user: Person, public_id: uuid.UUID, number: int) -> Partnership:
    """Return a partner by its number, also a removed one: removing can be undone."""
    if not isinstance(user, User) or number > LARGEST_NUMBER:
        raise Http404
    return _found(seen_partners.first(user.pk, public_id, number))


def get_mobility_line(user: Person, public_id: uuid.UUID, number: int) -> MobilityLine:
    """Return a mobility line by its number, also a removed one: it can come back."""
    return get_object_or_404(
        MobilityLine.objects.filter(proposal__in=_visible_to(user)).select_related(
            "work_package",
            "partnership",
            *(f"proposal__alliance__{name}" for name in ALLIANCE_PARTS),
        ),
        proposal__alliance__public_id=public_id,
        number=number,
    )


def get_work_package(user: Person, public_id: uuid.UUID, number: int) -> WorkPackage:
    """Return a work package by its number, also a removed one: that can be undone."""
    return get_object_or_404(
        WorkPackage.objects.filter(proposal__in=_visible_to(user)).select_related(
            "lead", "proposal__alliance"
        ),
        proposal__alliance__public_id=public_id,
        number=number,
    )


def get_profile(user: Person, public_id: uuid.UUID, number: int) -> OccupationalProfile:
    """Return a profile by its number, also a removed one: that can be undone."""
    return get_object_or_404(
        OccupationalProfile.objects.filter(
            proposal__in=_visible_to(user)
        ).select_related("proposal__alliance"),
        proposal__alliance__public_id=public_id,
        number=number,
    )


def get_part(
    model: type[PlanPart],
    user: Person,
    public_id: uuid.UUID,
    place: tuple[int, int],
) -> PlanPart:
    """Return a task, result or milestone, also a removed one.

    `place` is the number of its work package, and its own there.
    """
    package, number = place
    rows: QuerySet[PlanPart] = model.objects.filter(
        work_package__proposal__in=_visible_to(user)
    ).select_related("work_package__proposal__alliance")
    return get_object_or_404(
        rows,
        work_package__proposal__alliance__public_id=public_id,
        work_package__number=package,
        number=number,
    )


def mobility_lines_of(proposal: Proposal) -> list[MobilityLine]:
    """Return all mobility lines of a draft that was obtained here, removed ones too."""
    return list(
        MobilityLine.objects.filter(proposal=proposal).select_related(
            "work_package", "partnership", "proposal__alliance"
        )
    )


def threads_heard(
    proposal: Proposal, user: User, seat: Seat, partner: int | None
) -> QuerySet[CommentThread]:
    """Return the threads `user` sees of a draft that was obtained here.

    Those on what is asked of `partner`, of the whole proposal where it is None. Whether
    the seat reads the question is for the caller to ask.
    """
    rows = CommentThread.objects.filter(proposal=proposal)
    if partner is None:
        rows = rows.filter(partnership=None)
    else:
        rows = rows.filter(partnership__number=partner)
    return rows if seat.hears(partner) else rows.addressed_to(user)


def get_submission(user: Person, number: str) -> Submission:
    """Return a submission by its number, with its proposal."""
    if not isinstance(user, User):
        raise Http404
    return _found(seen_submissions.first(user.pk, number))


def get_pack(user: Person, pack_public_id: uuid.UUID) -> ApplicationPack:
    """Return a pack with its proposal."""
    return get_object_or_404(
        ApplicationPack.objects.filter(proposal__in=_visible_to(user)).select_related(
            *("submission", "stopped_by"),
            *(f"proposal__alliance__{n}" for n in ALLIANCE_PARTS),
        ),
        public_id=pack_public_id,
    )


def get_sheet(user: Person, public_id: uuid.UUID) -> PartnerSheet:
    """Return a list this person uploaded, for a new alliance or one still visible."""
    visible = Q(target=None) | Q(target__in=_visible_to(user))
    return get_object_or_404(
        PartnerSheet.objects.filter(visible, uploaded_by=user.pk).select_related(
            "imported_into__alliance",
            *(f"target__alliance__{n}" for n in ALLIANCE_PARTS),
        ),
        public_id=public_id,
    )


def get_proposal_upload(user: Person, public_id: uuid.UUID) -> ProposalUpload:
    """Return a file this person uploaded, for a new draft or one still visible."""
    visible = Q(target=None) | Q(target__in=_visible_to(user))
    return get_object_or_404(
        ProposalUpload.objects.filter(visible, uploaded_by=user.pk)
        .select_related(
            *("target__rulebook", "target__form"),
            *(f"target__alliance__{name}" for name in ALLIANCE_PARTS),
        )
        .defer("target__form__text"),
        public_id=public_id,
    )


def get_sandbox(user: Person, proposal: Proposal) -> Sandbox | None:
    """Return what this person imagines of a draft they see, None where nothing is.

    Nobody else's: no address names a sandbox, so nobody can ask for another's. Also an
    expired one, as long as it is stored. Two queries.
    """
    partners = SandboxPartner.objects.select_related("partnership", "country")
    return (
        Sandbox.objects.filter(owner=user.pk, proposal=proposal)
        .filter(proposal__in=_visible_to(user))
        .select_related("project_type__lot__call")
        .prefetch_related(Prefetch("partners", partners))
        .first()
    )


def get_standing_request(
    user: Person, public_id: uuid.UUID, number: int
) -> ConfirmationRequest:
    """Return the newest question to a partner, unless it was taken back."""
    return get_object_or_404(
        ConfirmationRequest.objects.standing()
        .filter(partnership__alliance__proposal__in=_visible_to(user))
        .select_related("partnership__alliance__proposal"),
        partnership__alliance__public_id=public_id,
        partnership__number=number,
    )


def get_request_by_token(token: str) -> ConfirmationRequest:
    """Return the question behind a link: holding it is the permission."""
    return _found(linked_requests.first(digest_of(token)))


def get_colleague(user: Person, public_id: uuid.UUID, key: int) -> Colleague:
    """Return a colleague of a visible draft, also a removed one: that can be undone."""
    return get_object_or_404(
        Colleague.objects.filter(proposal__in=_visible_to(user)).select_related(
            "person", *(f"proposal__alliance__{n}" for n in ALLIANCE_PARTS)
        ),
        proposal__alliance__public_id=public_id,
        pk=key,
    )


def get_invitation(user: Person, key: int) -> Colleague:
    """Return an invitation to a proven address of `user`, also one that is over."""
    return get_object_or_404(
        Colleague.objects.filter(email__in=proven_addresses(user)).select_related(
            "invited_by", *(f"proposal__alliance__{n}" for n in ALLIANCE_PARTS)
        ),
        pk=key,
    )


def requests_to(user: Person) -> QuerySet[ConfirmationRequest]:
    """Return all that was ever asked at a proven address of `user`, newest first."""
    mine = ConfirmationRequest.objects.mailed_to(proven_addresses(user))
    return mine.select_related(*(f"partnership__alliance__{n}" for n in ALLIANCE_PARTS))


def get_own_request(user: Person, public_id: uuid.UUID) -> ConfirmationRequest:
    """Return a question that went to a proven address of `user`."""
    return get_object_or_404(requests_to(user), public_id=public_id)


def _found(row: Stored | None) -> Stored:
    """Return what was found; what was not does not exist for this person."""
    if row is None:
        raise Http404
    return row


def _visible_to(user: Person) -> QuerySet[Proposal]:
    if not isinstance(user, User):
        return Proposal.objects.none()
    return Proposal.objects.visible_to(user)
