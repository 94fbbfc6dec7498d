"""Several workers hear of another deadline at once: each person gets one mail."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from eligibility.services.rulebooks import publish_rulebook
from proposals.models import DeadlineNotice
from proposals.services.deadline_notices import tell_of_deadlines
from tests.factories import make_call, make_colleague, make_draft
from tests.proposals.services.racing import at_once
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_workers_tell_each_writer_once(sent):
    draft = make_draft(make_call())
    make_colleague(draft)
    later = timezone.now() + dt.timedelta(days=40)
    publish_rulebook(text=rules_of(deadline=later), reason="Later.")

    outcomes = at_once(*[partial(tell_of_deadlines, now=timezone.now())] * 4)

    keys = sorted(str(each.pk) for each in DeadlineNotice.objects.all())
    assert sorted(outcomes) == [0, 0, 0, 2]
    assert sorted(sent) == [
        ("proposals.tasks.send_deadline_notice", key) for key in keys
    ]
