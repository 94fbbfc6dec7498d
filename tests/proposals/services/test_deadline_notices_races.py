"""Several workers hear of another deadline at once: each person gets one mail."""

import datetime as dt
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from alliances.models import Call
from eligibility.services.rulebooks import publish_rulebook
from proposals.models import ConfirmationRequest, DeadlineNotice
from proposals.services.deadline_notices import lengthen_links, tell_of_deadlines
from tests.factories import make_call, make_colleague, make_draft, make_eligible_draft
from tests.proposals.services.racing import at_once, meeting
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = 2
"""Seconds after which who holds a row lets go."""


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


def test_links_that_somebody_holds_are_left_to_the_next_run(sent):  # noqa: ARG001  # no mail goes
    later = timezone.now() + dt.timedelta(days=40)
    draft = make_eligible_draft(make_call())
    for partner in draft.alliance.partnerships.order_by("number"):
        ConfirmationRequest.objects.create(
            partnership=partner,
            email="anna@example.org",
            requested_by=draft.alliance.coordinator,
            expires_at=timezone.now(),
        )
    publish_rulebook(text=rules_of(deadline=later), reason="Later.")
    call = Call.objects.get()
    held, free = meeting(), meeting(patience=WAITING)

    def ask_again():
        with transaction.atomic():
            first = ConfirmationRequest.objects.earliest("pk")
            ConfirmationRequest.objects.filter(pk=first.pk).update(reason="Held.")
            held()
            free()

    def lengthen():
        held()
        longer = lengthen_links(call=call)
        free()
        return longer

    _none, longer = at_once(ask_again, lengthen)

    assert longer == (2 if connection.vendor == "postgresql" else 3)
    assert lengthen_links(call=call) == 3 - longer
