"""A doubled burden ends a confirmation at once, a rounded one does not."""

from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from eligibility.core import Answer, Reading
from proposals.enums import ActivityKind, StaffCategory, WorkPackageKind
from proposals.models import Activity, MobilityLine, ProposedFigure, WorkPackage
from proposals.selectors.standing.verdicts import report_of
from proposals.services.composition import remove_partner, restore_partner
from proposals.services.confirmations import confirm_participation
from proposals.services.decided_figures import approve_figures
from proposals.services.effort import EffortCell, change_effort
from proposals.services.mobility import remove_mobility_line, restore_mobility_line
from proposals.services.work_packages import WorkPackageEntry, change_work_package
from proposals.snapshots import take
from tests.proposals.services.asking import ask_by_mail, partner, shown
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)
from tests.proposals.services.proposed import offer, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sent):  # noqa: ARG001  # nothing may leave before the test looks
    """Give a draft of which P2 confirmed forty days and one journey."""
    made = make_budget_draft()
    made.alliance.partnerships.update(confirmation=Confirmation.NOT_INVITED)
    make_package(made, lead=partner(made, 1))
    give_days(made, 2, 1, teacher=40)
    make_line(made, 2, participants=20)
    confirm_participation(
        token=ask_by_mail(made),
        name="Anna",
        function="Rector",
        seen_digest=shown(made),
    )
    made.refresh_from_db()
    return made


def state(draft):
    return partner(draft).confirmation


def work(draft, days, version=1):
    change_effort(
        proposal=draft,
        partner=2,
        cells=[EffortCell(1, StaffCategory.TEACHER, Decimal(days), version)],
        by=draft.alliance.coordinator,
    )


def test_day_more_is_a_rounding(draft):
    revision = draft.revision
    work(draft, 41)

    draft.refresh_from_db()
    assert (state(draft), draft.revision) == (Confirmation.CONFIRMED, revision)


def test_doubled_days_end_it_and_both_readings_follow(draft):
    revision = draft.revision
    before = take(draft).participants[1].answer
    work(draft, 80)
    draft.refresh_from_db()

    snapshot = take(draft)
    assert (before, snapshot.participants[1].answer) == (
        Answer.CONFIRMED,
        Answer.INVITED,
    )
    assert (state(draft), draft.revision) == (Confirmation.INVITED, revision + 1)
    kinds = Activity.objects.filter(proposal=draft).order_by("number")
    assert [each.kind for each in kinds][-2:] == [
        ActivityKind.DAYS_CHANGED,
        ActivityKind.SET_ASIDE,
    ]


def test_small_steps_add_up(draft):
    for version, days in enumerate((42, 44, 46), start=1):
        work(draft, days, version)

    assert state(draft) == Confirmation.INVITED


def test_lead_that_is_laid_on_a_partner_asks_anew(draft):
    package = WorkPackage.objects.get(proposal=draft)
    change_work_package(
        work_package=package,
        entry=WorkPackageEntry(WorkPackageKind.MGNT, "Management", lead=2),
        version=package.version,
        by=draft.alliance.coordinator,
    )

    assert state(draft) == Confirmation.INVITED


def test_mobility_that_went_does_not_confirm_by_coming_back(draft):
    maria, line = draft.alliance.coordinator, MobilityLine.objects.get()
    remove_mobility_line(line=line, version=line.version, by=maria)
    gone = state(draft)
    restore_mobility_line(line=line, by=maria)

    assert (gone, state(draft)) == (Confirmation.INVITED, Confirmation.INVITED)


def test_approving_what_the_contact_proposed_asks_its_organisation_anew(draft):
    offer(draft, "90", version=1)
    approve_figures(
        proposal=draft,
        partner=2,
        seen=seen(ProposedFigure.objects.get()),
        by=draft.alliance.coordinator,
    )

    assert state(draft) == Confirmation.INVITED


def test_who_was_removed_and_put_back_has_confirmed_still(draft):
    maria, row = draft.alliance.coordinator, partner(draft)
    remove_partner(partnership=row, version=row.version, by=maria)
    restore_partner(partnership=row, by=maria)

    assert state(draft) == Confirmation.CONFIRMED


def test_readings_of_the_panel_part_once_a_burden_was_doubled(draft):
    def found(reading):
        report = report_of(draft, take(draft), now=timezone.now())
        return report.by_clause()["min-full-partners"].of(reading).found

    before = found(Reading.CONFIRMED)
    work(draft, 80)

    assert found(Reading.CONFIRMED) == before - 1
    assert found(Reading.PLANNED) >= before
