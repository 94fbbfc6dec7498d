"""Comments on questions: saying something, settling it, telling somebody."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.access import threads_heard
from proposals.enums import ActivityKind, MailKind
from proposals.errors import NotAllowed
from proposals.errors.answers import QuestionNotAsked
from proposals.errors.comments import (
    CommentEmpty,
    NotAReader,
    ThreadGone,
    TooManyMentions,
)
from proposals.files.counting import composed
from proposals.models import Comment, CommentThread, Mention, News, Proposal
from proposals.models.comments import MOST_CHARACTERS
from proposals.policies import NOT_OURS, Seat, seat_of
from proposals.selectors.form.readers import (
    asked_at,
    listeners_of,
    named_in,
    readers_of,
)
from proposals.services.activity import note_act
from proposals.services.answers import partnership_asked
from proposals.services.drafts import hold_draft
from proposals.services.news import queue_or_wait, spread

MOST_A_DAY = 50
"""Mails one person's comments may send within a day."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said; the same `request_key` twice is one comment."""

    text: str
    request_key: uuid.UUID
    mention: int | None = None
    """The key of whom it names besides those its text does; each gets a mail."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The answer that is talked about, and the seat of who talks."""

    proposal: Proposal
    section: str
    question: str
    partnership: Partnership | None
    seat: Seat

    @property
    def partner(self) -> int | None:
        return self.partnership.number if self.partnership else None

    def columns(self) -> dict[str, Any]:
        return {
            "proposal": self.proposal,
            "question": self.question,
            "partnership": self.partnership,
        }


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

    A reply to what is settled opens it again. Whoever is named, by the remark or by "@"
    and the whole name in its text, gets one mail, without a word of the proposal.
    Refuses with NotAllowed where the question is not seen, QuestionNotAsked,
    CommentEmpty, NotAReader, ThreadGone and TooManyMentions.
    """
    place = _place(proposal, question, partner, by)
    text = composed(remark.text).strip()
    if not 0 < len(text) <= MOST_CHARACTERS:
        raise CommentEmpty
    named = _named(place, text, remark.mention, by)
    said = Comment.objects.filter(request_key=remark.request_key, by=by)
    if (earlier := said.first()) is not None:
        return earlier.thread
    try:
        comment = Comment(text=text, by=by, request_key=remark.request_key)
        return _add(place, thread, comment, named)
    except IntegrityError:
        # The same click twice at once: the other one was faster.
        if (earlier := said.first()) is None:
            raise
        return earlier.thread


def _add(
    place: _Place, thread: int | None, comment: Comment, named: list[User]
) -> CommentThread:
    with transaction.atomic():
        draft = hold_draft(proposal=place.proposal)
        comment.thread = _thread(place, thread, comment.by)
        comment.save(force_insert=True)
        _note(draft, ActivityKind.COMMENTED, place, comment.by)
        if named:
            _require_room(comment.by, len(named))
        for each in named:
            letter = Mention.objects.create(
                comment=comment, person=each, email=each.email
            )
            queue_or_wait(letter=letter, news=[_named_news(place, letter)])
        spread(news=_heard_news(place, comment, named))
    return comment.thread


def _named_news(place: _Place, letter: Mention) -> News:
    return News(
        person=letter.person,
        proposal=place.proposal,
        kind=MailKind.MENTION,
        event=MailKind.MENTION,
        by=letter.comment.by,
    )


def _heard_news(place: _Place, comment: Comment, named: list[User]) -> list[News]:
    """Return the news to who writes this, or said something before, but the named."""
    told = {comment.by_id, *(each.pk for each in named)}
    heard = listeners_of(place.proposal, place.section, place.partner, comment.thread)
    return [
        News(
            person_id=key,
            proposal=place.proposal,
            kind=MailKind.COMMENTS,
            event=MailKind.COMMENTS,
            place=place.question,
            by=comment.by,
            happened_at=comment.said_at,
            source=f"comment:{comment.pk}",
        )
        for key in sorted(heard - told)
    ]


def _require_room(by: User, letters: int) -> None:
    # Locked, or two comments at once would each see room for one more.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    yesterday = timezone.now() - dt.timedelta(days=1)
    today = Mention.objects.filter(comment__by=by, comment__said_at__gt=yesterday)
    if today.count() + letters > MOST_A_DAY:
        raise TooManyMentions


def resolve_thread(
    *,
    proposal: Proposal,
    question: str,
    thread: int,
    by: User,
    partner: int | None = None,
) -> None:
    """Call a thread settled. Twice changes nothing; who was first stays.

    Refuses with NotAllowed for who does not answer the question, and ThreadGone.
    """
    place = _place(proposal, question, partner, by)
    row = _settled_by(place, thread, by)
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        open_ = CommentThread.objects.filter(pk=row.pk, resolved_at=None)
        if open_.update(resolved_at=timezone.now(), resolved_by=by):
            _note(draft, ActivityKind.COMMENTS_SETTLED, place, by)


def reopen_thread(
    *,
    proposal: Proposal,
    question: str,
    thread: int,
    by: User,
    partner: int | None = None,
) -> None:
    """Open a settled thread again. Twice changes nothing. Refuses as settling does."""
    place = _place(proposal, question, partner, by)
    row = _settled_by(place, thread, by)
    with transaction.atomic():
        draft = hold_draft(proposal=proposal)
        if _open(row):
            _note(draft, ActivityKind.COMMENTS_REOPENED, place, by)


def _note(draft: Proposal, kind: ActivityKind, place: _Place, by: User) -> None:
    """Say in the log who spoke about whose answer; what was said is no act."""
    number = place.partnership.number if place.partnership else None
    note_act(draft=draft, kind=kind, by=by, partner=number)


def _place(proposal: Proposal, question: str, partner: int | None, by: User) -> _Place:
    """Return where a comment goes, if this person sees the question."""
    found = asked_at(proposal, question)
    if found is None:
        raise QuestionNotAsked
    section, asked = found
    seat = seat_of(by, proposal)
    if not seat.reads(section.code, partner):
        raise NotAllowed(seat.answer(partner).reason or NOT_OURS.reason)
    partnership = partnership_asked(proposal=proposal, question=asked, partner=partner)
    return _Place(proposal, section.code, question, partnership, seat)


def _named(place: _Place, text: str, chosen: int | None, by: User) -> list[User]:
    """Return whom a remark names; choosing oneself names nobody."""
    readers = readers_of(
        place.proposal, place.section, place.partner, seat=place.seat, reader=by
    )
    keys = named_in(text, readers)
    if chosen not in {None, by.pk}:
        if chosen not in {each.key for each in readers}:
            raise NotAReader
        keys.add(chosen)
    return list(User.objects.filter(pk__in=keys).order_by("pk")) if keys else []


def _thread(place: _Place, key: int | None, by: User) -> CommentThread:
    if key is None:
        return CommentThread.objects.create(**place.columns())
    row = _found(place, key, by)
    _open(row)
    return row


def _found(place: _Place, key: int, by: User) -> CommentThread:
    heard = threads_heard(place.proposal, by, place.seat, place.partner)
    row = heard.filter(question=place.question, pk=key).first()
    if row is None:
        raise ThreadGone
    return row


def _settled_by(place: _Place, key: int, by: User) -> CommentThread:
    """Return a thread that this person sees and may settle."""
    row = _found(place, key, by)
    decision = place.seat.settles(place.partner)
    if not decision:
        raise NotAllowed(decision.reason)
    return row


def _open(row: CommentThread) -> int:
    """Open a thread again; return 0 where it was open."""
    settled = CommentThread.objects.filter(pk=row.pk, resolved_at__isnull=False)
    return settled.update(resolved_at=None, resolved_by=None)
