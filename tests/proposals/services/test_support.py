"""Support looks at a draft: its log says so, once an hour, and nobody else may."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from proposals.administrator_access import LOOK_LASTS
from proposals.enums import ActivityKind
from proposals.errors import NotAllowed
from proposals.models import Activity, News
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.news import tell_news
from proposals.services.support import note_look
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft()


@pytest.fixture
def boss():
    return make_user(is_staff=True)


def looks(draft):
    rows = Activity.objects.filter(proposal=draft, kind=ActivityKind.SUPPORT_LOOKED)
    return rows.count()


def test_a_look_is_one_row_of_a_sound_log(draft, boss):
    assert note_look(proposal=draft, by=boss)
    assert not note_look(proposal=draft, by=boss)

    assert looks(draft) == 1
    assert verify_chains(proposal=draft).breaks == ()


def test_another_administrator_is_another_look(draft, boss):
    note_look(proposal=draft, by=boss)

    assert note_look(proposal=draft, by=make_user(is_staff=True))
    assert looks(draft) == 2


def test_after_an_hour_it_is_noted_anew(draft, boss):
    now = timezone.now()
    for later, is_new in (
        (dt.timedelta(0), True),
        (LOOK_LASTS - dt.timedelta(seconds=1), False),
        (LOOK_LASTS, True),
    ):
        with time_machine.travel(now + later, tick=False):
            assert note_look(proposal=draft, by=boss) is is_new


def test_nobody_else_looks(draft):
    for somebody in (draft.alliance.coordinator, make_user()):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            note_look(proposal=draft, by=somebody)

    assert looks(draft) == 0


def test_nobody_is_mailed_about_it(draft, boss):
    note_look(proposal=draft, by=boss)

    tell_news()

    assert News.objects.count() == 0
