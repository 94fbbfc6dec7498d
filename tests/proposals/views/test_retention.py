"""What is erased of people and when, as administrators see it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proposals.enums import ActivityKind
from proposals.models import Proposal
from proposals.services.activity import note_act
from proposals.services.drafts import hold_draft
from proposals.services.erasure import forget_by_the_clock, forget_person, keep_for
from proposals.services.personal_data import export_for
from proposals.services.support import note_look
from tests.factories import make_call, make_draft, make_user

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
LONG_AGO = timezone.now() - dt.timedelta(days=800)


@pytest.fixture
def boss():
    return make_user("boss@example.org", is_staff=True, full_name="Ada Admin")


@pytest.fixture
def page(client, boss):
    client.force_login(boss)
    return lambda: client.get(reverse("administration-retention")).context["page"]


def make_old_draft(code="open"):
    """Make a draft in which somebody acted once, long ago, in a call that is over."""
    draft = make_draft(make_call(code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("proposals.services.activity.timezone.now", lambda: LONG_AGO)
        note_act(
            draft=hold_draft(proposal=draft),
            kind=ActivityKind.OPENED,
            by=draft.alliance.coordinator,
        )
    call = draft.alliance.call
    type(call).objects.filter(pk=call.pk).update(deadline=LONG_AGO)
    Proposal.objects.update(changed_at=LONG_AGO)
    return draft


def cells(table):
    return [[cell.text for _heading, cell in row] for row in table.rows]


def test_where_nothing_was_said_nothing_goes(page):
    make_old_draft()

    shown = page()

    assert (shown.months, shown.since) == (0, "")
    ((_call, _deadline, *rest),) = cells(shown.calls)
    assert rest == ["Never", "1", "0", "Nothing yet", "–"]


def test_what_is_due_is_counted_until_the_schedule_took_it(page, boss):
    draft = make_old_draft()
    keep_for(months=12, by=boss)
    note_look(proposal=draft, by=boss)

    before = page()
    forget_by_the_clock(now=timezone.now())
    after = page()

    assert (before.months, before.by) == (12, "Ada Admin, boss@example.org")
    assert (before.ran, cells(before.calls)[0][4]) == ("", "1")
    assert after.ran
    assert cells(after.calls)[0][4] == "0"
    assert cells(after.calls)[0][6] == "names in logs 2"
    ((*_rest, (_heading, last), _what),) = after.calls.rows
    assert last.note == "the schedule"


def test_who_did_what_people_asked_for_is_named_and_nobody_else(page, boss):
    draft = make_old_draft()
    email = draft.alliance.coordinator.email

    export_for(email=email, by=boss)
    forget_person(email=email, by=boss)

    rows = cells(page().requests)
    assert sorted(row[1] for row in rows) == ["Forgotten", "Given a copy"]
    assert {row[3] for row in rows} == {"Ada Admin, boss@example.org"}
    assert email not in str(rows)


def test_others_find_nothing(client):
    client.force_login(make_user())

    assert client.get(reverse("administration-retention")).status_code == 404


def test_it_costs_as_much_for_three_calls_as_for_one(client, boss):
    address = reverse("administration-retention")
    client.force_login(boss)
    keep_for(months=12, by=boss)
    costs = []
    for code in ("one", "two", "three"):
        make_old_draft(code)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))

    assert costs[0] == costs[-1] <= MOST_QUERIES


def test_the_history_leads_there(client, boss):
    client.force_login(boss)

    said = client.get(reverse("administration-history")).content.decode()

    assert f'href="{reverse("administration-retention")}"' in said


def test_a_rehearsal_needs_no_administrator_and_is_kept_nowhere(page):
    make_old_draft()

    call_command("forget", old=True, months=12, dry_run=True)

    assert cells(page().calls)[0][5] == "Nothing yet"
