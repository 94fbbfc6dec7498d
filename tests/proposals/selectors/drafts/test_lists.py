"""My alliances: what each row says, and what the page costs."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.models import Proposal
from proposals.selectors.drafts.lists import PAGE_SIZE, alliance_list
from proposals.selectors.standing.verdicts import Verdict
from proposals.services.answers import Reply, save_answer
from proposals.services.archive import archive_alliance
from proposals.services.submissions import withdraw_submission
from tests.factories import (
    add,
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


def rows_of(user, page=None):
    return alliance_list(user, page=page, now=timezone.now()).rows


def test_list_is_empty_for_a_new_person():
    page = alliance_list(make_user(), page=None, now=timezone.now())

    assert (page.rows, page.total, page.summary) == ((), 0, "0 alliances")


def test_row_says_where_an_alliance_stands():
    proposal = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)

    (row,) = rows_of(proposal.alliance.coordinator)

    assert row.acronym == "SKILLS"
    assert row.lot == "Lot 2 · Standard"
    assert row.verdict == Verdict("met", "Meets the 10 clauses we can check")
    assert row.partners == "3 partners, 0 of 2 confirmed"
    assert row.closes == "Closes in 29 days"
    assert row.submission == "Draft"
    assert row.number == ""


def test_declined_and_removed_partners_are_not_counted():
    proposal = make_eligible_draft()
    add(proposal, "Who left", confirmation=Confirmation.DECLINED)
    add(proposal, "Who was removed", removed_at=timezone.now())

    (row,) = rows_of(proposal.alliance.coordinator)

    assert row.partners == "3 partners, 2 of 2 confirmed"


def test_draft_without_partners_says_so():
    proposal = make_draft()

    (row,) = rows_of(proposal.alliance.coordinator)

    assert row.partners == "No partners yet"
    assert row.verdict.mark == "not-met"


def test_submitted_alliance_shows_its_live_number():
    proposal = make_eligible_draft()
    submit(proposal)
    live = submit(proposal)

    (row,) = rows_of(proposal.alliance.coordinator)

    assert row.number == live.number
    assert row.submission == f"Submitted, {live.number}"


def test_what_changed_after_it_was_submitted_is_said_until_the_call_closes():
    proposal = make_eligible_draft()
    live, by = submit(proposal), proposal.alliance.coordinator
    closes = proposal.alliance.call.deadline

    def is_said(seconds, now=None):
        at = live.received_at + dt.timedelta(seconds=seconds)
        Proposal.objects.filter(pk=proposal.pk).update(changed_at=at)
        (row,) = alliance_list(by, page=None, now=now or timezone.now()).rows
        return row.was_changed_since

    assert (is_said(0), is_said(60), is_said(61)) == (False, False, True)
    assert is_said(61, now=closes) is False
    withdraw_submission(submission=live, by=by)
    assert is_said(61) is False


def test_history_is_practice_only():
    proposal = make_draft(make_call("2020", takes_submissions=False))

    (row,) = rows_of(proposal.alliance.coordinator)

    assert (row.call, row.submission) == ("Call 2020", "Practice only")


def test_missed_deadline_reads_as_not_submitted():
    yesterday = timezone.now() - dt.timedelta(days=1)
    proposal = make_draft(
        make_call(deadline=yesterday, opens=yesterday.date() - dt.timedelta(days=9))
    )

    (row,) = rows_of(proposal.alliance.coordinator)

    assert (row.closes, row.submission) == ("Closed", "Closed, not submitted")


def test_submission_that_was_withdrawn_reads_as_withdrawn():
    proposal = make_eligible_draft()
    by = proposal.alliance.coordinator
    submit(proposal)
    ended = withdraw_submission(submission=submit(proposal), by=by)
    assert ended.withdrawn_at is not None
    day = day_words(ended.withdrawn_at.astimezone(BRUSSELS).date())
    after = proposal.alliance.call.deadline

    (before,) = rows_of(by)
    (row,) = alliance_list(by, page=None, now=after).rows

    assert before.submission == f"Draft, submission withdrawn on {day}"
    assert row.submission == f"Closed, submission withdrawn on {day}"


def test_draft_submitted_after_a_withdrawal_reads_as_submitted():
    proposal = make_eligible_draft()
    by = proposal.alliance.coordinator
    withdraw_submission(submission=submit(proposal), by=by)
    live = submit(proposal)

    (row,) = rows_of(by)

    assert row.submission == f"Submitted, {live.number}"


def test_row_names_the_worst_points_and_counts_the_others():
    proposal = make_draft(sector="", duration_months=None, grant_requested_eur=None)
    add(proposal, "School", "BE", "vet_provider", confirmation=Confirmation.INVITED)

    (row,) = rows_of(proposal.alliance.coordinator)

    assert [(point.mark, point.url.split("/")[-2]) for point in row.points] == [
        ("not-met", "one-applicant"),
        ("not-met", "min-programme-countries"),
        ("not-met", "min-full-partners"),
    ]
    assert row.more == "7 more"


def test_colleague_reads_who_coordinates_and_cannot_archive():
    proposal = make_draft(by=make_user(full_name="Maria"))

    (mine,) = rows_of(proposal.alliance.coordinator)
    (theirs,) = rows_of(make_colleague(proposal))

    assert (mine.coordinator, mine.may_archive.allowed) == ("", True)
    assert (theirs.coordinator, theirs.may_archive.allowed) == ("Maria", False)


def test_archived_alliances_are_counted_and_not_listed():
    call, user = make_call(), make_user()
    make_draft(call, by=user, acronym="HERE")
    archive_alliance(proposal=make_draft(call, by=user, acronym="AWAY"), by=user)

    page = alliance_list(user, page=None, now=timezone.now())

    assert [row.acronym for row in page.rows] == ["HERE"]
    assert (page.total, page.archive.total) == (1, 1)


def test_invitations_stand_above_the_list():
    proposal = make_draft(acronym="CHARTER", by=make_user(full_name="Maria"))
    anna = make_user("anna@example.org")
    proposal.colleagues.create(
        email=anna.email, invited_by=proposal.alliance.coordinator
    )

    page = alliance_list(anna, page=None, now=timezone.now())

    assert [each.sentence for each in page.invitations] == [
        "Maria invites you to CHARTER"
    ]


def test_others_alliances_are_not_listed():
    call = make_call()
    mine = make_draft(call, acronym="MINE")
    make_draft(call, acronym="THEIRS")

    assert [row.acronym for row in rows_of(mine.alliance.coordinator)] == ["MINE"]


def test_change_brings_an_alliance_to_the_top():
    call, user = make_call(), make_user()
    first = make_draft(call, by=user, acronym="FIRST")
    make_draft(call, by=user, acronym="SECOND")

    first.save()

    assert [row.acronym for row in rows_of(user)] == ["FIRST", "SECOND"]


def test_what_somebody_wrote_today_stands_above_what_was_changed_yesterday():
    written = make_draft_with_form(acronym="WRITTEN")
    user, now = written.alliance.coordinator, timezone.now()
    other = make_draft(written.alliance.call, by=user, acronym="OTHER")
    for draft, days in ((written, 21), (other, 1)):
        draft.changed_at = now - dt.timedelta(days=days)
        Proposal.objects.filter(pk=draft.pk).update(changed_at=draft.changed_at)

    save_answer(
        proposal=written, question="why", reply=Reply("Because."), version=0, by=user
    )

    assert [row.acronym for row in rows_of(user)] == ["WRITTEN", "OTHER"]


def test_list_is_cut_into_pages():
    call, user = make_call(), make_user()
    for number in range(PAGE_SIZE + 1):
        make_draft(call, by=user, acronym=f"A{number}")

    assert len(rows_of(user)) == PAGE_SIZE
    assert [row.acronym for row in rows_of(user, page="2")] == ["A0"]
    assert next(row.acronym for row in rows_of(user, page="nonsense")) == "A25"


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_database_as_often_for_one_as_for_three(
    number, django_assert_num_queries
):
    call, user = make_call(), make_user()
    for turn in range(number):
        make_eligible_draft(call, by=user, acronym=f"A{turn}", pic=f"11111111{turn}")
    rows_of(user)  # The reference data of a call is read once per process.

    with django_assert_num_queries(10):
        rows_of(user)
