"""The composition: numbers for life, one applicant, nobody's save erases another's."""

import uuid

import pytest
from django.db import IntegrityError

from alliances.enums import Confirmation, Role
from alliances.models import Partnership
from proposals.errors import AddedValueLong, NotAllowed, StaleVersion
from proposals.services.composition import remove_partner, restore_partner
from proposals.snapshots import take
from tests.factories import add, make_draft, make_user
from tests.proposals.services.partners import add_one, change, remove, revision, roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_draft()


def test_partner_is_added_as_stated(proposal):
    partnership = add_one(
        proposal,
        name="University of Ghent",
        types=("sme", "higher_education", "sme"),
        pic="912345678",
    )

    partnership.refresh_from_db()
    assert (partnership.label, partnership.name) == ("P1", "University of Ghent")
    assert partnership.country_id == "BE"
    assert partnership.type_list == ["higher_education", "sme"]
    assert partnership.pic == "912345678"
    assert partnership.confirmation == Confirmation.NOT_INVITED
    assert revision() == 2


def test_partner_may_have_no_country_or_type_yet(proposal):
    partnership = add_one(proposal, country=None)

    assert (partnership.country, partnership.type_list) == (None, [])


def test_same_form_twice_adds_one_partner(proposal):
    key = uuid.uuid4()

    first = add_one(proposal, key=key)
    second = add_one(proposal, key=key)

    assert first == second == Partnership.objects.get()
    assert revision() == 2


def test_new_applicant_turns_the_present_one_into_a_full_partner(proposal):
    add_one(proposal, role=Role.APPLICANT)

    add_one(proposal, role=Role.APPLICANT)

    assert roles() == [("P1", Role.FULL_PARTNER, 2), ("P2", Role.APPLICANT, 1)]


def test_partner_made_applicant_swaps_with_the_present_one(proposal):
    add_one(proposal, role=Role.APPLICANT)
    partner = add_one(proposal)

    change(partner, role=Role.APPLICANT)

    assert roles() == [("P1", Role.FULL_PARTNER, 2), ("P2", Role.APPLICANT, 2)]
    assert revision() == 4


def test_applicant_who_yields_has_to_confirm_its_new_role(proposal):
    applicant = add_one(proposal, role=Role.APPLICANT)
    Partnership.objects.update(confirmation=Confirmation.CONFIRMED)

    add_one(proposal, role=Role.APPLICANT)

    applicant.refresh_from_db()
    assert applicant.confirmation == Confirmation.INVITED


def test_applicant_changed_stays_the_applicant(proposal):
    applicant = add_one(proposal, role=Role.APPLICANT)

    changed = change(applicant, role=Role.APPLICANT, name="Other")

    assert (changed.name, changed.role) == ("Other", Role.APPLICANT)


def test_refused_swap_leaves_the_applicant_in_place(proposal):
    add_one(proposal, role=Role.APPLICANT)
    partner = add_one(proposal)

    with pytest.raises(StaleVersion):
        change(partner, role=Role.APPLICANT, version=9)

    assert roles() == [("P1", Role.APPLICANT, 1), ("P2", Role.FULL_PARTNER, 1)]


def test_change_writes_what_is_stated(proposal):
    partnership = add_one(proposal, pic="912345678")

    changed = change(
        partnership,
        name="Other",
        country="DE",
        role=Role.ASSOCIATED_PARTNER,
        types=("ngo",),
    )

    assert (changed.name, changed.country.code, changed.pic) == ("Other", "DE", "")
    assert (changed.role, changed.types) == (Role.ASSOCIATED_PARTNER, "ngo")
    assert (changed.version, revision()) == (2, 3)


def test_stale_change_overwrites_nothing_and_shows_what_stands(proposal):
    partnership = add_one(proposal)
    change(partnership, name="Theirs")

    with pytest.raises(StaleVersion) as refusal:
        change(partnership, name="Mine", version=1)

    assert refusal.value.current.name == "Theirs"
    assert refusal.value.current.version == 2
    assert Partnership.objects.get().name == "Theirs"
    assert revision() == 3


def test_removed_partner_cannot_be_changed(proposal):
    partnership = add_one(proposal)
    removed = remove(partnership)

    with pytest.raises(StaleVersion) as refusal:
        change(removed, name="Mine")

    assert refusal.value.current.removed_at == removed.removed_at


@pytest.mark.parametrize(
    ("stated", "confirmation"),
    [
        ({}, Confirmation.CONFIRMED),
        ({"name": "Other"}, Confirmation.INVITED),
        ({"country": "DE"}, Confirmation.INVITED),
        ({"role": Role.ASSOCIATED_PARTNER}, Confirmation.INVITED),
        ({"types": ("ngo",)}, Confirmation.INVITED),
    ],
)
def test_confirmation_covers_what_was_stated_then(proposal, stated, confirmation):
    partnership = add(proposal, "School", "BE", confirmation=Confirmation.CONFIRMED)

    assert change(partnership, **stated).confirmation == confirmation


def test_answer_other_than_a_confirmation_stays(proposal):
    partnership = add(proposal, "School", confirmation=Confirmation.DECLINED)

    changed = change(partnership, name="Other")

    assert changed.confirmation == Confirmation.DECLINED


def test_stranger_changes_nothing(proposal):
    partnership = add(proposal, "School")
    stranger = make_user()

    with pytest.raises(NotAllowed):
        add_one(proposal, by=stranger)
    with pytest.raises(NotAllowed):
        change(partnership, name="Mine", by=stranger)
    with pytest.raises(NotAllowed):
        remove_partner(partnership=partnership, version=1, by=stranger)
    with pytest.raises(NotAllowed):
        restore_partner(partnership=partnership, by=stranger)

    assert [each.name for each in Partnership.objects.current()] == ["School"]
    assert revision() == 1


def test_key_of_another_draft_is_simply_another_key(proposal):
    key = uuid.uuid4()
    other = add_one(make_draft(proposal.alliance.call), key=key)

    added = add_one(proposal, key=key)

    assert added != other
    assert (added.alliance, added.label) == (proposal.alliance, "P1")


def test_other_trouble_of_the_database_is_not_disguised(proposal):
    with pytest.raises(IntegrityError):
        add_one(proposal, role="chief")


def test_removal_and_undo_keep_the_added_value(proposal):
    partner = add_one(proposal, country="GE", added_value="Ports.")

    back = restore_partner(
        partnership=remove(partner), by=proposal.alliance.coordinator
    )

    assert (back.removed_at, back.added_value) == (None, "Ports.")
    assert take(proposal).participants[-1].has_added_value


def test_added_value_is_composed_and_ends_no_confirmation(proposal):
    partner = add_one(proposal, name="Ghent")
    Partnership.objects.update(confirmation=Confirmation.CONFIRMED)

    changed = change(partner, name="Ghent", added_value="Cafe\u0301\r\n")

    assert changed.added_value == "Café"
    assert (changed.confirmation, changed.version) == (Confirmation.CONFIRMED, 2)


def test_text_beyond_the_limit_is_refused_by_the_database_too(proposal):
    with pytest.raises(AddedValueLong) as refused:
        add_one(proposal, added_value="é" * 3001)

    assert refused.value.field == "added_value"
    assert add_one(proposal, added_value="é" * 3000).added_value == "é" * 3000
