"""Who takes part already: the same organisation, however it is written."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.files.consortium import StatedPartner
from proposals.selectors.files.present import nobody, present_partners
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


def stated(name, country="BE", pic=None):
    return StatedPartner(2, name, country, "full_partner", (), pic, "")


@pytest.mark.parametrize(
    ("partner", "label"),
    [
        (stated("Forge"), "P1"),
        (stated("  forge "), "P1"),
        (stated("Forge", "DE"), None),
        (stated("Forge", None), None),
        (stated("Forge", pic="999999999"), "P1"),
        (stated("Other", pic="123456789"), "P2"),
        (stated("School", pic="999999999"), None),
        (stated("School"), "P2"),
        (stated("Somewhere", None), "P3"),
        (stated("Removed"), None),
    ],
)
def test_same_organisation_is_found(partner, label):
    draft = make_draft()
    add(draft, "Forge")
    add(draft, "School", pic="123456789")
    add(draft, "Somewhere", None)
    add(draft, "Removed", removed_at=timezone.now())

    found = present_partners(draft.alliance).find(partner)

    assert (found and found.label) == label


def test_applicant_is_the_one_that_takes_part():
    draft = make_draft()
    add(draft, "Left", role=Role.APPLICANT, confirmation=Confirmation.DECLINED)
    assert present_partners(draft.alliance).applicant is None

    applicant = add(draft, "Stays", role=Role.APPLICANT)
    present = present_partners(draft.alliance)

    assert (present.applicant, len(present)) == (applicant, 2)


def test_new_alliance_has_nobody():
    assert len(nobody()) == 0
    assert nobody().find(stated("Forge")) is None
