"""Saving answers: field by field, never over what a colleague saved."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.answers import QuestionNotAsked, TextEndless, VersionGone
from proposals.files.counting import MOST_CHARACTERS, composed
from proposals.files.form import ASKED, Per, Question, QuestionKind
from proposals.models import Answer, AnswerVersion, Proposal
from proposals.models.answers import Place, Said, answer_of
from proposals.policies import Seat, seat_of
from proposals.services.last_change import note_last_change
from proposals.snapshots import form_of

ONE_GO = dt.timedelta(minutes=10)
"""Saves of one person within this time of the first are one version of the history."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a question; `use` only for an instrument, else empty."""

    text: str
    use: str = ""


def save_answer(
    *,
    proposal: Proposal,
    question: str,
    reply: Reply,
    version: int,
    by: User,
    partner: int | None = None,
    seat: Seat | None = None,
) -> Answer:
    """Save an answer and return it as it stands now.

    `version` is the one that was seen, 0 where nothing was answered; `partner` is the
    number of the partner it is asked of; `seat` is how `by` takes part in the draft, if
    that was read already. No other field is locked or compared, so two
    people collide only in one field. The same reply twice, also with the version from
    before the first, is one save: a browser asks again when an answer got lost. Refuses
    with NotAllowed, QuestionNotAsked, TextEndless, and StaleVersion, whose `current` is
    the Answer that somebody else saved.
    """
    asked = _asked(proposal, question)
    _require_answering(seat or seat_of(by, proposal), partner)
    text = composed(reply.text)
    if len(text) > MOST_CHARACTERS:
        raise TextEndless
    use = reply.use if asked.kind is QuestionKind.INSTRUMENT else ""
    place = _place(proposal, asked, partner)
    return _save(place, Reply(text, use), version, _Go(by, proposal))


def restore_answer(
    *,
    proposal: Proposal,
    question: str,
    restored: int,
    version: int,
    by: User,
    partner: int | None = None,
) -> Answer:
    """Bring an earlier version of an answer back, and return the answer.

    An ordinary save of that text, `version` being the one that was seen; it is always
    a version of its own, so what it takes the place of stays in the history. Refuses
    like `save_answer`, and with VersionGone where there is no version `restored`.
    """
    asked = _asked(proposal, question)
    _require_answering(seat_of(by, proposal), partner)
    place = _place(proposal, asked, partner)
    earlier = AnswerVersion.objects.filter(
        answer__in=Answer.objects.at(place), version=restored
    ).first()
    if earlier is None:
        raise VersionGone
    reply = Reply(earlier.text, earlier.use)
    return _save(place, reply, version, _Go(by, proposal, is_new=True))


@dataclass(frozen=True, slots=True)
class _Go:
    """Who saves in which draft, and whether this begins a version of its own."""

    by: User
    draft: Proposal
    is_new: bool = False


def _require_answering(seat: Seat, partner: int | None) -> None:
    decision = seat.answer(partner)
    if not decision:
        raise NotAllowed(decision.reason)


def _place(proposal: Proposal, asked: Question, partner: int | None) -> Place:
    row = partnership_asked(proposal=proposal, question=asked, partner=partner)
    return Place(proposal.pk, asked.code, row)


def _asked(proposal: Proposal, code: str) -> Question:
    form = form_of(proposal)
    lot = proposal.alliance.lot.code
    question = None if form is None else form.question(code, lot=lot)
    if question is None:
        raise QuestionNotAsked
    return question


def partnership_asked(
    *, proposal: Proposal, question: Question, partner: int | None
) -> Partnership | None:
    """Return the partner a question is asked of, None where it is asked once."""
    if (partner is None) is not (question.per is Per.PROPOSAL):
        raise QuestionNotAsked
    if partner is None:
        return None
    rows = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    row = rows.filter(number=partner, role__in=ASKED[question.per]).first()
    if row is None:
        raise QuestionNotAsked
    return row


def _save(place: Place, reply: Reply, version: int, go: _Go) -> Answer:
    said = Said(reply.text, reply.use, go.by, timezone.now())
    try:
        with transaction.atomic():
            answer = _written(place, version, said)
            if answer is not None:
                _remember(answer, said, go)
                note_last_change(draft=go.draft, at=said.at)
                return answer
    except IntegrityError:
        # Somebody answered first: whoever saw nothing has not seen this.
        if version or not Answer.objects.at(place).exists():
            raise
    return _settled(Answer.objects.at(place).get(), reply)


def _written(place: Place, version: int, said: Said) -> Answer | None:
    """Return the answer as it was written, None where another version stands."""
    if version:
        return Answer.objects.overwrite(place, version, said)
    first = answer_of(place, 1, said)
    first.save(force_insert=True)
    return first


def _settled(answer: Answer, reply: Reply) -> Answer:
    """Return what stands if it says the same, else refuse with it."""
    if Reply(answer.text, answer.use) == reply:
        return answer
    raise StaleVersion(answer)


def _remember(answer: Answer, said: Said, go: _Go) -> None:
    """Keep the answer as a version, joined to the one of this go.

    The version of a go is that of its last save, and the answer, which this transaction
    has just written, keeps everybody else away from it.
    """
    history = AnswerVersion.objects.all()
    if not go.is_new and history.carry_on(answer, said, said.at - ONE_GO):
        return
    AnswerVersion.objects.create(
        answer=answer,
        version=answer.version,
        text=said.text,
        use=said.use,
        by=said.by,
        started_at=said.at,
        saved_at=said.at,
    )
