"""Mobility lines: what is stated, what is refused, and what can be undone."""

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.enums import Traveller
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.mobility import (
    MobilityFull,
    NobodyTravels,
    NotHalfDays,
    PackageGone,
)
from proposals.models import MobilityLine
from proposals.services import mobility
from proposals.services.mobility import (
    LineEntry,
    add_mobility_line,
    change_mobility_line,
    remove_mobility_line,
    restore_mobility_line,
)
from tests.factories import make_user
from tests.proposals.services.budgets import (
    make_budget_draft,
    make_line,
    make_package,
    partner,
)

pytestmark = pytest.mark.django_db

ENTRY = LineEntry(
    partner=2,
    traveller=Traveller.LEARNER,
    participants=12,
    work_package=1,
    distance_km=850,
    days=Decimal("15.5"),
)


@pytest.fixture
def draft():
    proposal = make_budget_draft()
    make_package(proposal)
    return proposal


def adding(draft, entry=ENTRY, key=None, by=None):
    return add_mobility_line(
        proposal=draft,
        entry=entry,
        request_key=key or uuid.uuid4(),
        by=by or draft.alliance.coordinator,
    )


def changing(line, entry=ENTRY, version=1, by=None):
    by = by or line.proposal.alliance.coordinator
    return change_mobility_line(line=line, entry=entry, version=version, by=by)


def removing(line, version=1, by=None):
    by = by or line.proposal.alliance.coordinator
    return remove_mobility_line(line=line, version=version, by=by)


def restoring(line, by=None):
    by = by or line.proposal.alliance.coordinator
    return restore_mobility_line(line=line, by=by)


def stated(line):
    return LineEntry(
        partner=line.partnership.number,
        traveller=Traveller(line.traveller),
        participants=line.participants,
        work_package=line.work_package.number if line.work_package else None,
        distance_km=line.distance_km,
        days=line.days,
    )


def test_a_line_is_added_as_stated(draft):
    line = adding(draft)

    assert (stated(line), line.number, line.version) == (ENTRY, 1, 1)


def test_numbers_are_never_given_again(draft):
    removing(adding(draft))

    assert adding(draft).number == 2


def test_one_form_sent_twice_adds_one_line(draft):
    key = uuid.uuid4()

    assert adding(draft, key=key) == adding(draft, key=key)
    assert MobilityLine.objects.count() == 1


def test_what_is_not_known_yet_may_stay_open(draft):
    entry = LineEntry(partner=1, traveller=Traveller.STAFF, participants=1)

    assert stated(adding(draft, entry)) == entry


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"partner": 9}, NobodyTravels),
        ({"work_package": 9}, PackageGone),
        ({"days": Decimal("1.2")}, NotHalfDays),
    ],
)
def test_what_cannot_be_stated_is_refused(draft, values, refusal):
    line = make_line(draft)

    with pytest.raises(refusal):
        adding(draft, replace(ENTRY, **values))
    with pytest.raises(refusal):
        changing(line, replace(ENTRY, **values))

    assert MobilityLine.objects.get().version == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"confirmation": Confirmation.DECLINED},
        {"role": Role.ASSOCIATED_PARTNER},
        {"removed_at": timezone.now()},
    ],
)
def test_only_who_gets_a_grant_sends_people(draft, fields):
    draft.alliance.partnerships.filter(number=2).update(**fields)

    with pytest.raises(NobodyTravels):
        adding(draft)


def test_a_removed_work_package_takes_no_new_line(draft):
    draft.work_packages.update(removed_at=timezone.now())

    with pytest.raises(PackageGone):
        adding(draft)


def test_a_line_keeps_its_partner_and_work_package_when_they_leave(draft):
    line = adding(draft)
    draft.work_packages.update(removed_at=timezone.now())
    draft.alliance.partnerships.filter(number=2).update(removed_at=timezone.now())

    changed = changing(line, replace(ENTRY, participants=3))

    assert (changed.participants, changed.version) == (3, 2)


def test_another_partner_and_work_package_can_be_chosen(draft):
    make_package(draft, 2)
    line = adding(draft)
    entry = replace(ENTRY, partner=3, work_package=2)

    assert stated(changing(line, entry)) == entry


def test_a_change_of_an_old_version_is_refused_with_what_stands(draft):
    line = adding(draft)
    changing(line, replace(ENTRY, participants=3))

    with pytest.raises(StaleVersion) as stale:
        changing(line, replace(ENTRY, participants=4))

    assert stale.value.current.participants == 3


def test_the_same_change_twice_is_one(draft):
    line = adding(draft)
    entry = replace(ENTRY, participants=3)

    assert changing(line, entry).version == changing(line, entry).version == 2


def test_a_removed_line_is_not_changed(draft):
    line = adding(draft)
    removing(line)

    with pytest.raises(StaleVersion):
        changing(line)


def test_removing_twice_removes_once_and_can_be_undone(draft):
    line = adding(draft)
    first, second = removing(line), removing(line)

    assert first.removed_at == second.removed_at
    assert first.removed_by == draft.alliance.coordinator
    assert restoring(line).removed_at is None
    assert restoring(line).version == 3


def test_a_line_a_colleague_changed_is_not_removed(draft):
    line = adding(draft)
    changing(line, replace(ENTRY, participants=3))

    with pytest.raises(StaleVersion):
        removing(line)


def test_lines_end_somewhere(draft, monkeypatch):
    monkeypatch.setattr(mobility, "MOST_LINES", 1)
    line = adding(draft)
    with pytest.raises(MobilityFull):
        adding(draft)
    removing(line)
    adding(draft)

    with pytest.raises(MobilityFull):
        restoring(line)


def test_strangers_do_nothing(draft):
    line, stranger = make_line(draft), make_user()
    partner(draft, 1)

    for act in (adding, changing, removing, restoring):
        with pytest.raises(NotAllowed):
            act(draft if act is adding else line, by=stranger)
