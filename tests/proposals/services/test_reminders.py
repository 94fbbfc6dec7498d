"""Before the deadline people hear of what is open, each rung once, and nothing else."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Alliance, Call
from proposals.enums import MailKind, Rhythm, Rung
from proposals.models import Reminder
from proposals.services.mail_choices import choose_mails
from proposals.services.reminders import remind_of_deadlines
from proposals.tasks import tell_news
from tests.proposals.services.reminding import DEADLINE, MINUTE, at, close_at

pytestmark = pytest.mark.django_db


def told():
    rows = Reminder.objects.order_by("rung", "email")
    return [(each.email, each.rung) for each in rows]


@pytest.mark.usefixtures("closing")
def test_each_rung_is_told_once():
    for rung in Rung:
        assert remind_of_deadlines(now=at(rung) - 2 * MINUTE) == 0
        assert remind_of_deadlines(now=at(rung)) == 1
        assert remind_of_deadlines(now=at(rung) + MINUTE) == 0

    assert told() == [("maria@example.org", rung) for rung in Rung]
    assert remind_of_deadlines(now=DEADLINE) == 0


def test_periodic_job_climbs_the_ladder(
    closing, sent, django_capture_on_commit_callbacks
):
    close_at(closing, timezone.now() + dt.timedelta(hours=1))
    Alliance.objects.update(created_at=timezone.now() - dt.timedelta(days=30))

    with django_capture_on_commit_callbacks(execute=True):
        tell_news()

    (reminder,) = Reminder.objects.all()
    assert reminder.rung == Rung.THREE_HOURS
    assert ("proposals.tasks.send_reminder", str(reminder.pk)) in sent


@pytest.mark.usefixtures("closing")
def test_after_a_pause_only_the_newest_rung_is_told():
    remind_of_deadlines(now=at(Rung.FOURTEEN_DAYS))

    remind_of_deadlines(now=at(Rung.ONE_DAY) + dt.timedelta(hours=5))

    assert [rung for _email, rung in told()] == [Rung.FOURTEEN_DAYS, Rung.ONE_DAY]


@pytest.mark.usefixtures("closing")
def test_younger_than_a_rung_is_not_told_it():
    Alliance.objects.update(created_at=at(Rung.SEVEN_DAYS))

    assert remind_of_deadlines(now=at(Rung.SEVEN_DAYS) + MINUTE) == 0
    assert remind_of_deadlines(now=at(Rung.THREE_DAYS)) == 1


def test_extended_deadline_begins_anew_with_what_lies_ahead(closing):
    remind_of_deadlines(now=at(Rung.ONE_DAY))
    later = DEADLINE + dt.timedelta(days=4)
    close_at(closing, later)

    # Four and a bit days are left: fourteen and seven have passed.
    assert remind_of_deadlines(now=at(Rung.ONE_DAY) + MINUTE) == 0
    assert remind_of_deadlines(now=at(Rung.THREE_DAYS, later)) == 1
    assert remind_of_deadlines(now=at(Rung.ONE_DAY, later)) == 1


def test_deadline_extended_beyond_the_ladder_begins_with_the_first_rung(closing):
    remind_of_deadlines(now=at(Rung.THREE_HOURS))
    later = DEADLINE + dt.timedelta(days=30)
    close_at(closing, later)

    assert remind_of_deadlines(now=at(Rung.THREE_HOURS) + MINUTE) == 0
    assert remind_of_deadlines(now=at(Rung.FOURTEEN_DAYS, later)) == 1


def test_deadline_that_comes_closer_is_told_at_once(closing):
    remind_of_deadlines(now=at(Rung.FOURTEEN_DAYS))
    sooner = DEADLINE - dt.timedelta(days=9)
    close_at(closing, sooner)

    assert remind_of_deadlines(now=at(Rung.FOURTEEN_DAYS) + MINUTE) == 1
    assert Reminder.objects.latest("pk").rung == Rung.SEVEN_DAYS


@pytest.mark.parametrize("how", ["history", "archived", "muted", "inactive"])
def test_who_is_not_to_be_told_is_not(closing, how):
    person = closing.alliance.coordinator
    if how == "history":
        Call.objects.update(takes_submissions=False)
    elif how == "archived":
        Alliance.objects.update(archived_at=timezone.now())
    elif how == "muted":
        choose_mails(person=person, rhythms={MailKind.DEADLINE: Rhythm.NEVER})
    else:
        type(person).objects.update(is_active=False)

    assert remind_of_deadlines(now=at(Rung.SEVEN_DAYS)) == 0
