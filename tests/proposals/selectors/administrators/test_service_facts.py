"""What is measured, how often, and that it is bounded."""

import shutil
import threading
import time
from dataclasses import replace
from typing import NamedTuple

import pytest
from django.db import OperationalError
from django.utils import timezone

from alliances import outbox
from alliances.models import Pause
from alliances.selectors import pauses
from proposals.enums import Part
from proposals.selectors.administrators import service_facts
from proposals.selectors.administrators.service_facts import (
    Trouble,
    Waiting,
    ask_anew,
    measure,
    present_facts,
)
from proposals.services.signs_of_life import note_failure, note_life
from tests.factories import make_call, make_eligible_draft, submit
from tests.stack.service import working

MOST_QUERIES = 3


class Usage(NamedTuple):
    """What the operating system says of a disk."""

    total: int
    used: int
    free: int


@pytest.fixture
def counted(monkeypatch):
    """Count how often is measured, and give what is found."""
    calls = []
    found = working()

    def measured(*, now):
        calls.append(now)
        return found

    monkeypatch.setattr(service_facts, "measure", measured)
    ask_anew()
    return calls


@pytest.mark.django_db
def test_everything_is_measured_in_three_queries(django_assert_num_queries):
    submit(make_eligible_draft(make_call()))

    with django_assert_num_queries(MOST_QUERIES):
        facts = measure(now=timezone.now())

    assert facts.packs.number == 1
    assert facts.mails.number >= 1
    assert facts.queue_answers is True
    assert 0 < facts.free_share < 1


@pytest.mark.django_db
def test_installation_that_has_nothing_to_do_waits_for_nothing():
    facts = measure(now=timezone.now())

    assert (facts.packs, facts.mails, facts.drawn_at) == (Waiting(), Waiting(), None)
    assert (facts.seen, facts.troubles) == ({}, {})


@pytest.mark.django_db
def test_signs_and_troubles_are_told_by_part():
    note_life(part=Part.PACKS)
    note_failure(part=Part.MAIL)

    facts = measure(now=timezone.now())

    assert list(facts.seen) == [Part.PACKS]
    [(part, trouble)] = facts.troubles.items()
    assert (part, trouble) == (Part.MAIL, Trouble(1, trouble.since, trouble.since))


@pytest.mark.django_db
def test_disk_is_that_of_the_data(monkeypatch, settings):
    asked = []

    def usage(folder):
        asked.append(folder)
        return Usage(total=200, used=150, free=50)

    monkeypatch.setattr(shutil, "disk_usage", usage)

    facts = measure(now=timezone.now())

    assert asked == [settings.DATA_DIR]
    assert (facts.free_bytes, facts.free_share) == (50, 0.25)


@pytest.mark.django_db
def test_pause_is_told():
    pause = Pause(reason="Backup", began_at=timezone.now())
    pauses.suppose(pause)

    assert measure(now=timezone.now()).paused_since == pause.began_at


@pytest.mark.django_db
def test_queue_that_is_away_is_told(monkeypatch):
    def away():
        raise ConnectionRefusedError

    monkeypatch.setattr(outbox, "reach", away)

    assert measure(now=timezone.now()).queue_answers is False


def test_measured_once_and_then_remembered(counted):
    assert present_facts() is present_facts()
    assert len(counted) == 1


def test_message_that_could_not_be_sent_is_known_at_once(counted, monkeypatch):
    before = present_facts()
    monkeypatch.setattr(outbox, "current_app", None)

    assert outbox.send("any", "1") is False

    assert before is not None
    assert present_facts() == replace(before, queue_answers=False)
    assert len(counted) == 1


def test_measured_again_after_ten_seconds(counted, monkeypatch):
    present_facts()
    later = time.monotonic() + service_facts.KEPT_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)

    present_facts()

    assert len(counted) == 2


def test_database_that_is_away_gives_no_facts_and_no_error(monkeypatch):
    def away(*, now):  # noqa: ARG001  # as `measure` is called
        raise OperationalError

    monkeypatch.setattr(service_facts, "measure", away)
    ask_anew()

    assert present_facts() is None


def test_others_take_what_was_known_while_one_measures(monkeypatch):
    before, begun, goes_on = working(), threading.Event(), threading.Event()

    def slow(*, now):  # noqa: ARG001  # as `measure` is called
        begun.set()
        goes_on.wait(10)
        return working()

    service_facts.suppose(before)
    monkeypatch.setattr(service_facts, "measure", slow)
    monkeypatch.setattr(service_facts, "KEPT_SECONDS", -1)
    monkeypatch.setattr(service_facts._memory, "measured", time.monotonic())
    one = threading.Thread(target=present_facts)
    one.start()
    begun.wait(10)

    assert present_facts() is before

    goes_on.set()
    one.join()
    assert service_facts._memory.facts is not before
