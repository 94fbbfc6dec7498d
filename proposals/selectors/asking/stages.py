"""Where a partner's answer stands: one stage, from its requests and its answers."""

import datetime as dt
from collections.abc import Sequence
from enum import Enum, auto

from django.utils.translation import gettext_lazy

from alliances.enums import Confirmation, Role, StatedAnswer
from alliances.partner import Partner
from proposals.enums import LetterState, PartnerAnswer
from proposals.models import ConfirmationRequest


class Stage(Enum):
    """Where one partner's answer stands."""

    APPLIES = auto()
    NOT_ASKED = auto()
    STATED = auto()
    INVITED = auto()
    QUEUED = auto()
    WAITING = auto()
    BOUNCED = auto()
    REVOKED = auto()
    UNSENT = auto()
    EXPIRED = auto()
    CONFIRMED = auto()
    EARLIER = auto()
    DECLINED = auto()
    WITHDRAWN = auto()
    CHANGE = auto()
    DECIDED = auto()
    WRONG = auto()


WORDS = {
    Stage.APPLIES: ("tick", gettext_lazy("Applies")),
    Stage.NOT_ASKED: ("none", gettext_lazy("Not yet invited")),
    Stage.STATED: ("none", gettext_lazy("Confirmed in file")),
    Stage.INVITED: ("sent", gettext_lazy("Invited")),
    Stage.QUEUED: ("sent", gettext_lazy("Mail queued")),
    Stage.WAITING: ("sent", gettext_lazy("Mail sent")),
    Stage.BOUNCED: ("act", gettext_lazy("Mail came back")),
    Stage.REVOKED: ("none", gettext_lazy("Revoked")),
    Stage.UNSENT: ("act", gettext_lazy("Mail could not be sent")),
    Stage.EXPIRED: ("act", gettext_lazy("Link expired")),
    Stage.CONFIRMED: ("tick", gettext_lazy("Confirmed")),
    Stage.EARLIER: ("act", gettext_lazy("Confirmed for an earlier version")),
    Stage.DECLINED: ("act", gettext_lazy("Declined")),
    Stage.WITHDRAWN: ("act", gettext_lazy("Withdrawn")),
    Stage.CHANGE: ("act", gettext_lazy("Asked for a change")),
    Stage.DECIDED: ("act", gettext_lazy("Change decided")),
    Stage.WRONG: ("act", gettext_lazy("Wrong address")),
}
"""The icon and the word of each stage."""

LEFT = {
    Confirmation.DECLINED: Stage.DECLINED,
    Confirmation.WITHDRAWN: Stage.WITHDRAWN,
}
ANSWERED = {
    PartnerAnswer.CHANGE: Stage.CHANGE,
    PartnerAnswer.NOT_OURS: Stage.WRONG,
}
"""The stage of an answer that holds until somebody asks again."""
UNDELIVERED = {
    LetterState.FAILED: Stage.UNSENT,
    LetterState.BOUNCED: Stage.BOUNCED,
}
GIVEN = {
    Stage.CONFIRMED,
    Stage.EARLIER,
    Stage.DECLINED,
    Stage.DECIDED,
    *ANSWERED.values(),
}
"""Stages whose moment is that of the answer."""
OF_A_REQUEST = {
    Stage.QUEUED,
    Stage.WAITING,
    Stage.UNSENT,
    Stage.BOUNCED,
    Stage.EXPIRED,
    Stage.REVOKED,
}
"""Stages whose moment is one of the newest request."""
WAITS = {Stage.QUEUED, Stage.WAITING, Stage.BOUNCED}
"""Where a question stands that can be sent again, go elsewhere or be revoked."""
ASKING_AGAIN_HELPS = {
    Stage.UNSENT,
    Stage.BOUNCED,
    Stage.EXPIRED,
    Stage.DECLINED,
    Stage.WRONG,
}
LOOKS = {
    Stage.CHANGE: gettext_lazy("Decide"),
    Stage.DECIDED: gettext_lazy("See what was decided"),
    Stage.EARLIER: gettext_lazy("See what changed"),
}
"""What waits on the page of the answer itself."""
ASKED_BY_ONE_PRESS = {Stage.DECIDED, Stage.EARLIER}
"""Stages after which the same address is asked again as it is."""


def stage_of(  # noqa: PLR0911  # one line per state reads best
    row: Partner,
    asked: Sequence[ConfirmationRequest],
    given: ConfirmationRequest | None,
    now: dt.datetime,
) -> Stage:
    """Return the stage of a partner, asked by these requests, the newest first.

    `given` is the newest one that was answered.
    """
    if row.role == Role.APPLICANT:
        return Stage.APPLIES
    if row.confirmation == Confirmation.CONFIRMED:
        return Stage.CONFIRMED
    if request := waiting_one(asked):
        return _stage_of_request(request, now)
    if row.confirmation in LEFT:
        return LEFT[Confirmation(row.confirmation)]
    if is_taken_back(asked):
        return Stage.REVOKED
    if given and (stage := _stage_of_answer(given)):
        return stage
    if row.confirmation == Confirmation.INVITED:
        return Stage.INVITED
    is_stated = row.stated_answer == StatedAnswer.CONFIRMED
    return Stage.STATED if is_stated else Stage.NOT_ASKED


def _stage_of_answer(given: ConfirmationRequest) -> Stage | None:
    """Return what an answer is by now that does not count; None: nothing any more."""
    if given.answer in ANSWERED and given.revoked_at is None:
        return ANSWERED[PartnerAnswer(given.answer)]
    return Stage.EARLIER if given.answer == PartnerAnswer.CONFIRMED else None


def _stage_of_request(request: ConfirmationRequest, now: dt.datetime) -> Stage:
    if request.letter_state in UNDELIVERED:
        return UNDELIVERED[LetterState(request.letter_state)]
    if request.expires_at <= now:
        return Stage.EXPIRED
    is_queued = request.letter_state == LetterState.QUEUED
    return Stage.QUEUED if is_queued else Stage.WAITING


def waiting_one(asked: Sequence[ConfirmationRequest]) -> ConfirmationRequest | None:
    """Return the request that waits for an answer."""
    waiting = (each for each in asked if not each.answer and each.revoked_at is None)
    return next(waiting, None)


def is_taken_back(asked: Sequence[ConfirmationRequest]) -> bool:
    """Say whether the newest question was revoked before anybody answered it."""
    return bool(asked and asked[0].revoked_at and not asked[0].answer)


def moment_of(
    stage: Stage,
    asked: Sequence[ConfirmationRequest],
    given: ConfirmationRequest | None,
) -> dt.datetime | None:
    """Return when the last step was taken, if it left a trace."""
    if given and stage in GIVEN:
        return given.answered_at
    if not asked or stage not in OF_A_REQUEST:
        return None
    newest = asked[0]
    moments = {
        Stage.BOUNCED: newest.problem_at,
        Stage.EXPIRED: newest.expires_at,
        Stage.REVOKED: newest.revoked_at,
    }
    return moments.get(stage) or newest.mailed_at or newest.requested_at
