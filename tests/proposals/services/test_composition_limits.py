"""Removing, coming back, and what an alliance cannot hold."""

import pytest

from alliances.enums import Role
from alliances.models import Country, Organisation, Partnership
from proposals.errors import (
    AllianceFull,
    ApplicantTaken,
    OrganisationTwice,
    StaleVersion,
)
from tests.factories import make_draft
from tests.proposals.services.partners import (
    add_one,
    change,
    remove,
    restore,
    revision,
    roles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_draft()


def test_number_is_never_given_again(proposal):
    add_one(proposal)
    last = add_one(proposal)
    remove(last)

    assert add_one(proposal).number == 3


def test_removed_partner_comes_back_as_it_was(proposal):
    partnership = add_one(proposal, name="School", types=("ngo",))

    removed = remove(partnership)
    restored = restore(removed)

    assert removed.removed_at is not None
    assert (restored.removed_at, restored.label, restored.types) == (None, "P1", "ngo")
    assert (restored.version, revision()) == (3, 4)


def test_removing_and_restoring_twice_changes_nothing(proposal):
    partnership = add_one(proposal)

    first = remove(partnership)
    second = remove(partnership)
    after_removing = revision()
    restore(partnership)
    restored = restore(partnership)

    assert (second.removed_at, second.version) == (first.removed_at, first.version)
    assert after_removing == 3
    assert (restored.version, revision()) == (3, 4)


def test_partner_that_a_colleague_changed_is_not_removed(proposal):
    partnership = add_one(proposal)
    change(partnership, name="Theirs")

    with pytest.raises(StaleVersion) as refusal:
        remove(partnership, version=1)

    assert refusal.value.current.name == "Theirs"
    assert Partnership.objects.current().count() == 1


def test_former_applicant_does_not_push_the_present_one_out(proposal):
    former = remove(add_one(proposal, role=Role.APPLICANT))
    add_one(proposal, role=Role.APPLICANT)

    with pytest.raises(ApplicantTaken) as refusal:
        restore(former)

    assert str(refusal.value) == (
        "This alliance has an applicant already. Change that partner's role first."
    )
    assert roles() == [("P2", Role.APPLICANT, 1)]


def test_organisation_takes_part_once(proposal):
    country = Country.objects.get(code="BE")
    organisation = Organisation.objects.create(name="School", country=country)
    first = add_one(proposal, organisation=organisation)
    other = add_one(proposal)

    with pytest.raises(OrganisationTwice):
        add_one(proposal, organisation=organisation)
    with pytest.raises(OrganisationTwice):
        change(other, organisation=organisation)
    remove(first)
    change(other, organisation=organisation)
    with pytest.raises(OrganisationTwice):
        restore(first)

    assert [each.label for each in Partnership.objects.current()] == ["P2"]


@pytest.mark.parametrize(("present", "refused"), [(299, False), (300, True)])
def test_alliance_holds_three_hundred_partners(proposal, present, refused):
    gone = remove(add_one(proposal))
    Partnership.objects.bulk_create(
        Partnership(
            alliance=proposal.alliance,
            number=number + 2,
            name=f"School {number}",
            role=Role.FULL_PARTNER,
        )
        for number in range(present)
    )

    if refused:
        with pytest.raises(AllianceFull):
            add_one(proposal)
        with pytest.raises(AllianceFull):
            restore(gone)
    else:
        assert add_one(proposal).number == 301
