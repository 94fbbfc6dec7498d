"""A version that makes the deadline earlier is published only where that is meant."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Call
from eligibility.services.earlier_deadlines import DeadlineEarlier
from eligibility.services.rulebook_uploads import (
    ask_to_publish_rulebook,
    keep_extended,
    keep_version_again,
    publish_kept_rulebook,
)
from eligibility.services.rulebooks import RulesMoved, publish_rulebook
from tests.eligibility.services.test_rulebook_uploads import keep, text_in_force
from tests.factories import make_call, make_user
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 20 * DAY
LATER = FORMER + 16 * DAY


@pytest.fixture(autouse=True)
def alone(settings):
    """Let one person publish, for what is not about the second one."""
    settings.FOUR_EYES = False


@pytest.fixture
def older():
    """Keep a file that was uploaded before the deadline was extended."""
    make_call(deadline=FORMER, takes_submissions=False)
    kept = keep()
    extend()
    return kept


def extend(deadline=LATER):
    text = rules_of(deadline=deadline, takes_submissions=False)
    return publish_rulebook(text=text, reason="Extended.")


def publish(upload, **given):
    given = {"compared_with": 2, "reason": "A name.", "by": make_user(), **given}
    return publish_kept_rulebook(upload=upload, **given)


def deadline():
    return Call.objects.get().deadline


def test_a_file_of_before_an_extension_does_not_take_it_back_by_itself(older):
    with pytest.raises(DeadlineEarlier):
        publish(older)

    assert deadline() == LATER


def test_an_earlier_deadline_that_is_meant_is_published(older):
    publish(older, makes_earlier=True)

    assert deadline() == FORMER


def test_nobody_is_asked_to_publish_it_unless_it_is_meant(older):
    def ask(**given):
        return ask_to_publish_rulebook(
            upload=older, compared_with=2, reason="A name.", by=make_user(), **given
        )

    with pytest.raises(DeadlineEarlier):
        ask()

    assert ask(makes_earlier=True).review_state == "asked"


def test_who_publishes_says_so_too_whatever_was_said_by_who_asked(older, settings):
    settings.FOUR_EYES = True
    ask_to_publish_rulebook(
        upload=older,
        compared_with=2,
        reason="A name.",
        by=make_user(),
        makes_earlier=True,
    )

    with pytest.raises(DeadlineEarlier):
        publish(older)

    assert publish(older, makes_earlier=True).version == 3


def test_what_is_meant_of_one_deadline_is_not_meant_of_the_next(older):
    extend(LATER + DAY)

    with pytest.raises(RulesMoved):
        publish(older, makes_earlier=True)

    assert deadline() == LATER + DAY


@pytest.mark.usefixtures("older")
def test_an_earlier_version_that_comes_back_asks_for_the_same():
    first = Call.objects.get().rulebooks.get(version=1)

    with pytest.raises(DeadlineEarlier):
        publish(keep_version_again(rulebook=first, by=make_user()))


@pytest.mark.usefixtures("older")
def test_the_same_or_a_later_deadline_asks_for_nothing():
    publish(keep(text=text_in_force(), old='"Call open"', new='"Another name"'))
    newest = Call.objects.get().rulebooks.get(version=3)
    later = keep_extended(
        rulebook=newest,
        deadline=LATER + DAY,
        source="Corrigendum",
        address="",
        by=make_user(),
    )

    assert publish(later, compared_with=3).version == 4
    assert deadline() == LATER + DAY
