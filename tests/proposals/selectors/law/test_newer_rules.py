"""What newer rules do to a draft, in a sentence."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Call
from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from eligibility.words import deadline_words
from proposals.access import get_proposal
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.lists import alliance_list
from proposals.selectors.law.newer_rules import newer_rules, newest_rules, rules_beside
from proposals.selectors.law.rule_move import rule_move_page
from proposals.selectors.submissions.submission import submit_page
from tests.factories import (
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.services.test_rule_moves import publish, stricter
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


def newer(proposal, *, is_submitted=False):
    now = timezone.now()
    snapshot, report = standing_of(proposal, now=now)
    newest = newest_rules([proposal])
    return newer_rules(
        proposal, snapshot, report, newest, now=now, is_submitted=is_submitted
    )


def effect(proposal):
    """Return what the sentence says behind the day."""
    Rulebook.objects.update(published_at="2026-02-03T23:30:00Z")
    found = newer(proposal)
    before, after = found.sentence.split(": ", 1)
    assert before == "The rules changed on 4 February 2026"
    return after, found.is_worse


def test_the_newest_version_has_nothing_newer():
    assert newer(make_eligible_draft()) is None


def seen(proposal):
    """Return a draft as a page obtains it."""
    alliance = proposal.alliance
    return get_proposal(alliance.coordinator, alliance.public_id)


def test_a_page_reads_with_its_draft_that_it_pins_the_newest_rules(
    django_assert_num_queries,
):
    stricter(make_draft(make_call("other"), acronym="OTHER"))
    found = seen(make_eligible_draft())

    with django_assert_num_queries(0):
        assert rules_beside(found) == {"open": found.rulebook}


def test_a_page_reads_newer_rules_as_soon_as_there_are_any():
    proposal = make_eligible_draft()
    stricter(proposal)

    assert rules_beside(seen(proposal)) == newest_rules([proposal])
    assert rules_beside(proposal) == newest_rules([proposal])


def test_pages_of_what_was_submitted_say_that_it_stays_valid():
    proposal, now = make_eligible_draft(), timezone.now()
    maria = proposal.alliance.coordinator
    submit(proposal)
    stricter(proposal)
    found = seen(proposal)

    pages = (
        submit_page(found, maria, now=now),
        alliance_list(maria, page=None, now=now).rows[0],
        rule_move_page(found, now=now),
    )

    told = [each.newer.waits for each in pages if each.newer]
    said = newer(proposal, is_submitted=True)
    assert said
    assert told == [said.waits] * 3


def test_clauses_that_fail_are_counted():
    proposal = make_eligible_draft()
    stricter(proposal)

    assert effect(proposal) == ("2 clauses now fail.", True)


def test_clauses_that_cannot_be_told_any_more_are_counted():
    proposal = make_eligible_draft()
    add(proposal, "Somewhere", None, "sme")
    stricter(proposal)

    assert effect(proposal) == ("2 clauses cannot be told any more.", True)


def test_clauses_that_no_longer_fail_are_counted():
    proposal = make_eligible_draft(duration_months=36)
    publish(proposal, "value = [48]", "value = [36, 48]")

    assert effect(proposal) == ("1 clause no longer fails.", False)


def test_a_clause_that_is_gone_no_longer_fails():
    proposal = make_eligible_draft(sector="falconry")
    text = newest_rules([proposal])["open"].text
    start = text.index('\n[[clauses]]\nid = "sector-in-list"')
    publish(proposal, text[start : text.index("\n[[clauses]]", start + 1)], "")

    assert effect(proposal) == ("1 clause no longer fails.", False)


def test_rules_that_change_no_verdict_say_so():
    proposal = make_eligible_draft()
    publish(proposal, 'title = "Blueprint"', 'title = "Blueprints"')

    assert effect(proposal) == ("no verdict on this alliance changes.", False)


def test_another_deadline_is_named_and_nothing_waits():
    former = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=9)
    proposal = make_eligible_draft(make_call(deadline=former))
    later = former + dt.timedelta(days=1)
    publish_rulebook(text=rules_of(deadline=later), reason="A day more.")
    proposal = Proposal.objects.get()

    said = "the deadline is now %s, no verdict on this alliance changes."
    assert effect(proposal) == (said % deadline_words(later), False)
    assert (newer(proposal).must_move, newer(proposal).waits) == (False, "")


def test_a_submission_waits_for_the_move_while_the_call_takes_any():
    proposal = make_eligible_draft()
    stricter(proposal)
    open_call, again = newer(proposal), newer(proposal, is_submitted=True)
    Call.objects.update(takes_submissions=False)
    proposal.alliance.call.refresh_from_db()

    assert open_call.must_move
    assert open_call.waits == "Submit waits until this alliance is moved."
    assert again.waits == (
        "Your submission stays valid under the rules it was made under. Only submitting"
        " again waits until this alliance is moved."
    )
    assert newer(proposal).waits == ""


def test_a_type_of_project_that_is_gone_cannot_be_moved():
    proposal = make_eligible_draft()
    publish(
        proposal,
        'code = "standard"\ntitle = "Standard"\n[[lots.project_types]]\ncode = "large"',
        'code = "large"',
    )

    assert effect(proposal) == (
        "they do not have this type of project any more.",
        True,
    )
    assert not newer(proposal).can_move


def test_rules_that_open_earlier_leave_older_drafts_readable():
    today = timezone.localdate()
    call = make_call(opens=today + dt.timedelta(days=5))
    proposal = make_eligible_draft(call)
    Call.objects.update(opens_on=today)
    proposal.alliance.call.refresh_from_db()

    assert standing_of(proposal, now=timezone.now())[1].on == call.opens_on


def test_the_list_says_it_with_one_query_whatever_its_length(
    django_assert_num_queries,
):
    call, user = make_call(), make_user()
    make_draft(call, by=user)
    stricter(make_draft(call, by=user, acronym="OTHER"))
    alliance_list(user, page=None, now=timezone.now())

    def count():
        with django_assert_num_queries(9) as asked:
            page = alliance_list(user, page=None, now=timezone.now())
        return [bool(each.newer) for each in page.rows], len(asked)

    two = count()
    make_draft(call, by=user, acronym="LATER")

    assert two[0] == [True, True]
    assert count()[0] == [False, True, True]
