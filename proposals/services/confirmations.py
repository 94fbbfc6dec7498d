"""Confirmations: asking a partner's contact by link, and taking the answer.

A request is asked by people with an account and answered by whoever holds its link.
Each answer is given once, under the lock that every writer of the draft takes.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership, User
from proposals import outbox
from proposals.enums import LetterState, PartnerAnswer
from proposals.errors import (
    AddressFull,
    ConfirmedAlready,
    LinkClosed,
    NothingToConfirm,
    StatementChanged,
    TooManyRequests,
    TriedJustNow,
)
from proposals.models import ConfirmationRequest, Proposal
from proposals.services.drafts import hold_draft, lock_draft, note_change
from proposals.services.letters import CONFIRMATION, queue_again
from proposals.snapshots.covered import applicant_of, covered_by

DAY = dt.timedelta(days=1)
LONGEST_WAIT = dt.timedelta(days=30)
"""A link works so long, or until the deadline of the call where that is later."""

MOST_A_DAY = 300
"""Requests one person may send within a day: the partners of the largest alliance."""
MOST_TO_ONE = 10
"""Of all people's requests, those one address gets within a day.

Two people at the very same moment may pass it by one.
"""
MOST_BY_ONE = 5
"""Of these, one person's: nobody can fill an address for everybody else."""
SAME_ACT = dt.timedelta(minutes=1)
"""Asking the same address again so soon is a second press of the same button."""


def request_confirmation(
    *, partnership: Partnership, email: str, by: User
) -> ConfirmationRequest:
    """Ask a partner's contact to confirm; the mail follows.

    Replaces an earlier request, whose link then says so. The same address within a
    minute is the same act: the request is returned as it is. Refuses with
    NothingToConfirm, ConfirmedAlready, TooManyRequests and AddressFull.
    """
    proposal = partnership.alliance.proposal
    (request,) = request_confirmations(
        proposal=proposal, addresses={partnership.number: email}, by=by
    )
    return request


def request_confirmations(
    *, proposal: Proposal, addresses: Mapping[int, str], by: User
) -> list[ConfirmationRequest]:
    """Ask several partners, by number, all or none; see `request_confirmation`."""
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        # Locked, or two drafts at once would each see room for one more.
        User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        rows = draft.alliance.partnerships.filter(number__in=addresses)
        requests = [_request(row, addresses[row.number], by) for row in rows]
        if requests:
            _require_within_limits(requests, by)
            note_change(draft=draft)
    return requests


def ask_anew(*, asked: ConfirmationRequest, by: User) -> ConfirmationRequest:
    """Ask a partner who confirmed once more: the answer no longer counts.

    For a partner who wants to change it. The mail goes where the last one went. Twice
    is one question; refuses like `request_confirmation`, with LinkClosed if another
    question stands by now.
    """
    with transaction.atomic():
        lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        standing = ConfirmationRequest.objects.standing()
        if not standing.filter(pk=asked.pk).exists():
            raise LinkClosed
        row = Partnership.objects.get(pk=asked.partnership_id)
        if row.confirmation == Confirmation.CONFIRMED:
            _set(row, Confirmation.INVITED)
        # Inside: a refusal leaves the confirmation as it was.
        return request_confirmation(partnership=row, email=asked.email, by=by)


def send_again(*, asked: ConfirmationRequest, by: User) -> ConfirmationRequest:
    """Send the mail once more, with a new link; return the request that stands now.

    A mail that could not be sent is queued again. Refuses like `request_confirmation`,
    with LinkClosed if the request was revoked or answered in the meantime, and with
    TriedJustNow.
    """
    with transaction.atomic():
        lock_draft(proposal=asked.partnership.alliance.proposal, by=by)
        row = ConfirmationRequest.objects.open().filter(pk=asked.pk).first()
        if row is None:
            raise LinkClosed
        if row.letter_state == LetterState.FAILED and row.expires_at > timezone.now():
            if not queue_again(kind=CONFIRMATION, failed=_only(row)):
                raise TriedJustNow
            row.refresh_from_db()
            return row
    return request_confirmation(partnership=asked.partnership, email=asked.email, by=by)


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
            _revoke(row.partnership)
            _set(row.partnership, Confirmation.NOT_INVITED)
            note_change(draft=draft)


