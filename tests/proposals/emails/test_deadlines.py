"""Whether a call had closed is told as it was, however late the mail itself goes."""

import datetime as dt

import pytest

from proposals.emails.deadlines import deadline_mail
from proposals.models import DeadlineNotice
from tests.factories import make_draft

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("closed_after", "said"),
    [
        (HOUR, "Call open closes later than before."),
        (-HOUR, "Call open had closed and is open again."),
    ],
)
def test_call_extended_in_time_is_not_said_to_have_closed_where_its_mail_waited(
    closed_after, said
):
    draft = make_draft()
    published = draft.rulebook.published_at
    row = DeadlineNotice(
        proposal=draft,
        person=draft.alliance.coordinator,
        rules=draft.rulebook,
        former=published + closed_after,
        deadline=published + 9 * HOUR,
        queued_at=published + 2 * HOUR,
    )

    mail = deadline_mail(row, country="", must_move=False, number="")

    assert mail.body.startswith(said)
