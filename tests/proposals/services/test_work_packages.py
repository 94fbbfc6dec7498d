"""Adding, changing, removing and restoring work packages."""

import uuid
from copy import deepcopy

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import WorkPackageKind
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.work_plan import (
    DescriptionEndless,
    LeadElsewhere,
    MonthsReversed,
    WorkPlanFull,
)
from proposals.models import WorkPackage
from proposals.services import plan_rows
from proposals.services.work_package_parts import MilestoneEntry
from proposals.services.work_packages import (
    add_work_package,
    change_work_package,
    remove_work_package,
    restore_work_package,
)
from tests.factories import add, make_colleague, make_user
from tests.proposals.services.work_plans import (
    add_package,
    add_to,
    entry,
    make_draft_with_plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing(built_once):
    return built_once(make_draft_with_plan)


@pytest.fixture
def draft(db, standing):  # noqa: ARG001  # reached in a transaction of its own
    return deepcopy(standing)


@pytest.fixture
def maria(draft):
    return draft.alliance.coordinator


def change(package, version=1, by=None, **values):
    return change_work_package(
        work_package=package,
        entry=entry(**values),
        version=version,
        by=by or package.proposal.alliance.coordinator,
    )


def remove(package, version=1, by=None):
    return remove_work_package(
        work_package=package,
        version=version,
        by=by or package.proposal.alliance.coordinator,
    )


def restore(package):
    return restore_work_package(
        work_package=package, by=package.proposal.alliance.coordinator
    )


def leave(partner, confirmation=Confirmation.WITHDRAWN):
    partner.confirmation = confirmation
    partner.save()


def test_what_is_stated_is_stored(draft):
    package = add_package(
        draft, "mgnt", "Management", description="e\u0301 ", start_month=1, end_month=48
    )

    package.refresh_from_db()
    assert package.label == "WP1"
    assert package.kind == WorkPackageKind.MGNT
    assert (package.title, package.description) == ("Management", "é")
    assert (package.start_month, package.end_month, package.version) == (1, 48, 1)


def test_a_plan_is_no_change_of_what_a_submission_compares(draft):
    add_package(draft)

    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_double_click_adds_one(draft, maria):
    key = uuid.uuid4()
    rows = [
        add_work_package(proposal=draft, entry=entry(), request_key=key, by=maria)
        for _ in range(2)
    ]

    assert [each.number for each in rows] == [1, 1]
    assert WorkPackage.objects.count() == 1


def test_a_number_is_never_given_again(draft):
    remove(add_package(draft))

    assert add_package(draft).number == 2


def test_who_does_not_edit_the_draft_does_nothing(draft):
    package, stranger = add_package(draft), make_user()

    for act in (
        lambda: add_work_package(
            proposal=draft, entry=entry(), request_key=uuid.uuid4(), by=stranger
        ),
        lambda: change(package, by=stranger),
        lambda: remove(package, by=stranger),
        lambda: restore_work_package(work_package=package, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_colleague_changes_it(draft):
    package = add_package(draft)

    changed = change(package, by=make_colleague(draft), title="More pilots")

    assert (changed.title, changed.version) == ("More pilots", 2)


def test_an_earlier_version_does_not_overwrite(draft):
    package = add_package(draft)
    change(package, title="Theirs")

    with pytest.raises(StaleVersion) as caught:
        change(package, title="Mine")

    assert (caught.value.current.title, caught.value.current.version) == ("Theirs", 2)


def test_a_removed_work_package_is_not_changed(draft):
    package = add_package(draft)
    remove(package)

    with pytest.raises(StaleVersion):
        change(package, version=2)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"start_month": 3, "end_month": 2}, MonthsReversed),
        ({"description": "x" * 40_001}, DescriptionEndless),
        ({"lead": 9}, LeadElsewhere),
        ({"lead": 4}, LeadElsewhere),
    ],
)
def test_what_cannot_be_is_refused(draft, values, refusal):
    package = add_package(draft)

    with pytest.raises(refusal):
        add_package(draft, **values)
    with pytest.raises(refusal):
        change(package, **values)

    assert list(WorkPackage.objects.values_list("version", flat=True)) == [1]


@pytest.mark.parametrize("role", ["full_partner", "affiliated_entity"])
def test_who_works_in_the_alliance_leads(draft, role):
    newcomer = add(draft, "VDAB", role=role)

    assert add_package(draft, lead=newcomer.number).lead == newcomer


def test_who_left_leads_nothing_new(draft):
    leave(draft.alliance.partnerships.get(number=2), Confirmation.DECLINED)

    with pytest.raises(LeadElsewhere):
        add_package(draft, lead=2)


def test_a_lead_that_left_may_stay_stated(draft):
    package = add_package(draft, lead=2)
    leave(package.lead)

    assert change(package, title="More pilots", lead=2).lead == package.lead


def test_a_lead_is_taken_away(draft):
    package = add_package(draft, lead=2)

    assert change(package, lead=None).lead is None


def test_removing_keeps_who_and_when(draft, maria):
    package = remove(add_package(draft))

    assert package.removed_by == maria
    assert package.removed_at <= timezone.now()


def test_removing_twice_changes_nothing(draft):
    package = add_package(draft)
    first = remove(package)

    assert remove(package).removed_at == first.removed_at


def test_a_changed_work_package_is_not_removed_unseen(draft):
    package = add_package(draft)
    change(package, title="Theirs")

    with pytest.raises(StaleVersion):
        remove(package)


def test_restoring_brings_back_all_that_was_in_it(draft):
    package = add_package(draft)
    part = add_to(package, MilestoneEntry("Half way"))
    remove(package)

    back = restore(package)

    assert (back.number, back.removed_at, back.removed_by) == (1, None, None)
    assert list(back.milestones.current()) == [part]


def test_restoring_twice_changes_nothing(draft):
    package = add_package(draft)

    assert restore(package).version == 1


def test_a_full_plan_takes_no_more(draft, monkeypatch):
    monkeypatch.setattr(plan_rows, "MOST_OF_A_SORT", 1)
    package = add_package(draft)
    with pytest.raises(WorkPlanFull):
        add_package(draft)
    remove(package)
    add_package(draft)

    with pytest.raises(WorkPlanFull):
        restore(package)
