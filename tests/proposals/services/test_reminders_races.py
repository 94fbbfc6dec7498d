"""Two workers on one rung: one mail, and neither half of it without the other."""

from functools import partial

import pytest
from django.db import IntegrityError

from proposals.enums import Rung
from proposals.models import LadderCursor, Reminder
from proposals.services import reminders
from proposals.services.reminders import remind_of_deadlines
from tests.proposals.services.racing import at_once
from tests.proposals.services.reminding import ask_long_ago, at

pytestmark = pytest.mark.django_db(transaction=True)

NOW = at(Rung.SEVEN_DAYS)


def test_two_workers_take_one_rung_once(closing, sent):
    ask_long_ago(closing)
    sent.clear()

    outcomes = at_once(*[partial(remind_of_deadlines, now=NOW)] * 4)

    keys = sorted(str(each.pk) for each in Reminder.objects.all())
    assert sorted(outcomes) == [0, 0, 0, 2]
    assert sorted(sent) == [("proposals.tasks.send_reminder", key) for key in keys]
    assert LadderCursor.objects.get().rung == Rung.SEVEN_DAYS


@pytest.mark.usefixtures("closing")
def test_worker_that_fails_between_rung_and_letters_has_taken_neither(
    sent, monkeypatch
):
    def die(*_about, **_more):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(reminders, "_letters", die)
        with pytest.raises(SystemExit):
            remind_of_deadlines(now=NOW)

    assert (LadderCursor.objects.get().rung, sent) == (0, [])
    assert remind_of_deadlines(now=NOW) == 1


@pytest.mark.usefixtures("closing")
def test_letter_of_a_rung_exists_once_whatever_the_cursor_says(sent):
    remind_of_deadlines(now=NOW)
    LadderCursor.objects.update(rung=0)

    with pytest.raises(IntegrityError):
        remind_of_deadlines(now=NOW)

    assert (Reminder.objects.count(), len(sent)) == (1, 1)
    assert LadderCursor.objects.get().rung == 0
