"""What happened with the questions to one partner, step by step."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import short_moment_words
from eligibility.words import BRUSSELS
from proposals.enums import LetterState, MailProblem, PartnerAnswer
from proposals.models import ConfirmationRequest

Moment = tuple[dt.datetime, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    when: str
    """Day and time in Brussels: "20 Jan 2026, 14:02"."""
    iso: str
    """The same for programs."""
    text: str


def steps_of(
    asked: Sequence[ConfirmationRequest], *, now: dt.datetime
) -> tuple[Step, ...]:
    """Return the steps of all requests to a partner, the newest request first.

    Loaded with who asked and who revoked. Steps come in the order of time.
    """
    # Nothing came of a question before it was asked, whatever rows were copied in.
    moments = [
        (max(moment, request.requested_at), text)
        for request in reversed(asked)
        for moment, text in _steps(request, now)
    ]
    return tuple(
        Step(when=_when(moment), iso=moment.isoformat(), text=text)
        for moment, text in sorted(moments, key=lambda each: each[0])
    )


def _steps(request: ConfirmationRequest, now: dt.datetime) -> Iterator[Moment]:
    """Yield what one request left behind, in the order it can have happened."""
    about = {
        "person": str(request.requested_by),
        "ended_by": str(request.revoked_by or _("somebody")),
        "email": request.email,
        "answered_by": ", ".join(
            filter(None, [request.answered_name, request.answered_function])
        ),
    }
    yield request.requested_at, _("%(person)s asked %(email)s") % about
    yield from _of_the_mail(request)
    if request.answered_at:
        yield request.answered_at, _answered(request) % about
    elif request.expires_at <= min(now, request.revoked_at or now):
        yield request.expires_at, _("The link expired")
    if request.revoked_at:
        yield request.revoked_at, _ended(request) % about


def _of_the_mail(request: ConfirmationRequest) -> Iterator[Moment]:
    if request.mailed_at:
        yield request.mailed_at, _("Mail sent")
    elif request.letter_state == LetterState.FAILED:
        yield request.claimed_at or request.queued_at, _("The mail could not be sent")
    if request.problem and request.problem_at:
        why = {"why": request.get_problem_display()}
        is_delay = request.problem == MailProblem.DELAYED
        words = _("Delayed: %(why)s") if is_delay else _("Came back: %(why)s")
        yield request.problem_at, words % why


def _answered(request: ConfirmationRequest) -> str:
    return {
        PartnerAnswer.CONFIRMED: _("%(answered_by)s confirmed"),
        PartnerAnswer.DECLINED: _("%(answered_by)s declined"),
        PartnerAnswer.CHANGE: _("%(answered_by)s asked for a change"),
        PartnerAnswer.NOT_OURS: _("%(email)s said: not our organisation"),
    }[PartnerAnswer(request.answer)]


def _ended(request: ConfirmationRequest) -> str:
    if request.replaced_by_id:
        return _("A new mail replaced the link, by %(ended_by)s")
    return _("%(ended_by)s revoked the question")


def _when(moment: dt.datetime) -> str:
    local = moment.astimezone(BRUSSELS)
    return short_moment_words(local)
