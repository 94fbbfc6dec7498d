"""Comments on questions: saying something, settling it, telling somebody."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.models import User
from proposals import outbox
from proposals.errors import NotAllowed
from proposals.errors.answers import QuestionNotAsked
from proposals.errors.comments import (
    CommentEmpty,
    NotAReader,
    ThreadGone,
    TooManyMentions,
)
from proposals.files.counting import composed
from proposals.models import Comment, CommentThread, Mention, Proposal
from proposals.models.comments import MOST_CHARACTERS
from proposals.policies import NOT_OURS, seat_of
from proposals.selectors.readers import asked_at, readers_of
from proposals.services.answers import partnership_asked
from proposals.services.letters import MENTION

MOST_A_DAY = 50
"""Mails one person's comments may send within a day."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said; the same `request_key` twice is one comment."""

    text: str
    request_key: uuid.UUID
    mention: int | None = None
    """The key of whom it names, who gets a mail."""


def add_comment(
    *,
    proposal: Proposal,
    question: str,
    remark: Remark,
    by: User,
    partner: int | None = None,
    thread: int | None = None,
) -> CommentThread:
    """Say something about an answer, in a thread of its own or in reply.

    A reply to what is settled opens it again. Whoever is named gets one mail, without a
    word of the proposal. Refuses with NotAllowed where the question is not seen,
    QuestionNotAsked, CommentEmpty, NotAReader, ThreadGone and TooManyMentions.
    """
    place = _place(proposal, question, partner, by)
    text = composed(remark.text).strip()
    if not 0 < len(text) <= MOST_CHARACTERS:
        raise CommentEmpty
    named = _named(proposal, question, partner, remark.mention)
    said = Comment.objects.filter(request_key=remark.request_key, by=by)
    if (earlier := said.first()) is not None:
        return earlier.thread
    try:
        return _add(place, thread, Comment(text=text, by=by), remark, named)
    except IntegrityError:
        # The same click twice at once: the other one was faster.
        if (earlier := said.first()) is None:
            raise
        return earlier.thread


def _add(
    place: dict[str, object],
    thread: int | None,
    comment: Comment,
    remark: Remark,
    named: User | None,
) -> CommentThread:
    with transaction.atomic():
        row = _thread(place, thread)
        comment.thread, comment.request_key = row, remark.request_key
        comment.save(force_insert=True)
        if named is not None and named.pk != comment.by_id:
            _require_room(comment.by)
            letter = Mention.objects.create(
                comment=comment, person=named, email=named.email
            )
            outbox.add(MENTION, str(letter.pk))
    return row


def _require_room(by: User) -> None:
    # Locked, or two comments at once would each see room for one more.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    yesterday = timezone.now() - dt.timedelta(days=1)
    today = Mention.objects.filter(comment__by=by, comment__said_at__gt=yesterday)
    if today.count() >= MOST_A_DAY:
        raise TooManyMentions


def resolve_thread(
    *,
    proposal: Proposal,
    question: str,
    thread: int,
    by: User,
    partner: int | None = None,
) -> None:
    """Call a thread settled. Twice changes nothing; who was first stays."""
    row = _found(_place(proposal, question, partner, by), thread)
    CommentThread.objects.filter(pk=row.pk, resolved_at=None).update(
        resolved_at=timezone.now(), resolved_by=by
    )


def reopen_thread(
    *,
    proposal: Proposal,
    question: str,
    thread: int,
    by: User,
    partner: int | None = None,
) -> None:
    """Open a settled thread again. Twice changes nothing."""
    row = _found(_place(proposal, question, partner, by), thread)
    _open(row)


def _place(
    proposal: Proposal, question: str, partner: int | None, by: User
) -> dict[str, object]:
    """Return where a comment goes, if this person sees the question."""
    found = asked_at(proposal, question)
    if found is None:
        raise QuestionNotAsked
    section, asked = found
    seat = seat_of(by, proposal)
    if not seat.reads(section.code, partner):
        raise NotAllowed(seat.answer(partner).reason or NOT_OURS.reason)
    return {
        "proposal": proposal,
        "question": question,
        "partnership": partnership_asked(
            proposal=proposal, question=asked, partner=partner
        ),
    }


def _named(
    proposal: Proposal, question: str, partner: int | None, key: int | None
) -> User | None:
    found = asked_at(proposal, question)
    if key is None or found is None:
        return None
    readers = readers_of(proposal, found[0].code, partner)
    if key not in {each.key for each in readers}:
        raise NotAReader
    return User.objects.get(pk=key)


def _thread(place: dict[str, object], key: int | None) -> CommentThread:
    if key is None:
        return CommentThread.objects.create(**place)
    row = _found(place, key)
    _open(row)
    return row


def _found(place: dict[str, object], key: int) -> CommentThread:
    row = CommentThread.objects.filter(**place, pk=key).first()
    if row is None:
        raise ThreadGone
    return row


def _open(row: CommentThread) -> None:
    CommentThread.objects.filter(pk=row.pk).update(resolved_at=None, resolved_by=None)
