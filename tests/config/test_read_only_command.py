"""`read_only on|off|status`: says what holds, and what is still under way."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from alliances.models import Pause
from alliances.selectors.pauses import present_pause
from config.management.commands import read_only
from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services.packs import request_pack
from tests.factories import make_call, make_eligible_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(read_only, "KNOWN_SECONDS", 0)
    monkeypatch.setattr(read_only, "LOOK_AGAIN_SECONDS", 0)


def say(*words, **options):
    printed = io.StringIO()
    call_command("read_only", *words, stdout=printed, **options)
    return printed.getvalue().strip()


def test_command_closes_says_and_opens():
    end = timezone.localtime(timezone.now() + dt.timedelta(days=1)).replace(hour=17)
    written = end.strftime("%Y-%m-%dT17:00")

    closed = say("on", "--reason", "New version", "--until", written)
    stands = Pause.objects.get()
    told = say("status")
    opened = say("off")

    assert closed == told
    assert closed.endswith(f"until {end.day} {end:%B %Y}, 17:00: New version.")
    assert timezone.localtime(stands.until).hour == 17
    assert opened == say("status") == "Open for writing."
    assert present_pause() is None


@pytest.mark.parametrize("reason", ["", "x" * 201])
def test_why_is_asked_for(reason):
    with pytest.raises(CommandError, match="Say why"):
        say("on", "--reason", reason)

    assert Pause.objects.count() == 0


def test_second_pause_and_a_second_end_are_refused():
    say("on", "--reason", "First")

    with pytest.raises(CommandError, match="First"):
        say("on", "--reason", "Second")
    say("off")
    with pytest.raises(CommandError, match="was not closed"):
        say("off")


def test_moment_is_read_or_refused():
    with pytest.raises(CommandError, match="Brussels time"):
        say("on", "--reason", "First", "--until", "five o'clock")


def test_end_that_has_passed_is_refused_and_nothing_is_closed():
    with pytest.raises(CommandError, match="has passed"):
        say("on", "--reason", "First", "--until", "2020-02-26T17:00")

    assert Pause.objects.count() == 0


def test_end_is_not_promised_for_another_age():
    with pytest.raises(CommandError, match="at most 30 days ahead"):
        say("on", "--reason", "First", "--until", "9999-12-31T23:59Z")


def test_what_is_in_hand_is_waited_for_and_named():
    draft = make_eligible_draft(make_call())
    pack = request_pack(proposal=draft, by=draft.alliance.coordinator)
    ApplicationPack.objects.filter(pk=pack.pk).update(state=PackState.RENDERING)

    with pytest.raises(CommandError, match="1 jobs, 0 transactions"):
        say("on", "--reason", "New version", "--wait", "0")

    assert present_pause() is not None
