"""Asking a partner's contact to confirm by link: anew, again, elsewhere, no more.

A request is asked by people with an account and answered by whoever holds its link.
Each is written under the lock that every writer of the draft takes.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership, User
from proposals.enums import ActivityKind, LetterState
from proposals.errors import (
    ConfirmedAlready,
    LinkClosed,
    NothingToConfirm,
    TriedJustNow,
)
from proposals.errors.letters import AddressErased, SameAddress
from proposals.models import ConfirmationRequest, Proposal
from proposals.services.activity import Act, Contact, note_acts
from proposals.services.dispatch import UNDELIVERED, queue_again, queue_letter
from proposals.services.drafts import lock_draft, note_change
from proposals.services.invitation_limits import require_within_limits

LONGEST_WAIT = dt.timedelta(days=30)
"""A link works so long, or until the deadline of the call where that is later."""

SAME_ACT = dt.timedelta(minutes=1)
"""Asking the same address again so soon is a second press of the same button."""

NO_CHOICE: Mapping[int, str] = {}
"""Of a language, where there is but one."""


def request_confirmation(
    *, partnership: Partnership, email: str, by: User, language: str = ""
) -> ConfirmationRequest:
    """Ask a partner's contact to confirm; the mail follows.

    Replaces an earlier request, whose link then says so. The same address within a
    minute is the same act: the request is returned as it is. Refuses with
    NothingToConfirm, ConfirmedAlready, TooManyRequests, AddressFull and DomainFull.
    """
    proposal = partnership.alliance.proposal
    (request,) = request_confirmations(
        proposal=proposal,
        addresses={partnership.number: email},
        by=by,
        languages={partnership.number: language},
    )
    return request


def request_confirmations(
    *,
    proposal: Proposal,
    addresses: Mapping[int, str],
    by: User,
    languages: Mapping[int, str] = NO_CHOICE,
) -> list[ConfirmationRequest]:
    """Ask several partners, by number, all or none; see `request_confirmation`.

    `languages` are those of mail and page, each of settings.LANGUAGES; without one it
    is the first.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        began = timezone.now()
        # Locked, or two drafts at once would each see room for one more.
        User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        rows = draft.alliance.partnerships.filter(number__in=addresses)
        requests = [
            _request(row, addresses[row.number], by, languages.get(row.number, ""))
            for row in rows
        ]
        if requests:
            require_within_limits(requests=requests, by=by)
            note_change(draft=draft)
            # A second press of the button asks nobody, so it leaves no row.
            new = [each for each in requests if each.requested_at >= began]
            note_acts(draft=draft, acts=[_asking(each, by) for each in new])
    return requests


def ask_anew(*, asked: ConfirmationRequest, by: User) -> ConfirmationRequest:
    """Ask a partner who confirmed once more: the answer no longer counts.

    For a partner who wants to change it. The mail goes where the last one went. Twice
    is one question; refuses like `request_confirmation`, with LinkClosed if another
    question stands by now. Where the address was erased the answer ends all the same,
    and AddressErased says that it has to be entered.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        request = ConfirmationRequest.objects.standing().filter(pk=asked.pk).first()
        if request is None:
            raise LinkClosed
        row = Partnership.objects.get(pk=asked.partnership_id)
        if request.email:
            if row.confirmation == Confirmation.CONFIRMED:
                set_confirmation(partnership=row, state=Confirmation.INVITED)
            # Inside: a refusal leaves the confirmation as it was.
            return request_confirmation(
                partnership=row, email=request.email, by=by, language=request.language
            )
        _take_back(draft, request, by)
    raise AddressErased


def send_again(*, asked: ConfirmationRequest, by: User) -> ConfirmationRequest:
    """Send the mail once more, with a new link; return the request that stands now.

    A mail that could not be sent is queued again. Refuses like `request_confirmation`,
    with LinkClosed if the request was revoked or answered in the meantime, and with
    TriedJustNow.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        row = ConfirmationRequest.objects.open().filter(pk=asked.pk).first()
        if row is None:
            raise LinkClosed
        if row.letter_state == LetterState.FAILED and row.expires_at > timezone.now():
            if not queue_again(failed=_only(row)):
                raise TriedJustNow
            note_acts(draft=draft, acts=[_asking(row, by, ActivityKind.SENT_AGAIN)])
            row.refresh_from_db()
            return row
        # Inside: an answer that came between would be replaced by a new question.
        return request_confirmation(
            partnership=asked.partnership,
            email=asked.email,
            by=by,
            language=asked.language,
        )


