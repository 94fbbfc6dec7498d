"""Packs of submissions and rounds of mails wait, once, while people wait for pages."""

import time

import pytest
from celery.exceptions import Ignore
from django.core.cache import cache

from config import celery, crowd
from proposals import outbox, tasks

NOTICED = crowd.NOTICED_SECONDS + 0.1


@pytest.fixture(autouse=True)
def _nobody_noted(monkeypatch):
    monkeypatch.setattr(crowd, "_noted", crowd._Noted())


class BrokenCache:
    """A cache that cannot be reached, nor what shelters it."""

    def get(self, _key):
        raise OSError

    def set(self, *_given):
        raise OSError


def test_request_that_waited_for_a_thread_shows_that_people_wait():
    assert not crowd.stands()

    crowd.note_wait(NOTICED)

    assert crowd.stands()


def test_wait_that_nobody_notices_is_none():
    crowd.note_wait(crowd.NOTICED_SECONDS)

    assert not crowd.stands()


def test_people_are_taken_to_wait_for_seconds_and_no_longer(monkeypatch):
    monkeypatch.setattr(crowd, "STANDS_SECONDS", 0.05)
    crowd.note_wait(NOTICED)
    time.sleep(0.1)

    assert not crowd.stands()


def test_process_notes_it_once_in_a_while_and_again_before_it_ends(monkeypatch):
    assert crowd.NOTED_EVERY_SECONDS < crowd.STANDS_SECONDS
    # However slow the machine is that runs this.
    monkeypatch.setattr(crowd, "NOTED_EVERY_SECONDS", 3600)
    crowd.note_wait(NOTICED)
    cache.delete(crowd.KEY)
    crowd.note_wait(NOTICED)
    assert not crowd.stands()

    crowd._noted.again_from = 0.0
    crowd.note_wait(NOTICED)

    assert crowd.stands()


def test_cache_that_is_away_keeps_nobody_from_an_answer_or_a_job(monkeypatch):
    monkeypatch.setattr(crowd, "cache", BrokenCache())

    crowd.note_wait(NOTICED)

    assert not crowd.stands()


@pytest.mark.parametrize(
    ("can_wait", "done"), [(True, ["before"]), (False, ["before", "while"])]
)
def test_only_a_job_that_can_wait_is_left_to_the_sweeper(monkeypatch, can_wait, done):
    run = []

    class Job(celery.PausingTask):
        name = f"job, {can_wait=}"

        def run(self, key):
            run.append(key)

    monkeypatch.setattr(celery, "CAN_WAIT", {Job.name} if can_wait else set())
    job = celery.app.register_task(Job())
    job("before")
    crowd.note_wait(NOTICED)
    try:
        job("while")
    except Ignore:
        assert can_wait

    assert run == done


def test_what_can_wait_exists_and_what_the_sweeper_sends_waits_no_second_time():
    celery.app.loader.import_default_modules()
    swept = {tasks.render_pack.name} | {each.name for each in tasks.SENDERS.values()}

    assert set(celery.CAN_WAIT) - set(celery.app.tasks) == set()
    assert {outbox.TASKS["submitted-pack"], outbox.SPREAD} == celery.CAN_WAIT
    assert not swept & celery.CAN_WAIT
