"""Colleagues: inviting people, saying what they do, joining, removing and leaving.

An invitation is matched with an account by its proven address alone, so nothing here
asks or tells whether an address has an account.
"""

from dataclasses import dataclass
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from alliances.access import proven_addresses
from alliances.models import Partnership, User
from proposals.enums import ActivityKind, ColleagueRole
from proposals.errors import (
    InvitationGone,
    NotAllowed,
    OwnAddress,
    StillCoordinator,
    TooManyColleagues,
    TriedJustNow,
)
from proposals.errors.colleagues import PartnerGone
from proposals.errors.letters import TooManyInvitations
from proposals.models import Colleague, Proposal
from proposals.policies import NOT_YOURS, can_coordinate
from proposals.services.activity import Contact, note_act
from proposals.services.caps import DAY, HOUR, Cap, Sent, require_room
from proposals.services.dispatch import queue_again, queue_letter
from proposals.services.drafts import hold_draft, lock_draft

MOST_COLLEAGUES = 20
PERSON = (Cap(20, DAY), Cap(10, HOUR))
"""Invitations one person may send, for all their drafts."""
ADDRESS = (Cap(3, DAY),)
"""Of these, to one address: inviting and removing must not fill a mailbox."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What a colleague is invited for; `partner` is a number, for a contact only."""

    role: ColleagueRole
    partner: int | None = None


EDITING = Duty(ColleagueRole.EDITOR)


def invite_colleague(
    *, proposal: Proposal, email: str, by: User, duty: Duty = EDITING
) -> Colleague:
    """Invite an address to edit or read a draft, or for a partner; its mail follows.

    Whoever is invited or has joined already is returned as they are, whatever the case
    of the letters; only a mail that could not be sent is tried again. Refuses with
    OwnAddress, PartnerGone, TooManyInvitations and TooManyColleagues.
    """
    address = email.strip().lower()
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        if address in _addresses_of(by):
            raise OwnAddress
        earlier = draft.colleagues.current().filter(email=address).first()
        if earlier is not None:
            return _sent_again(earlier)
        _require_room(draft, address, by)
        colleague = Colleague.objects.create(
            proposal=draft, email=address, invited_by=by, **_stated(draft, duty)
        )
        _note(draft, ActivityKind.INVITED, colleague, by, colleague.role)
        queue_letter(letter=colleague)
    return colleague


def send_invitation_again(*, colleague: Colleague, by: User) -> None:
    """Send an invitation once more that did not arrive.

    Refuses with NotAllowed, with InvitationGone if it was taken up, ended or erased,
    and with TriedJustNow.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=colleague.proposal, by=by, may=can_coordinate)
        waiting = Colleague.objects.current().filter(pk=colleague.pk, person=None)
        row = waiting.exclude(email="").first()
        if row is None:
            raise InvitationGone
        if not queue_again(failed=Colleague.objects.filter(pk=row.pk)):
            raise TriedJustNow
        _note(draft, ActivityKind.INVITED_AGAIN, row, by)


def change_duty(*, colleague: Colleague, duty: Duty, by: User) -> None:
    """Change what a colleague does in a draft, from the next request on.

    Twice changes nothing. What they wrote stays; sections of theirs that they may no
    longer write count as nobody's. Refuses with NotAllowed, PartnerGone, and with
    InvitationGone if they left or were removed.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=colleague.proposal, by=by, may=can_coordinate)
        stated = _stated(draft, duty)
        # As it stands under the lock: another tab may have changed it meanwhile.
        rows = Colleague.objects.current().select_related("person", "partnership")
        row = rows.filter(pk=colleague.pk).first()
        if row is None:
            raise InvitationGone
        if all(getattr(row, name) == value for name, value in stated.items()):
            return
        for name, value in stated.items():
            setattr(row, name, value)
        row.save(update_fields=list(stated))
        _note(draft, ActivityKind.DUTY_CHANGED, row, by, duty.role.value)


def join_proposal(*, colleague: Colleague, by: User) -> None:
    """Let the invited person edit the draft. Twice changes nothing.

    Refuses with InvitationGone if the invitation was taken back in the meantime.
    """
    _require_own(colleague, by)
    with transaction.atomic():
        draft = hold_draft(proposal=colleague.proposal)
        current = Colleague.objects.current().filter(pk=colleague.pk)
        joined = current.filter(person=None).update(person=by, joined_at=timezone.now())
        if joined:
            row = current.select_related("person", "partnership").get()
            _note(draft, ActivityKind.JOINED, row, by, row.role)
        elif not current.filter(person=by).exists():
            raise InvitationGone


