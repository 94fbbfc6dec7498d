"""Saving answers: field by field, never over what a colleague saved."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.answers import QuestionNotAsked, TextEndless, VersionGone
from proposals.files.counting import MOST_CHARACTERS, composed
from proposals.files.form import ASKED, Per, Question, QuestionKind
from proposals.models import Answer, AnswerVersion, Proposal
from proposals.policies import can_answer
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
) -> Answer:
    """Save an answer and return it as it stands now.

    `version` is the one that was seen, 0 where nothing was answered; `partner` is the
    number of the partner it is asked of. No other field is locked or compared, so two
    people collide only in one field. The same reply twice, also with the version from
    before the first, is one save: a browser asks again when an answer got lost. Refuses
    with NotAllowed, QuestionNotAsked, TextEndless, and StaleVersion, whose `current` is
    the Answer that somebody else saved.
    """
    asked = _asked(proposal, question)
    _require_answering(by, proposal, asked, partner)
    text = composed(reply.text)
    if len(text) > MOST_CHARACTERS:
        raise TextEndless
    use = reply.use if asked.kind is QuestionKind.INSTRUMENT else ""
    place = _place(proposal, asked, partner)
    return _save(place, Reply(text, use), version, _Go(by))


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
    _require_answering(by, proposal, asked, partner)
    place = _place(proposal, asked, partner)
    earlier = AnswerVersion.objects.filter(
        answer__in=Answer.objects.filter(**place), version=restored
    ).first()
    if earlier is None:
        raise VersionGone
    reply = Reply(earlier.text, earlier.use)
    return _save(place, reply, version, _Go(by, is_new=True))


@dataclass(frozen=True, slots=True)
class _Go:
    """Who saves, and whether this begins a version of its own."""

    by: User
    is_new: bool = False


def _require_answering(
    by: User, proposal: Proposal, asked: Question, partner: int | None
) -> None:
    decision = can_answer(by, proposal, asked.code, partner)
    if not decision:
        raise NotAllowed(decision.reason)


def _place(
    proposal: Proposal, asked: Question, partner: int | None
) -> dict[str, object]:
    return {
        "proposal_id": proposal.pk,
        "question": asked.code,
        "partnership": partnership_asked(
            proposal=proposal, question=asked, partner=partner
        ),
    }


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


def _save(place: dict[str, object], reply: Reply, version: int, go: _Go) -> Answer:
    now, by = timezone.now(), go.by
    stated = {"text": reply.text, "use": reply.use, "changed_by": by, "changed_at": now}
    rows = Answer.objects.filter(**place)
    try:
        with transaction.atomic():
            if version:
                same = rows.filter(version=version)
                is_saved = bool(same.update(**stated, version=F("version") + 1))
            else:
                is_saved = Answer.objects.create(**place, **stated) is not None
            if is_saved:
                answer = rows.get()
                _remember(answer, go, now)
                return answer
    except IntegrityError:
        # Somebody answered first: whoever saw nothing has not seen this.
        if version or not rows.exists():
            raise
    return _settled(rows.get(), reply)


def _settled(answer: Answer, reply: Reply) -> Answer:
    """Return what stands if it says the same, else refuse with it."""
    if Reply(answer.text, answer.use) == reply:
        return answer
    raise StaleVersion(answer)


def _remember(answer: Answer, go: _Go, now: dt.datetime) -> None:
    """Keep the answer as a version, joined to the one of this go."""
    said = {"version": answer.version, "text": answer.text, "use": answer.use}
    last = AnswerVersion.objects.filter(answer=answer).first()
    is_ours = last is not None and last.by_id == go.by.pk and not go.is_new
    if last is not None and is_ours and now - last.started_at < ONE_GO:
        AnswerVersion.objects.filter(pk=last.pk).update(**said, saved_at=now)
        return
    AnswerVersion.objects.create(
        answer=answer, **said, by=go.by, started_at=now, saved_at=now
    )
