"""Two presses of the import button at the same moment, in real threads."""

import pytest

from alliances.enums import Role
from alliances.files.consortium import StatedPartner
from alliances.models import Partnership
from proposals.errors import ApplicantTaken
from proposals.models import Proposal
from proposals.services.sheets import import_sheet, keep_sheet
from tests.factories import make_call, make_draft, make_user
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

STATED = {"call": "open", "lot": "lot-2", "project_type": "large", "acronym": "ATLAS"}


def partner(name, role=Role.FULL_PARTNER.value):
    return StatedPartner(2, name, "BE", role, (), None, "")


def keep(by, target=None):
    return keep_sheet(
        file_name="list.csv", content=b"x", stated=STATED, target=target, by=by
    )


def test_two_presses_open_one_alliance():
    make_call("open")
    maria = make_user()
    kept = keep(maria)

    def press():
        return import_sheet(
            sheet=kept, partners=[partner("Forge")], stated=STATED, by=maria
        )

    first, second = at_once(press, press)

    assert first == second == Proposal.objects.get()
    assert Partnership.objects.count() == 1


def test_same_list_uploaded_twice_brings_everybody_once():
    draft = make_draft()
    maria = draft.alliance.coordinator

    def importing(kept):
        return lambda: import_sheet(
            sheet=kept, partners=[partner("A"), partner("B")], stated={}, by=maria
        )

    at_once(importing(keep(maria, draft)), importing(keep(maria, draft)))

    names = Partnership.objects.values_list("number", "name")
    assert list(names) == [(1, "A"), (2, "B")]


def test_of_two_applicants_one_comes_too_late():
    draft = make_draft()
    maria = draft.alliance.coordinator

    def importing(name):
        kept = keep(maria, draft)
        applicant = partner(name, Role.APPLICANT.value)
        return lambda: import_sheet(
            sheet=kept, partners=[applicant], stated={}, by=maria
        )

    outcomes = at_once(importing("A"), importing("B"))

    assert sorted(type(each).__name__ for each in outcomes) == [
        ApplicantTaken.__name__,
        Proposal.__name__,
    ]
    assert Partnership.objects.filter(role=Role.APPLICANT).count() == 1
