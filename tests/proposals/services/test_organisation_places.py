"""One live submission per organisation of a call, where the law of it says so."""

import pytest

from alliances.enums import Role
from proposals.errors import OrganisationTaken
from proposals.models import OrganisationPlace, SubmissionAttempt
from proposals.services.organisation_places import give_up_places
from proposals.services.submissions import withdraw_submission
from tests.factories import add, make_call, make_draft, make_eligible_draft, submit

pytestmark = pytest.mark.django_db

PLACES = [
    "name:chamber of ghent|BE",
    "name:school of plovdiv|BG",
    "name:university of soria|ES",
]


@pytest.fixture
def call():
    return make_call(per_organisation=True)


def draft_with_ghent(call):
    draft = make_draft(call, sector="cybersecurity")
    add(draft, "University of Lugo", "ES", "higher_education", role=Role.APPLICANT)
    add(draft, "Chamber of Ghent", "BE", "sector_body")
    add(draft, "School of Varna", "BG", "vet_provider")
    return draft


def places():
    rows = OrganisationPlace.objects.order_by("organisation_key")
    return list(rows.values_list("organisation_key", flat=True))


def test_submitting_takes_a_place_for_each_organisation(call):
    submit(make_eligible_draft(call))

    assert places() == PLACES


def test_an_organisation_in_another_submission_refuses_and_is_named(call):
    submit(make_eligible_draft(call))
    other = draft_with_ghent(call)

    with pytest.raises(OrganisationTaken) as refusal:
        submit(other)

    assert refusal.value.names == ("Chamber of Ghent",)
    assert str(refusal.value) == (
        "An organisation of this consortium takes part in another live submission of"
        " this call. Under these rules it can take part in one."
    )
    refused = SubmissionAttempt.objects.get(proposal=other)
    assert refused.reason.splitlines()[1:] == ["Chamber of Ghent"]


def test_withdrawing_frees_the_organisations(call):
    submission = submit(make_eligible_draft(call))
    other = draft_with_ghent(call)

    withdraw_submission(
        submission=submission, by=submission.proposal.alliance.coordinator
    )

    assert places() == []
    assert submit(other).pk


def test_submitting_anew_takes_new_places_and_frees_the_old(call):
    draft = make_eligible_draft(call)
    submit(draft)
    draft.alliance.partnerships.filter(number=2).update(name="Chamber of Bruges")
    kept = OrganisationPlace.objects.exclude(organisation_key=PLACES[0])
    before = set(kept.values_list("pk", flat=True))

    submit(draft)

    assert places() == ["name:chamber of bruges|BE", *PLACES[1:]]
    assert before < set(OrganisationPlace.objects.values_list("pk", flat=True))
    assert submit(draft_with_ghent(call)).pk


def test_a_refused_submission_keeps_the_places_of_the_former(call):
    draft = make_eligible_draft(call)
    submit(draft)
    other = make_draft(call, sector="cybersecurity")
    add(other, "University of Lugo", "ES", "higher_education", role=Role.APPLICANT)
    add(other, "Chamber of Bruges", "BE", "sector_body")
    add(other, "School of Varna", "BG", "vet_provider")
    submit(other)
    before = places()
    draft.alliance.partnerships.filter(number=2).update(name="Chamber of Bruges")

    with pytest.raises(OrganisationTaken):
        submit(draft)

    assert places() == before


def test_giving_up_twice_is_once(call):
    draft = make_eligible_draft(call)
    submit(draft)

    give_up_places(proposal=draft)
    give_up_places(proposal=draft)

    assert places() == []


def test_a_call_without_the_rule_takes_none():
    submit(make_eligible_draft(make_call()))

    assert places() == []


def test_a_place_is_called_by_its_key():
    assert str(OrganisationPlace(organisation_key="pic:1")) == "pic:1"
