"""What who waits for a pack is told, from what is measured."""

import datetime as dt

import pytest
from django.utils import timezone

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.selectors.administrators import service_facts
from proposals.selectors.administrators.service_facts import Waiting
from proposals.selectors.submissions.pack_delays import delay_words
from tests.factories import make_draft
from tests.stack.service import suppose_nobody_works, working

pytestmark = pytest.mark.django_db

NOT_NOW = (
    "No pack is drawn now. This one is kept, and drawn by itself as soon as that works"
    " again."
)
NEXT = "It is the next one, and drawn as soon as a worker is free."
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def make_pack(now, ago=0, state=PackState.QUEUED):
    proposal = make_draft()
    pack = ApplicationPack.objects.create(
        proposal=proposal,
        content="{}",
        digest="0" * 64,
        requested_by=proposal.alliance.coordinator,
        state=state,
    )
    ApplicationPack.objects.filter(pk=pack.pk).update(requested_at=now - ago * SECOND)
    pack.refresh_from_db()
    return pack


@pytest.mark.parametrize(("ago", "words"), [(30, ""), (31, NEXT)], ids=str)
def test_wait_is_explained_after_thirty_seconds(now, ago, words):
    assert delay_words(make_pack(now, ago), now=now) == words


def test_usual_wait_asks_no_database(now, django_assert_num_queries):
    pack = make_pack(now)

    with django_assert_num_queries(0):
        assert delay_words(pack, now=now) == ""


def test_it_is_told_at_once_that_nobody_draws(now):
    pack = make_pack(now)
    suppose_nobody_works()

    assert delay_words(pack, now=now) == NOT_NOW


def test_it_is_told_at_once_that_the_queue_is_away(now):
    pack = make_pack(now)
    service_facts.suppose(working(queue_answers=False))

    assert delay_words(pack, now=now) == NOT_NOW


def test_backlog_is_told_at_once_with_what_comes_first(now):
    make_pack(now, 300)
    make_pack(now, 200)
    make_pack(now, 400, state=PackState.READY)
    pack = make_pack(now, 1)
    make_pack(now, 0)
    waiting = Waiting(number=4, since=now - 300 * SECOND)
    service_facts.suppose(working(at=now, packs=waiting))

    assert delay_words(pack, now=now) == (
        "2 packs were asked for before it. It is drawn by itself when it is its turn."
    )


@pytest.mark.parametrize("state", [PackState.RENDERING, PackState.READY])
def test_pack_that_somebody_took_is_not_late(now, state):
    pack = make_pack(now, 600, state=state)
    suppose_nobody_works()

    assert delay_words(pack, now=now) == ""


def test_nothing_is_said_of_what_is_not_known(now):
    pack = make_pack(now, 600)
    service_facts.suppose(None)

    assert delay_words(pack, now=now) == ""
