"""The mail about a later deadline looks at the newest rules, not at those it names."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from eligibility.services.rulebooks import publish_rulebook
from proposals.models import DeadlineNotice
from proposals.services.deadline_notices import tell_of_deadlines
from proposals.services.letters import send_letter
from tests.factories import make_call, make_draft
from tests.rulebooks import rules_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

FORMER = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=30)
LATER = FORMER + dt.timedelta(days=7)


@pytest.mark.parametrize(("rule", "waits"), [("warn", False), ("block", True)])
def test_draft_has_to_move_where_rules_after_the_deadline_ask_something_else(
    rule, waits
):
    make_draft(make_call(deadline=FORMER))
    for title in ("A week more.", "And another thing."):
        rules = {} if title == "A week more." else {"pending_partners": rule}
        publish_rulebook(text=rules_of(deadline=LATER, **rules), reason=title)

    tell_of_deadlines(now=timezone.now())
    send_letter(kind="deadline-notice", key=DeadlineNotice.objects.get().pk)

    assert ("has to move" in mail.outbox[0].body) is waits