def reassign_request(
    *, asked: ConfirmationRequest, email: str, by: User
) -> ConfirmationRequest:
    """Ask at another address instead: the old link dies and says so.

    Both are kept, with who changed it. Refuses like `request_confirmation`, with
    LinkClosed if the request was revoked or answered in the meantime, and with
    SameAddress.
    """
    with transaction.atomic():
        lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        row = ConfirmationRequest.objects.open().filter(pk=asked.pk).first()
        if row is None:
            raise LinkClosed
        if row.email.casefold() == email.strip().casefold():
            raise SameAddress
        return request_confirmation(
            partnership=asked.partnership,
            email=email,
            by=by,
            language=asked.language,
        )


def revoke_request(*, asked: ConfirmationRequest, by: User) -> None:
    """Take a request back; its link then says so. Twice changes nothing.

    Refuses with LinkClosed if it was answered in the meantime: an answer stands.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        row = ConfirmationRequest.objects.get(pk=asked.pk)
        if row.answer:
            raise LinkClosed
        if row.revoked_at is None:
            _take_back(draft, row, by)


def set_confirmation(*, partnership: Partnership, state: Confirmation) -> None:
    """Note how far the answer has come; the partner's own version stays.

    A colleague with the partner's form open has changed nothing of the answer, and
    what they save ends a confirmation of something else all the same.
    """
    Partnership.objects.filter(pk=partnership.pk).update(confirmation=state)


def _request(
    row: Partnership, email: str, by: User, language: str
) -> ConfirmationRequest:
    """Return the standing request after asking; the draft is locked."""
    if row.removed_at or not row.is_asked:
        raise NothingToConfirm
    if row.confirmation == Confirmation.CONFIRMED:
        raise ConfirmedAlready
    now, address = timezone.now(), email.strip()
    same = row.confirmation_requests.open().filter(
        email=address, requested_at__gt=now - SAME_ACT
    )
    if earlier := same.exclude(letter_state__in=UNDELIVERED).first():
        return earlier
    ended = _revoke(row, by)
    request = ConfirmationRequest.objects.create(
        partnership=row,
        email=address,
        requested_by=by,
        language=language,
        expires_at=max(row.alliance.call.deadline, now + LONGEST_WAIT),
    )
    ConfirmationRequest.objects.filter(pk__in=ended).update(replaced_by=request)
    set_confirmation(partnership=row, state=Confirmation.INVITED)
    queue_letter(letter=request)
    return request


def _asking(
    asked: ConfirmationRequest, by: User, kind: ActivityKind = ActivityKind.ASKED
) -> Act:
    """Return what the log says of a request."""
    number, facts = asked.partnership.number, {"request": asked.pk}
    return Act(kind, by, partner=number, whom=Contact(asked.email), facts=facts)


def _only(asked: ConfirmationRequest) -> QuerySet[ConfirmationRequest]:
    return ConfirmationRequest.objects.filter(pk=asked.pk)


def _take_back(draft: Proposal, asked: ConfirmationRequest, by: User) -> None:
    """End a standing request without another in its place."""
    _revoke(asked.partnership, by)
    set_confirmation(partnership=asked.partnership, state=Confirmation.NOT_INVITED)
    note_change(draft=draft)
    note_acts(draft=draft, acts=[_asking(asked, by, ActivityKind.REVOKED)])


def _revoke(row: Partnership, by: User) -> list[int]:
    """End the standing request, answered or not, so that another can stand."""
    standing = row.confirmation_requests.standing()
    keys = list(standing.values_list("pk", flat=True))
    standing.update(revoked_at=timezone.now(), revoked_by=by)
    return keys