def confirm_participation(
    *, token: str, name: str, function: str, seen_digest: str
) -> ConfirmationRequest:
    """Record that a partner takes part, as the page said it does.

    Refuses with LinkClosed for a link that is unknown, expired, replaced or answered,
    and with StatementChanged, recording nothing, if what would be confirmed is not
    what `seen_digest` stands for. Twice is refused the second time.
    """
    with transaction.atomic():
        request, draft = _held(token)
        partnership = request.partnership
        applicant = applicant_of(draft.alliance)
        covered = covered_by(partnership, applicant=applicant).digest
        if covered != seen_digest:
            raise StatementChanged
        _answer(
            request,
            PartnerAnswer.CONFIRMED,
            answered_name=name,
            answered_function=function,
            covered_digest=covered,
        )
        _set(partnership, Confirmation.CONFIRMED)
        note_change(draft=draft)
    request.refresh_from_db()
    return request


def decline_participation(
    *, token: str, name: str, function: str, reason: str
) -> ConfirmationRequest:
    """Record that a partner takes no part; it counts no more. Refuses with LinkClosed.

    What the page showed may have changed: a no is a no to either.
    """
    with transaction.atomic():
        request, draft = _held(token)
        _answer(
            request,
            PartnerAnswer.DECLINED,
            answered_name=name,
            answered_function=function,
            reason=reason,
        )
        _set(request.partnership, Confirmation.DECLINED)
        note_change(draft=draft)
    request.refresh_from_db()
    return request


def _request(row: Partnership, email: str, by: User) -> ConfirmationRequest:
    """Return the standing request after asking; the draft is locked."""
    if row.removed_at or not row.is_asked:
        raise NothingToConfirm
    if row.confirmation == Confirmation.CONFIRMED:
        raise ConfirmedAlready
    now, address = timezone.now(), email.strip()
    same = row.confirmation_requests.open().filter(
        email=address, requested_at__gt=now - SAME_ACT
    )
    if earlier := same.exclude(letter_state=LetterState.FAILED).first():
        return earlier
    _revoke(row)
    request = ConfirmationRequest.objects.create(
        partnership=row,
        email=address,
        requested_by=by,
        expires_at=max(row.alliance.call.deadline, now + LONGEST_WAIT),
    )
    _set(row, Confirmation.INVITED)
    outbox.add(CONFIRMATION, str(request.pk))
    return request


def _require_within_limits(requests: list[ConfirmationRequest], by: User) -> None:
    """Refuse what goes beyond the limits, after the fact: nothing is committed yet."""
    today = ConfirmationRequest.objects.filter(requested_at__gt=timezone.now() - DAY)
    if today.filter(requested_by=by).count() > MOST_A_DAY:
        raise TooManyRequests
    for email in sorted({each.email for each in requests}):
        to_one = today.filter(email__iexact=email)
        mine = to_one.filter(requested_by=by)
        if to_one.count() > MOST_TO_ONE or mine.count() > MOST_BY_ONE:
            raise AddressFull(email)


def _only(asked: ConfirmationRequest) -> QuerySet[ConfirmationRequest]:
    return ConfirmationRequest.objects.filter(pk=asked.pk)


def _held(token: str) -> tuple[ConfirmationRequest, Proposal]:
    """Return the request of a link as it is under the lock of its draft."""
    found = ConfirmationRequest.objects.by_token(token)
    request = found.select_related("partnership__alliance__proposal").first()
    if request is None:
        raise LinkClosed
    draft = hold_draft(proposal=request.partnership.alliance.proposal)
    # Read anew: the rows were read before we waited for the lock.
    partnership = Partnership.objects.select_related("alliance").get(
        pk=request.partnership_id
    )
    request.partnership = partnership
    if partnership.removed_at or not partnership.is_asked:
        raise LinkClosed
    return request, draft


def _answer(asked: ConfirmationRequest, answer: PartnerAnswer, **given: str) -> None:
    """Record the one answer of a link: the conditions stand in the UPDATE itself."""
    now = timezone.now()
    open_link = ConfirmationRequest.objects.open().filter(
        pk=asked.pk, token_digest=asked.token_digest, expires_at__gt=now
    )
    if not open_link.update(answer=answer, answered_at=now, **given):
        raise LinkClosed


def _revoke(row: Partnership) -> None:
    """End the standing request, answered or not, so that another can stand."""
    row.confirmation_requests.standing().update(revoked_at=timezone.now())


def _set(row: Partnership, confirmation: Confirmation) -> None:
    """Note how far the answer has come; the partner's own version stays.

    A colleague with the partner's form open has changed nothing of the answer, and
    what they save ends a confirmation of something else all the same.
    """
    Partnership.objects.filter(pk=row.pk).update(confirmation=confirmation)
