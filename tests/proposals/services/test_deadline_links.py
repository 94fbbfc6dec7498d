"""Links to confirm follow the deadline of their call when it is extended."""

import datetime as dt

import pytest
from django.utils import timezone

from eligibility.services.rulebooks import publish_rulebook
from proposals.models import ConfirmationRequest
from proposals.services.deadline_notices import tell_of_deadlines
from tests.factories import make_call, make_eligible_draft
from tests.rulebooks import rules_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

DAY = dt.timedelta(days=1)
FORMER = timezone.now().replace(second=0, microsecond=0) + 30 * DAY
LATER = FORMER + 7 * DAY


def test_open_links_live_until_the_later_deadline_also_those_that_just_ended():
    draft = make_eligible_draft(make_call(deadline=FORMER))
    other = make_eligible_draft(make_call("other", deadline=FORMER), acronym="OTHER")
    first, second, third = draft.alliance.partnerships.order_by("pk")
    links = [
        asked(first, expires_at=FORMER, revoked_at=timezone.now()),
        asked(first, expires_at=FORMER),
        asked(second, expires_at=FORMER - DAY),
        asked(third, expires_at=LATER + DAY),
        asked(other.alliance.partnerships.last(), expires_at=FORMER),
    ]
    publish_rulebook(text=rules_of(deadline=LATER), reason="A week more.")

    tell_of_deadlines(now=timezone.now())

    for each in links:
        each.refresh_from_db()
    assert [each.expires_at for each in links] == [
        *(FORMER, LATER, LATER),
        *(LATER + DAY, FORMER),
    ]


def asked(partnership, **values):
    return ConfirmationRequest.objects.create(
        partnership=partnership,
        email="anna@example.org",
        requested_by=partnership.alliance.coordinator,
        **values,
    )
