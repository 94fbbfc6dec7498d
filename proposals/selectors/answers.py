"""How far each partner's answer has come, for tables, lists and the task list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliances.enums import Confirmation, Role, StatedAnswer
from alliances.models import Partnership
from eligibility.words import BRUSSELS
from proposals.enums import LetterState, PartnerAnswer
from proposals.models import ConfirmationRequest, Proposal
from proposals.selectors.asked_changes import AskedChange, changes_of


class Stage(Enum):
    """Where one partner's answer stands."""

    APPLIES = auto()
    NOT_ASKED = auto()
    STATED = auto()
    WAITING = auto()
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
    Stage.WAITING: ("sent", gettext_lazy("Invited")),
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
GIVEN = {
    Stage.CONFIRMED,
    Stage.EARLIER,
    Stage.DECLINED,
    Stage.DECIDED,
    *ANSWERED.values(),
}
"""Stages whose moment is that of the answer."""
ASKING_AGAIN_HELPS = {
    Stage.UNSENT,
    Stage.EXPIRED,
    Stage.EARLIER,
    Stage.DECLINED,
    Stage.WRONG,
}
LOOKS = {
    Stage.CHANGE: gettext_lazy("Decide"),
    Stage.DECIDED: gettext_lazy("Ask again"),
}
"""What waits on the page of the answer itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One partner's answer as a row says it."""

    stage: Stage
    when: str
    """The day of the last step, short: "20 Jan"; empty if nobody knows it."""
    hour: str
    """Its time in Brussels, where there is room for it: "14:02"."""
    request: ConfirmationRequest | None
    """The one that waits for an answer."""
    given: ConfirmationRequest | None
    """The newest one that was answered."""
    email: str
    """The address asked last; empty if nobody was."""
    changes: tuple[AskedChange, ...] = ()
    """What the contact asked to be different, while that answer stands."""

    @property
    def mark(self) -> str:
        """The icon beside the word."""
        return WORDS[self.stage][0]

    @property
    def word(self) -> str:
        """The state in words."""
        return str(WORDS[self.stage][1])

    @property
    def note(self) -> str:
        """What is only spoken: the answer itself where `word` names the file's."""
        is_stated = self.stage is Stage.STATED
        return str(WORDS[Stage.NOT_ASKED][1]) if is_stated else ""

    @property
    def needs_act(self) -> bool:
        """Whether somebody here has to do something: such a state is tinted."""
        return self.mark == "act"

    @property
    def look(self) -> str:
        """What to do about it on the page of the answer; empty if nothing."""
        return str(LOOKS.get(self.stage, ""))

    @property
    def act(self) -> str:
        """What to do about it, on the page of invitations; empty if nothing."""
        return _("Ask again") if self.stage in ASKING_AGAIN_HELPS else ""


def answers_of(
    rows: Sequence[Partnership], *, alliance: int, now: dt.datetime
) -> dict[int, Answer]:
    """Return the answer of each row of an alliance by its key.

    One query, and one more where changes were asked for.
    """
    asked: Mapping[int, list[ConfirmationRequest]] = defaultdict(list)
    for each in ConfirmationRequest.objects.filter(
        partnership__alliance=alliance
    ).order_by("-requested_at", "-pk"):
        asked[each.partnership_id].append(each)
    changes = changes_of([each for those in asked.values() for each in those])
    return {row.pk: _answer(row, asked[row.pk], changes, now) for row in rows}


def confirmations_in(proposal: Proposal) -> int:
    """Return how many partners have confirmed what stands now: one query."""
    return proposal.alliance.partnerships.filter(
        confirmation=Confirmation.CONFIRMED
    ).count()


def waiting_words(waiting: int, asked: int) -> str:
    """Say how many of the partners that are asked have not confirmed."""
    if not asked:
        return _("No partners yet")
    if not waiting:
        return _("All have confirmed")
    numbers = {"waiting": waiting, "all": asked}
    return _("Waiting for %(waiting)d of %(all)d") % numbers


def _answer(
    row: Partnership,
    asked: Sequence[ConfirmationRequest],
    changes: Mapping[int, tuple[AskedChange, ...]],
    now: dt.datetime,
) -> Answer:
    answered = [each for each in asked if each.answer and each.answered_at]
    given = max(answered, key=lambda each: each.answered_at or now, default=None)
    request = next(
        (each for each in asked if not each.answer and each.revoked_at is None), None
    )
    wanted = changes.get(given.pk, ()) if given else ()
    stage = _stage(row, request, given, now)
    if stage is Stage.CHANGE and all(each.state for each in wanted):
        stage = Stage.DECIDED
    moment = _moment(stage, request, given)
    return Answer(
        stage=stage,
        when=short_day(moment, now=now) if moment else "",
        hour=f"{moment.astimezone(BRUSSELS):%H:%M}" if moment else "",
        request=request,
        given=given,
        email=asked[0].email if asked else "",
        changes=wanted,
    )


def _stage(  # noqa: PLR0911  # one line per state reads best
    row: Partnership,
    request: ConfirmationRequest | None,
    given: ConfirmationRequest | None,
    now: dt.datetime,
) -> Stage:
    if row.role == Role.APPLICANT:
        return Stage.APPLIES
    if row.confirmation == Confirmation.CONFIRMED:
        return Stage.CONFIRMED
    if request:
        return _stage_of_request(request, now)
    if row.confirmation in LEFT:
        return LEFT[Confirmation(row.confirmation)]
    if given and (stage := _stage_of_answer(given)):
        return stage
    if row.confirmation == Confirmation.INVITED:
        return Stage.WAITING
    is_stated = row.stated_answer == StatedAnswer.CONFIRMED
    return Stage.STATED if is_stated else Stage.NOT_ASKED


def _stage_of_answer(given: ConfirmationRequest) -> Stage | None:
    """Return what an answer is by now that does not count; None: nothing any more."""
    if given.answer in ANSWERED and given.revoked_at is None:
        return ANSWERED[PartnerAnswer(given.answer)]
    return Stage.EARLIER if given.answer == PartnerAnswer.CONFIRMED else None


def _stage_of_request(request: ConfirmationRequest, now: dt.datetime) -> Stage:
    if request.letter_state == LetterState.FAILED:
        return Stage.UNSENT
    return Stage.WAITING if request.expires_at > now else Stage.EXPIRED


def _moment(
    stage: Stage,
    request: ConfirmationRequest | None,
    given: ConfirmationRequest | None,
) -> dt.datetime | None:
    """Return when the last step was taken, if it left a trace."""
    if request and stage in {Stage.WAITING, Stage.UNSENT, Stage.EXPIRED}:
        return request.mailed_at or request.requested_at
    if given and stage in GIVEN:
        return given.answered_at
    return None


def short_day(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Write a day as a table has room for: "20 Jan", with the year if another."""
    day, today = moment.astimezone(BRUSSELS), now.astimezone(BRUSSELS)
    return formats.date_format(day, "j M" if day.year == today.year else "j M Y")
