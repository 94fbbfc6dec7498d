"""Part A of an organisation: stated over what was seen, no word of it in the log."""

import json
from dataclasses import asdict, replace

import pytest

from proposals.errors import NotAllowed, StaleVersion
from proposals.models import Activity, PartA
from proposals.models.part_a import FIELDS
from proposals.services.part_a import PartAEntry
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft()


def stored(given):
    return {name: getattr(given, name) for name in FIELDS}


def test_an_entry_has_the_fields_of_the_table_in_their_order():
    assert tuple(asdict(PartAEntry())) == FIELDS


def test_what_is_given_is_kept(draft):
    given = give(draft)

    assert stored(given) == asdict(HEAD)
    assert (given.version, str(given)) == (1, "University of Soria")


def test_of_a_partner_nobody_spoke_of_everything_is_open(draft):
    partner = draft.alliance.partnerships.get(number=2)

    given = PartA.objects.given_by(partner)

    assert (given.version, PartA.objects.count()) == (0, 0)
    assert stored(given) == asdict(PartAEntry())


def test_a_second_time_it_is_changed_in_place(draft):
    give(draft)

    given = give(draft, entry=replace(HEAD, town=""))

    assert (given.version, given.town) == (2, "")
    assert PartA.objects.count() == 1


def test_the_log_says_which_fields_changed_and_not_what_they_say(draft):
    give(draft)
    give(draft, entry=replace(HEAD, representative_name="Dr. Marc Vidal"))

    first, second = Activity.objects.order_by("number")

    assert (first.kind, first.partner) == ("partner-changed", 1)
    assert json.loads(first.facts) == {"changed": sorted(FIELDS)}
    assert json.loads(second.facts) == {"changed": ["representative_name"]}


def test_the_same_again_writes_nothing(draft):
    give(draft)

    given = give(draft)

    assert (given.version, Activity.objects.count()) == (1, 1)


def test_nothing_given_of_nobody_writes_nothing(draft):
    give(draft, entry=PartAEntry())

    assert (PartA.objects.count(), Activity.objects.count()) == (0, 0)


def test_it_is_no_change_of_the_composition(draft):
    before = draft.revision

    give(draft, 2)

    draft.refresh_from_db()
    partner = draft.alliance.partnerships.get(number=2)
    assert (draft.revision, partner.confirmation) == (before, "confirmed")


def test_what_a_colleague_saved_meanwhile_is_not_lost(draft):
    give(draft, entry=replace(HEAD, town="Ágreda"))

    with pytest.raises(StaleVersion) as refusal:
        give(draft, version=0)

    assert refusal.value.current.town == "Ágreda"
    assert PartA.objects.get().town == "Ágreda"


def test_editors_state_it_and_readers_do_not(draft):
    editor = make_colleague(draft)
    reader = make_colleague(draft, role="viewer")

    give(draft, by=editor)
    with pytest.raises(NotAllowed):
        give(draft, entry=PartAEntry(), by=reader)
    with pytest.raises(NotAllowed):
        give(draft, entry=PartAEntry(), by=make_user())

    assert PartA.objects.get().town == "Soria"
