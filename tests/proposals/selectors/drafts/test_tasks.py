"""The task list beside the workspace: what is done, what waits, what is left."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role, StatedAnswer
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.tasks import tasks_of
from proposals.services.confirmations import decline_participation
from proposals.services.support import note_look
from tests.factories import (
    add,
    make_call,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
    submit,
)
from tests.proposals.services.asking import ask, ask_by_mail
from tests.proposals.services.copying import say
from tests.proposals.services.test_sheets import bring, partner
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db


def tasks(proposal):
    return tasks_of(proposal, *standing_of(proposal, now=timezone.now()))


@pytest.mark.parametrize(
    ("draft", "mark"),
    [
        (make_eligible_draft, ""),
        (lambda: make_eligible_draft(grant_requested_eur=None), "wait"),
        (make_draft, "todo"),
    ],
    ids=["met", "unknown", "not met"],
)
def test_eligibility_is_marked_where_somebody_must_act(draft, mark):
    found = tasks(draft()).eligibility

    assert found.mark == mark
    assert found.state


def test_consortium_counts_who_takes_part():
    draft = make_draft()
    before = tasks(draft).consortium
    add(draft, "Technical School Berlin", "DE")
    alone = tasks(draft).consortium
    add(draft, "Haute école")
    add(draft, "Gone", confirmation=Confirmation.DECLINED)

    assert (before.state, before.mark) == ("No partners yet", "todo")
    assert (alone.state, alone.mark) == ("1 partner", "")
    assert tasks(draft).consortium.state == "2 partners"


def test_facts_name_what_is_missing():
    draft = make_eligible_draft(
        sector="", duration_months=None, grant_requested_eur=None
    )
    found = tasks(draft).facts

    assert (found.state, found.mark) == ("Not stated: sector, duration, grant", "wait")


def test_stated_facts_are_complete():
    found = tasks(make_eligible_draft()).facts

    assert (found.state, found.mark) == ("Complete", "")


def test_submission_is_not_done_until_it_is():
    draft = make_eligible_draft()
    before = tasks(draft).submission.state
    submit(draft)

    assert (before, tasks(draft).submission.state) == ("Not submitted", "Submitted")


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (lambda _draft: None, "Submitted"),
        (lambda draft: say(draft, "why", "So."), "Submitted, edited since"),
        (add_package, "Submitted, edited since"),
        (
            lambda draft: note_look(proposal=draft, by=make_user(is_staff=True)),
            "Submitted",
        ),
    ],
)
def test_edit_after_the_submission_is_said(edit, state):
    draft = make_draft_with_plan()
    say(draft, "what", "Before.")
    add_package(draft)
    submit(draft)

    edit(draft)

    found = tasks(draft).submission
    assert (found.state, found.mark) == (state, "" if state == "Submitted" else "wait")


@pytest.mark.parametrize(
    ("number", "state"), [(5, "Submitted, edited since"), (6, "Submitted")]
)
def test_asking_who_had_declined_is_an_edit(number, state):
    draft, asked = make_draft_with_plan(), Confirmation.NOT_INVITED
    for name in ("School of Brno", "School of Graz"):
        add(draft, name, role=Role.ASSOCIATED_PARTNER, confirmation=asked)
    decline_participation(
        token=ask_by_mail(draft, 5), name="Anna", function="", reason=""
    )
    submit(draft)

    ask(draft, number)

    assert tasks(draft).submission.state == state


def test_asking_who_had_declined_by_the_file_is_an_edit():
    draft = make_draft_with_plan()
    bring(draft, partner("School of Brno", status=StatedAnswer.DECLINED))
    submit(draft)
    before = tasks(draft).submission.state

    ask(draft, 5)

    assert (before, tasks(draft).submission.state) == (
        "Submitted",
        "Submitted, edited since",
    )


def test_history_takes_none():
    draft = make_draft(publish_shipped_call("2020"))

    assert tasks(draft).submission.state == "Practice: this call is history"


def test_colleagues_are_counted_by_who_joined_and_who_is_invited():
    draft = make_draft()
    alone = tasks(draft).colleagues.state
    draft.colleagues.create(email="a@b.example", invited_by=draft.alliance.coordinator)
    invited = tasks(draft).colleagues.state
    make_colleague(draft)
    make_colleague(draft)
    joined = tasks(draft).colleagues.state
    draft.colleagues.update(ended_at=timezone.now())

    assert (alone, invited) == ("Only the coordinator", "1 invited")
    assert joined == "2 editors, 1 invited"
    assert tasks(draft).colleagues.state == alone


def test_confirmations_are_awaited_from_whoever_is_asked():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    both = tasks(draft).partners
    draft.alliance.partnerships.filter(number=2).update(confirmation="declined")
    one = tasks(draft).partners
    draft.alliance.partnerships.filter(number=3).update(confirmation="confirmed")
    none = tasks(draft).partners

    assert (both.state, both.mark) == ("Not confirmed: 2 of 2", "wait")
    assert (one.state, one.mark) == ("Not confirmed: 1 of 1", "wait")
    assert (none.state, none.mark) == ("All have confirmed", "")
    assert tasks(make_draft(draft.alliance.call)).partners.state == "No partners yet"


def test_tasks_cost_one_query(django_assert_num_queries):
    draft = make_eligible_draft()
    standing = standing_of(draft, now=timezone.now())

    with django_assert_num_queries(1):
        tasks_of(draft, *standing)


def test_work_packages_are_counted_by_type_whoever_else_edits():
    draft = make_draft_with_plan()
    for _ in range(3):
        make_colleague(draft)
    for kind in ("imp", "imp", "qa"):
        add_package(draft, kind)

    (plan,) = [each for each in tasks(draft).form if each.code == "work-plan"]

    assert plan.state == "In progress: 2 of 6 types of work package"
    assert tasks(draft).colleagues.state == "3 editors"


def test_who_edits_is_told_from_who_reads():
    draft = make_draft()
    make_colleague(draft)
    make_colleague(draft, role="viewer")

    assert tasks(draft).colleagues.state == "1 editor, 1 who reads or writes a part"


def test_what_was_tried_is_told_of_the_draft_itself():
    call = make_call()
    tried, other = make_eligible_draft(call), make_draft(call, acronym="OTHER")
    submit(tried)

    assert [tasks(each).is_tried for each in (tried, other)] == [True, False]