def decline_invitation(*, colleague: Colleague, by: User) -> None:
    """Say no to an invitation. Twice changes nothing."""
    _require_own(colleague, by)
    with transaction.atomic():
        draft = hold_draft(proposal=colleague.proposal)
        if _end(colleague, by, person=None):
            _note(draft, ActivityKind.INVITATION_DECLINED, colleague, by)


def remove_colleague(*, colleague: Colleague, by: User) -> None:
    """Take the access or the invitation of a colleague back. Twice changes nothing."""
    with transaction.atomic():
        draft = lock_draft(proposal=colleague.proposal, by=by, may=can_coordinate)
        if _end(colleague, by):
            _note(draft, ActivityKind.COLLEAGUE_REMOVED, colleague, by)


def restore_colleague(*, colleague: Colleague, by: User) -> None:
    """Undo a removal. Twice changes nothing.

    Refuses with InvitationGone if the person left by themselves, was invited anew or
    was erased, and with TooManyColleagues.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=colleague.proposal, by=by, may=can_coordinate)
        row = Colleague.objects.get(pk=colleague.pk)
        if row.ended_at is None:
            return
        # Invited anew since, and perhaps said no: that is the later word.
        again = draft.colleagues.filter(email=row.email, pk__gt=row.pk)
        if not row.email or row.ended_by_id != by.pk or again.exists():
            raise InvitationGone
        _require_place(draft)
        Colleague.objects.filter(pk=row.pk).update(ended_at=None, ended_by=None)
        _note(draft, ActivityKind.COLLEAGUE_RESTORED, row, by)


def leave_proposal(*, proposal: Proposal, by: User) -> None:
    """Give one's access up; only a new invitation brings it back.

    Twice changes nothing. Refuses with StillCoordinator.
    """
    if can_coordinate(by, proposal):
        raise StillCoordinator
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        rows = Colleague.objects.current().filter(proposal=proposal, person=by)
        if rows.update(ended_at=timezone.now(), ended_by=by):
            note_act(draft=draft, kind=ActivityKind.LEFT, by=by)


def _stated(draft: Proposal, duty: Duty) -> dict[str, object]:
    if duty.role != ColleagueRole.CONTACT:
        return {"role": duty.role, "partnership": None}
    taking_part = Partnership.objects.taking_part().filter(alliance=draft.alliance_id)
    partnership = taking_part.filter(number=duty.partner or 0).first()
    if partnership is None:
        raise PartnerGone
    return {"role": duty.role, "partnership": partnership}


def _addresses_of(user: User) -> set[str]:
    own = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(each.lower() for each in own)}


def _sent_again(colleague: Colleague) -> Colleague:
    failed = Colleague.objects.filter(pk=colleague.pk, joined_at=None)
    queue_again(failed=failed)
    return colleague


def _require_room(draft: Proposal, address: str, by: User) -> None:
    _require_place(draft)
    # Locked, or invitations for two drafts at once would each see room for one more.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    now = timezone.now()
    rows = Colleague.objects.filter(invited_by=by, invited_at__gt=now - DAY)
    sent = [Sent(email, at) for email, at in rows.values_list("email", "invited_at")]
    to_one = [each for each in sent if each.email == address]
    room = partial(require_room, wanted=1, now=now, refuse=TooManyInvitations)
    room(sent=sent, caps=PERSON)
    room(sent=to_one, caps=ADDRESS)


def _require_place(draft: Proposal) -> None:
    if draft.colleagues.current().count() >= MOST_COLLEAGUES:
        raise TooManyColleagues


def _require_own(colleague: Colleague, by: User) -> None:
    if colleague.email not in set(proven_addresses(by)):
        raise NotAllowed(NOT_YOURS.reason)


def _end(colleague: Colleague, by: User, **only: None) -> bool:
    """End a current row; the condition stands in the UPDATE, so one of two wins."""
    current = Colleague.objects.current().filter(pk=colleague.pk, **only)
    return bool(current.update(ended_at=timezone.now(), ended_by=by))


def _partner(colleague: Colleague) -> int | None:
    return colleague.partnership.number if colleague.partnership else None


def _note(
    draft: Proposal, kind: ActivityKind, colleague: Colleague, by: User, role: str = ""
) -> None:
    """Note an act around a colleague; one who acts alone is not named a second time."""
    whom = colleague.person or Contact(colleague.email)
    is_own = by.email.lower() == colleague.email.lower() or whom == by
    note_act(
        draft=draft,
        kind=kind,
        by=by,
        partner=_partner(colleague),
        whom=None if is_own else whom,
        facts={"role": role} if role else {},
    )
