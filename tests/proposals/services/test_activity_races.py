"""Eight people write at once: each log is one chain, and nobody waits in a circle."""

import uuid
from decimal import Decimal
from functools import partial

import pytest

from alliances.enums import Role
from alliances.models import Partnership
from proposals.enums import ActivityKind, StaffCategory
from proposals.models import Activity
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.activity import note_act
from proposals.services.composition import PartnerEntry, add_partner
from proposals.services.effort import EffortCell, change_effort
from proposals.services.work_packages import change_work_package
from tests.factories import add, make_call, make_draft
from tests.proposals.services.racing import at_once
from tests.proposals.services.work_plans import add_package, entry

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 8


def adding(proposal):
    """Return an act of which three in a row are one thread's work."""

    def act():
        for _each in range(3):
            add_partner(
                proposal=proposal,
                entry=PartnerEntry("School", None, Role.FULL_PARTNER),
                request_key=uuid.uuid4(),
                by=proposal.alliance.coordinator,
            )

    return act


def numbers(proposal):
    rows = Activity.objects.filter(proposal=proposal)
    return [each.number for each in rows]


def test_eight_people_in_one_proposal_make_one_chain():
    proposal = make_draft()

    outcomes = at_once(*[adding(proposal)] * PEOPLE)

    report = verify_chains()
    assert outcomes == [None] * PEOPLE
    assert numbers(proposal) == list(range(1, 3 * PEOPLE + 1))
    assert (report.rows, report.breaks) == (3 * PEOPLE, ())
    assert Partnership.objects.count() == 3 * PEOPLE


def test_eight_people_in_eight_proposals_make_eight_chains():
    call = make_call()
    drafts = [make_draft(call) for _each in range(PEOPLE)]

    outcomes = at_once(*[adding(each) for each in drafts])

    assert outcomes == [None] * PEOPLE
    assert [numbers(each) for each in drafts] == [[1, 2, 3]] * PEOPLE
    assert verify_chains().breaks == ()


def test_writing_without_the_lock_makes_no_second_row_of_a_number():
    """The constraint has the last word: who is late is refused, and can try again."""
    proposal = make_draft()
    by = proposal.alliance.coordinator
    note = partial(note_act, draft=proposal, kind=ActivityKind.ARCHIVED, by=by)
    note()

    at_once(*[note] * PEOPLE)

    assert numbers(proposal) == list(range(1, len(numbers(proposal)) + 1))
    assert verify_chains().breaks == ()


def test_days_plan_and_partners_of_one_proposal_do_not_wait_in_a_circle():
    proposal = make_draft()
    add(proposal, "School")
    by = proposal.alliance.coordinator
    package = add_package(proposal)
    before = Activity.objects.count()

    def days():
        cell = EffortCell(package.number, StaffCategory.MANAGER, Decimal(5), 0)
        change_effort(proposal=proposal, partner=1, cells=[cell], by=by)

    def plan():
        stated = entry(title="Another title")
        change_work_package(work_package=package, entry=stated, version=1, by=by)

    outcomes = at_once(days, plan, adding(proposal), days, adding(proposal))

    assert outcomes == [None] * 5
    assert Activity.objects.count() == before + 8
    assert verify_chains().breaks == ()
