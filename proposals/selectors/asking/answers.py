"""How far each partner's answer has come, for tables, lists and the task list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Confirmation
from alliances.models.alliances import UNANSWERED
from alliances.partner import Partner
from alliances.worded import Worded
from alliances.words import day_of_year_words, short_day_words
from eligibility.words import BRUSSELS
from proposals.models import ConfirmationRequest, Proposal
from proposals.selectors.asking.asked_changes import AskedChange, changes_of
from proposals.selectors.asking.invitation_steps import Step, steps_of
from proposals.selectors.asking.stages import (
    ASKED_BY_ONE_PRESS,
    ASKING_AGAIN_HELPS,
    LOOKS,
    WORDS,
    Stage,
    moment_of,
    stage_of,
    waiting_one,
)


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
    why: str = ""
    """What a delivery report says of the mail that waits, in a sentence."""
    asked: tuple[ConfirmationRequest, ...] = ()
    """Every request there was, the newest first."""
    now: dt.datetime | None = None
    """The moment of which all this is said."""

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
    def steps(self) -> tuple[Step, ...]:
        """All that happened, in order; written when asked for, tables show none."""
        return steps_of(self.asked, now=self.now) if self.now else ()

    @property
    def needs_act(self) -> bool:
        """Whether somebody here has to do something: such a state is tinted."""
        return self.mark == "act"

    @property
    def look(self) -> str:
        """What to do about it on the page of the answer; empty if nothing."""
        return str(LOOKS.get(self.stage, ""))

    @property
    def may_ask(self) -> bool:
        """Whether one press asks the same contact again."""
        return self.stage in ASKED_BY_ONE_PRESS and self.given is not None

    @property
    def act(self) -> str:
        """What to do about it, on the page of invitations; empty if nothing."""
        if self.stage is Stage.BOUNCED:
            return _("Correct the address")
        return _("Ask again") if self.stage in ASKING_AGAIN_HELPS else ""


def answers_of(
    rows: Sequence[Partner], *, alliance: int, now: dt.datetime
) -> dict[int, Answer]:
    """Return the answer of each row of an alliance by its key; its steps are not read.

    One query, and one more where changes were asked for.
    """
    return _answers(rows, _asked(alliance), now)


def answers_with_steps_of(
    rows: Sequence[Partner], *, alliance: int, now: dt.datetime
) -> dict[int, Answer]:
    """Return the same with who asked and who revoked, which the steps name."""
    return _answers(rows, _asked_by_people(alliance), now)


def open_answers_of(
    rows: Sequence[Partner], *, alliance: int, now: dt.datetime
) -> dict[int, Answer]:
    """Return the answer of each row that has not confirmed, declined or withdrawn.

    As many queries as `answers_of`, and less to read: nobody who asked or took back.
    """
    return _answers(rows, _asked_and_open(alliance), now)


def _answers(
    rows: Sequence[Partner], requests: list[ConfirmationRequest], now: dt.datetime
) -> dict[int, Answer]:
    asked: Mapping[int, list[ConfirmationRequest]] = defaultdict(list)
    for each in requests:
        asked[each.partnership_id].append(each)
    changes = changes_of(requests)
    return {row.pk: _answer(row, asked[row.pk], changes, now) for row in rows}


@Worded
def _asked_and_open(alliance: int) -> QuerySet[ConfirmationRequest]:
    asked = ConfirmationRequest.objects.filter(
        partnership__alliance=alliance, partnership__confirmation__in=UNANSWERED
    )
    return asked.order_by("-requested_at", "-pk")


@Worded
def _asked(alliance: int) -> QuerySet[ConfirmationRequest]:
    asked = ConfirmationRequest.objects.filter(partnership__alliance=alliance)
    return asked.order_by("-requested_at", "-pk")


@Worded
def _asked_by_people(alliance: int) -> QuerySet[ConfirmationRequest]:
    asked = ConfirmationRequest.objects.filter(partnership__alliance=alliance)
    people = asked.select_related("requested_by", "revoked_by")
    return people.order_by("-requested_at", "-pk")


def confirmations_in(proposal: Proposal) -> int:
    """Return how many partners have confirmed what stands now: one query."""
    return proposal.alliance.partnerships.filter(
        confirmation=Confirmation.CONFIRMED
    ).count()


def stated_words(answers: Iterable[Answer]) -> str:
    """Say how many confirmations stand in the imported file only; empty if none."""
    number = sum(each.stage is Stage.STATED for each in answers)
    if not number:
        return ""
    return ngettext(
        "%(number)d partner is confirmed in the imported file only. As confirmed, it"
        " counts once it has confirmed here.",
        "%(number)d partners are confirmed in the imported file only. As confirmed,"
        " they count once they have confirmed here.",
        number,
    ) % {"number": number}


def waiting_words(waiting: int, asked: int) -> str:
    """Say how many of the partners that are asked have not confirmed."""
    if not asked:
        return _("No partners yet")
    if not waiting:
        return _("All have confirmed")
    numbers = {"waiting": waiting, "all": asked}
    return _("Not confirmed: %(waiting)d of %(all)d") % numbers


def _answer(
    row: Partner,
    asked: Sequence[ConfirmationRequest],
    changes: Mapping[int, tuple[AskedChange, ...]],
    now: dt.datetime,
) -> Answer:
    answered = [each for each in asked if each.answer and each.answered_at]
    given = max(answered, key=lambda each: each.answered_at or now, default=None)
    request = waiting_one(asked)
    wanted = changes.get(given.pk, ()) if given else ()
    stage = stage_of(row, asked, given, now)
    if stage is Stage.CHANGE and all(each.state for each in wanted):
        stage = Stage.DECIDED
    moment = moment_of(stage, asked, given)
    return Answer(
        stage=stage,
        when=short_day(moment, now=now) if moment else "",
        hour=f"{moment.astimezone(BRUSSELS):%H:%M}" if moment else "",
        request=request,
        given=given,
        email=asked[0].email if asked else "",
        changes=wanted,
        why=str(request.get_problem_display()) if request and request.problem else "",
        asked=tuple(asked),
        now=now,
    )


def short_day(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Write a day as a table has room for: "20 Jan", with the year if another."""
    day, today = moment.astimezone(BRUSSELS), now.astimezone(BRUSSELS)
    is_this_year = day.year == today.year
    return day_of_year_words(day) if is_this_year else short_day_words(day)
