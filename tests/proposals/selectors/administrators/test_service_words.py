"""How each state of a part is told, and that each has words of its own."""

import datetime as dt

import pytest

from proposals.enums import Part
from proposals.models import AccountLetter
from proposals.selectors.administrators import service_facts
from proposals.selectors.administrators.service_facts import Trouble, Waiting
from proposals.selectors.administrators.service_state import (
    Cause,
    Level,
    PartState,
    ServicePart,
)
from proposals.selectors.administrators.service_words import (
    NOT_KNOWN,
    TROUBLES,
    PartLine,
    PartNotice,
    mails_notice,
    part_line,
)
from proposals.selectors.letters.letter_kinds import KINDS
from tests.stack.service import suppose_nobody_works, working

SINCE = dt.datetime(2020, 2, 26, 15, 30, tzinfo=dt.UTC)


def test_part_that_works_says_what_people_can_do():
    assert part_line(PartState(ServicePart.SUBMITTING)) == PartLine(
        name="Submitting and withdrawing",
        mark="met",
        state="Works",
        since="",
        meaning=(
            "A submission counts from the moment it is received. It waits for no PDF"
            " and no mail."
        ),
        waiting="",
    )


def test_part_that_is_away_says_since_when_and_how_many_wait():
    state = PartState(ServicePart.PACKS, Level.AWAY, Cause.SILENT, SINCE, waiting=3)

    line = part_line(state)

    assert (line.mark, line.state) == ("not-met", "Does not work now")
    assert line.since == "since 26 February 2020, 16:30 Brussels time"
    assert line.waiting == "3 documents wait."


@pytest.mark.parametrize(
    ("part", "number", "words"),
    [
        (ServicePart.PACKS, 1, "1 document waits."),
        (ServicePart.MAILS, 1, "1 mail waits."),
        (ServicePart.MAILS, 2, "2 mails wait."),
        (ServicePart.MAILS, 0, ""),
    ],
)
def test_what_waits_is_counted_in_words(part, number, words):
    state = PartState(part, Level.SLOW, Cause.BACKLOG, SINCE, number)

    assert part_line(state).waiting == words


def test_usual_work_is_not_counted():
    assert part_line(PartState(ServicePart.PACKS, waiting=3)).waiting == ""


def test_what_is_not_known_is_not_called_broken():
    line = part_line(PartState(ServicePart.MAILS, Level.AWAY, Cause.UNKNOWN))

    assert (line.mark, line.state) == ("none", "Not known now")
    assert line.meaning == str(NOT_KNOWN)


def test_each_trouble_has_words_of_its_own():
    words = [str(each) for each in TROUBLES.values()]

    assert len(words) == len({*words})


def test_mails_that_go_out_need_no_notice():
    assert mails_notice() is None


def test_nothing_is_told_of_mails_while_nothing_is_known():
    service_facts.suppose(None)

    assert mails_notice() is None


def test_pause_is_told_above_every_page_and_not_twice():
    service_facts.suppose(working(paused_since=SINCE))

    assert mails_notice() is None


def test_mails_that_nobody_sends_are_told():
    suppose_nobody_works()

    assert mails_notice() == PartNotice(
        title="No mails go out now",
        text=str(TROUBLES[ServicePart.MAILS, Cause.SILENT]),
    )


def test_mails_that_the_server_refuses_are_told():
    facts = working()
    trouble = Trouble(3, since=facts.at, last=facts.at)
    service_facts.suppose(working(troubles={Part.MAIL: trouble}))

    assert mails_notice() == PartNotice(
        title="No mails go out now",
        text=str(TROUBLES[ServicePart.MAILS, Cause.REFUSED]),
    )


def test_mails_that_are_late_are_told():
    facts = working()
    waiting = Waiting(number=2, since=facts.at - dt.timedelta(minutes=3))
    service_facts.suppose(working(mails=waiting))

    assert mails_notice() == PartNotice(
        title="Mails go out later",
        text=str(TROUBLES[ServicePart.MAILS, Cause.BACKLOG]),
    )


def test_what_is_said_of_attempts_holds_for_each_kind_of_letter():
    words = str(TROUBLES[ServicePart.MAILS, Cause.REFUSED])
    kinds = {each.waiting().model for each in KINDS}

    assert {each for each in kinds if each.most_attempts != 3} == {AccountLetter}
    assert "those about an account while they are of use" in words
    assert "One of the others that it refused three times" in words
