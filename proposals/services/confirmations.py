"""Confirmations: taking the answer of a partner's contact.

Each answer is given once, under the lock that every writer of the draft takes.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership
from alliances.worded import Worded
from proposals.enums import ActivityKind, ChangedField, PartnerAnswer
from proposals.errors import LinkClosed, StatementChanged
from proposals.models import AnswerCopy, ConfirmationRequest, Proposal
from proposals.models.confirmations import digest_of
from proposals.selectors.asking.change_choices import stated_fields
from proposals.services.activity import Contact, Fact, note_act
from proposals.services.confirmation_requests import set_confirmation
from proposals.services.dispatch import queue_letter
from proposals.services.drafts import hold_draft, note_change
from proposals.snapshots.statements import statements_of


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
        statements = statements_of(draft)
        covered = statements.of(partnership)
        if covered.digest != seen_digest:
            raise StatementChanged
        _answer(
            request,
            PartnerAnswer.CONFIRMED,
            answered_name=name,
            answered_function=function,
            covered_digest=covered.digest,
            covered_text=covered.text,
        )
        # Who takes part already takes on by a yes what it took on before.
        stated = statements if partnership.takes_part else None
        set_confirmation(partnership=partnership, state=Confirmation.CONFIRMED)
        note_change(draft=draft, stated=stated)
        _note(draft, ActivityKind.CONFIRMED, request, {"covered": covered.digest})
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
        set_confirmation(partnership=request.partnership, state=Confirmation.DECLINED)
        note_change(draft=draft)
        _note(draft, ActivityKind.DECLINED, request)
    request.refresh_from_db()
    return request


def ask_for_change(
    *,
    token: str,
    name: str,
    function: str,
    proposed: Mapping[ChangedField, str],
    words: str,
) -> ConfirmationRequest:
    """Record what a partner would have otherwise before it confirms.

    Nothing of the draft changes: the partner counts as invited until somebody decides
    and asks again. What stands already is no change. Refuses with LinkClosed, and with
    StatementChanged, recording nothing, if everything proposed stands by now.
    """
    with transaction.atomic():
        request, draft = _held(token)
        stated = stated_fields(request.partnership)
        changes = {
            each: value for each, value in proposed.items() if value != stated[each]
        }
        if words:
            changes[ChangedField.WORDS] = words
        if not changes:
            raise StatementChanged
        _answer(
            request,
            PartnerAnswer.CHANGE,
            answered_name=name,
            answered_function=function,
        )
        for field, value in changes.items():
            request.changes.create(
                field=field, stated=stated.get(field, ""), proposed=value
            )
        set_confirmation(partnership=request.partnership, state=Confirmation.INVITED)
        note_change(draft=draft)
        told = {"fields": [each.value for each in changes]}
        _note(draft, ActivityKind.CHANGE_ASKED, request, told)
    request.refresh_from_db()
    return request


def disown_organisation(*, token: str, name: str) -> ConfirmationRequest:
    """Record that an address is not the organisation's: nobody there can answer.

    The partner counts as not invited, and the link says nothing more of the draft.
    `name` may be empty: a stranger owes none. Refuses with LinkClosed.
    """
    with transaction.atomic():
        request, draft = _held(token)
        _answer(request, PartnerAnswer.NOT_OURS, answered_name=name)
        partnership = request.partnership
        set_confirmation(partnership=partnership, state=Confirmation.NOT_INVITED)
        note_change(draft=draft)
        _note(draft, ActivityKind.NOT_OURS, request)
    request.refresh_from_db()
    return request


def _note(
    draft: Proposal,
    kind: ActivityKind,
    asked: ConfirmationRequest,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    number, told = asked.partnership.number, {"request": asked.pk, **(facts or {})}
    by = Contact(asked.email, asked.answered_name)
    note_act(draft=draft, kind=kind, by=by, partner=number, facts=told)


def _held(token: str) -> tuple[ConfirmationRequest, Proposal]:
    """Return the request of a link as it is under the lock of its draft."""
    request = _by_digest.first(digest_of(token))
    if request is None:
        raise LinkClosed
    draft = hold_draft(proposal=request.partnership.alliance.proposal)
    # Read anew: the rows were read before we waited for the lock.
    partnership = _partner.first(request.partnership_id)
    if partnership is None:
        raise LinkClosed
    request.partnership = partnership
    if partnership.removed_at or not partnership.is_asked:
        raise LinkClosed
    return request, draft


@Worded
def _by_digest(digest: str) -> QuerySet[ConfirmationRequest]:
    found = ConfirmationRequest.objects.by_digest(digest).order_by()
    return found.select_related("partnership__alliance__proposal")


@Worded
def _partner(key: int) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk=key).select_related("alliance").order_by()


def _answer(asked: ConfirmationRequest, answer: PartnerAnswer, **given: str) -> None:
    """Record the one answer of a link: the conditions stand in the UPDATE itself."""
    now = timezone.now()
    open_link = ConfirmationRequest.objects.open().filter(
        pk=asked.pk, token_digest=asked.token_digest, expires_at__gt=now
    )
    if not open_link.update(answer=answer, answered_at=now, **given):
        raise LinkClosed
    asked.answered_name = given.get("answered_name", "")
    if answer != PartnerAnswer.NOT_OURS:
        copy = AnswerCopy.objects.create(request=asked, email=asked.email)
        queue_letter(letter=copy)
