"""When a part counts as slow, and when as not working: at the border and beside it."""

import datetime as dt
from dataclasses import replace

import pytest

from proposals.enums import Part
from proposals.selectors.administrators import service_state
from proposals.selectors.administrators.service_facts import Facts, Trouble, Waiting
from proposals.selectors.administrators.service_state import (
    Cause,
    Level,
    PartState,
    ServicePart,
    is_disk_low,
    mails_state,
    packs_state,
    states,
)

NOW = dt.datetime(2020, 2, 26, 15, 30, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
FINE = Facts(at=NOW, seen=dict.fromkeys(Part.values, NOW))


def facts(**changes):
    return replace(FINE, **changes)


def seen(part, ago):
    return facts(seen={**FINE.seen, part: NOW - ago})


def waits(ago, number=1):
    return Waiting(number=number, since=NOW - ago)


def levels(found):
    return {each.part: each.level for each in found}


def test_everything_works():
    assert [each.level for each in states(FINE)] == [Level.WORKS] * 4


def test_what_never_showed_life_has_perhaps_only_begun():
    assert [each.level for each in states(facts(seen={}))] == [Level.WORKS] * 4


@pytest.mark.parametrize(
    ("ago", "level"), [(90, Level.WORKS), (91, Level.AWAY)], ids=str
)
def test_workers_are_silent_after_ninety_seconds(ago, level):
    since = NOW - ago * SECOND

    packs = packs_state(seen(Part.PACKS, ago * SECOND))
    mails = mails_state(seen(Part.DEFAULT, ago * SECOND))

    assert (packs.level, mails.level) == (level, level)
    if level is Level.AWAY:
        assert (packs.cause, packs.since) == (Cause.SILENT, since)


def test_long_drawing_is_a_sign_of_life():
    busy = replace(seen(Part.PACKS, 600 * SECOND), drawn_at=NOW - 5 * SECOND)

    assert packs_state(busy).level is Level.WORKS


def test_drawing_that_broke_off_is_none():
    dead = replace(seen(Part.PACKS, 600 * SECOND), drawn_at=NOW - 300 * SECOND)

    state = packs_state(dead)

    assert (state.level, state.since) == (Level.AWAY, NOW - 300 * SECOND)


def test_queue_that_does_not_answer_stops_packs_and_mails_and_no_submission():
    found = levels(states(facts(queue_answers=False)))

    assert found == {
        ServicePart.PAGES: Level.WORKS,
        ServicePart.SUBMITTING: Level.WORKS,
        ServicePart.PACKS: Level.AWAY,
        ServicePart.MAILS: Level.AWAY,
    }


@pytest.mark.parametrize(
    ("ago", "level"), [(120, Level.WORKS), (121, Level.SLOW)], ids=str
)
def test_jobs_that_wait_longer_than_two_minutes_are_slow(ago, level):
    waiting = waits(ago * SECOND, number=7)

    packs = packs_state(facts(packs=waiting))
    mails = mails_state(facts(mails=waiting))

    assert (packs.level, mails.level) == (level, level)
    assert (packs.waiting, mails.waiting) == (7, 7)
    if level is Level.SLOW:
        assert (packs.cause, packs.since) == (Cause.BACKLOG, waiting.since)


def test_job_that_waits_where_nobody_ever_worked_says_so():
    state = packs_state(facts(seen={}, packs=waits(121 * SECOND)))

    assert (state.level, state.cause) == (Level.AWAY, Cause.SILENT)


@pytest.mark.parametrize(
    ("failures", "ago", "level"),
    [
        (2, 0, Level.WORKS),
        (3, 0, Level.AWAY),
        (3, 1799, Level.AWAY),
        (3, 1800, Level.WORKS),
    ],
)
def test_mail_server_that_refuses_is_told_while_that_is_new(failures, ago, level):
    trouble = Trouble(failures, since=NOW - 3600 * SECOND, last=NOW - ago * SECOND)

    state = mails_state(facts(troubles={Part.MAIL: trouble}))

    assert state.level is level
    if level is Level.AWAY:
        assert (state.cause, state.since) == (Cause.REFUSED, trouble.since)


def test_silent_workers_are_told_before_the_mail_server():
    trouble = Trouble(3, since=NOW, last=NOW)
    silent = replace(seen(Part.DEFAULT, 600 * SECOND), troubles={Part.MAIL: trouble})

    assert mails_state(silent).cause is Cause.SILENT


@pytest.mark.parametrize(
    ("share", "free", "low"),
    [
        (0.05, service_state.LOW_BYTES - 1, False),
        (0.049, service_state.LOW_BYTES, False),
        (0.049, service_state.LOW_BYTES - 1, True),
    ],
)
def test_disk_is_low_by_share_and_bytes(share, free, low):
    measured = facts(free_share=share, free_bytes=free)

    assert is_disk_low(measured) is low
    assert (levels(states(measured))[ServicePart.PAGES] is Level.SLOW) is low


def test_while_nothing_is_written_every_part_rests():
    found = states(facts(paused_since=NOW, seen={}, free_share=0.0))

    assert {(each.level, each.cause, each.since) for each in found} == {
        (Level.AWAY, Cause.READ_ONLY, NOW)
    }


def test_without_facts_the_database_is_away_and_the_rest_unknown():
    assert states(None) == (
        PartState(ServicePart.PAGES, Level.AWAY, Cause.DATABASE),
        PartState(ServicePart.SUBMITTING, Level.AWAY, Cause.DATABASE),
        PartState(ServicePart.PACKS, Level.AWAY, Cause.UNKNOWN),
        PartState(ServicePart.MAILS, Level.AWAY, Cause.UNKNOWN),
    )
