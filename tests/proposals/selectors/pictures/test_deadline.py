"""The ladder to the deadline: moments in Brussels, and what each brings."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from proposals.selectors.pictures.deadline import deadline_picture
from tests.factories import make_eligible_draft
from tests.proposals.selectors.pictures.grounds import ground_of, marks, words
from tests.proposals.services.asking import ask_by_mail

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")
DEADLINE = dt.datetime(2026, 12, 16, 17, 0, tzinfo=BRUSSELS)


@pytest.fixture
def draft():
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    call = draft.alliance.call
    call.deadline, call.takes_submissions = DEADLINE, True
    draft.alliance.created_at = at(1)
    return draft


def picture(draft, now):
    return deadline_picture(ground_of(draft, now))


def steps(found):
    return [row.cells[1] for row in found.table.rows]


def at(day, hour=12):
    return dt.datetime(2026, 12, day, hour, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("now", "passed"),
    [(at(1), 0), (at(2, 17), 1), (at(14), 3), (at(16, 14), 5), (at(16, 17), 6)],
)
def test_one_rung_is_next_until_all_have_passed(draft, now, passed):
    left = 6 - passed

    assert steps(picture(draft, now)) == (
        ["Passed"] * passed + ["Next"] * bool(left) + ["To come"] * max(left - 1, 0)
    )


def test_drawing_says_what_the_table_says(draft):
    found = picture(draft, at(10))

    assert words(found, "text") == [row.cells[0] for row in found.table.rows]
    ends = [each for each in marks(found, "text") if each.anchor == "end"]
    assert [each.words for each in ends] == steps(found)
    names = [each for each in words(found, "strong") if each != "Next"]
    assert names == [row.name for row in found.table.rows]
    assert words(found, "text")[0] == "Wed 2 Dec 2026, 17:00 Brussels time"


def test_each_step_has_an_outline_of_its_own(draft):
    found = picture(draft, at(10))

    assert len(marks(found, "dot", "passed")) == 2
    assert len(marks(found, "path", "bar")) == 1
    assert len(marks(found, "dot", "hollow")) == 2
    assert len(marks(found, "box", "hollow")) == 1


def test_links_that_end_are_counted_once_where_they_end(draft):
    ask_by_mail(draft, 2)
    ConfirmationRequest.objects.update(expires_at=at(12), requested_at=at(1))

    due = [row.cells[2] for row in picture(draft, at(10)).table.rows]

    ending = [each for each in due if "link" in each]
    assert ending == [
        "Whoever has something open gets a mail. 1 link to a partner ends by then."
    ]
    assert due.index(ending[0]) == 2


def test_what_has_passed_is_told_as_past(draft):
    draft.alliance.created_at = at(5)

    due = [row.cells[2] for row in picture(draft, at(17)).table.rows]

    assert due == [
        "This draft began later, so nobody was reminded.",
        *["Whoever had something open got a mail."] * 4,
        "What arrived from this second on was late.",
    ]


def test_what_is_to_come_is_told_as_to_come(draft):
    due = [row.cells[2] for row in picture(draft, at(10)).table.rows]

    assert due == [
        *["Whoever had something open got a mail."] * 2,
        *["Whoever has something open gets a mail."] * 3,
        "What arrives from this second on is late.",
    ]


def test_finding_counts_down(draft):
    assert picture(draft, at(10)).finding.startswith("Closes in 6 days. ")


def test_after_the_deadline_nothing_is_promised(draft):
    assert picture(draft, at(17)).finding == (
        "The deadline was 16 December 2026, 17:00 Brussels time. The draft is"
        " read-only."
    )


def test_a_call_of_the_past_reminds_nobody(draft):
    draft.alliance.call.takes_submissions = False

    found = picture(draft, at(10))

    assert found.finding == (
        "This call takes no submissions here, so nobody is reminded. Its deadline is"
        " 16 December 2026, 17:00 Brussels time."
    )
    assert [row.cells[2] for row in found.table.rows][:5] == ["–"] * 5
