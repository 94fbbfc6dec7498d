"""Copying: facts and partners come along, answers do not, one copy a click."""

import uuid
from functools import partial

import pytest

from alliances.enums import Confirmation, Role
from alliances.models import Organisation, Partnership, ProjectType
from proposals.errors import NotAllowed
from proposals.models import Proposal
from proposals.services.copies import copy_alliance
from tests.factories import add, make_call, make_colleague, make_user
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def kind(code="standard", lot="lot-2", call="open"):
    return ProjectType.objects.select_related("lot__call").get(
        lot__call=call, lot__code=lot, code=code
    )


def copy(proposal, *, to=None, acronym="COPY", key=None, by=None):
    return copy_alliance(
        proposal=proposal,
        project_type=to or kind(),
        acronym=acronym,
        request_key=key or uuid.uuid4(),
        by=by or proposal.alliance.coordinator,
    )


def stated(proposal):
    rows = proposal.alliance.partnerships.order_by("number")
    return list(
        rows.values_list(
            *("number", "name", "country", "role", "types", "organisation"),
            "added_value",
        )
    )


def test_copy_holds_facts_and_partners(proposal):
    organisation = Organisation.objects.create(name="Register", country_id="BE")
    add(proposal, "Known", "BE", "sme", "vet_provider", organisation=organisation)
    add(proposal, "Tbilisi", "GE", added_value="Ports.")

    made = copy(proposal, to=kind("large"))

    assert stated(made) == stated(proposal)
    assert made.alliance.project_type == kind("large")
    assert made.alliance.title == proposal.alliance.title
    assert (made.duration_months, made.grant_requested_eur) == (
        proposal.duration_months,
        proposal.grant_requested_eur,
    )
    assert made.rulebook.call_id == "open"


def test_nobody_has_confirmed_the_copy(proposal):
    Partnership.objects.update(stated_answer="confirmed")

    made = copy(proposal)

    rows = made.alliance.partnerships.values_list("confirmation", "stated_answer")
    assert set(rows) == {(Confirmation.NOT_INVITED, "")}
    assert proposal.alliance.partnerships.filter(
        confirmation=Confirmation.CONFIRMED
    ).exists()


def test_who_left_stays_behind_and_numbers_close_up(proposal, maria):
    second = proposal.alliance.partnerships.get(number=2)
    second.confirmation = Confirmation.DECLINED
    second.save()
    removed = add(proposal, "Removed", "BE")
    Partnership.objects.filter(pk=removed.pk).update(removed_at=proposal.changed_at)

    made = copy(proposal, by=maria)

    assert [row[:2] for row in stated(made)] == [
        (1, "University of Soria"),
        (2, "School of Plovdiv"),
    ]


def test_applicant_who_withdrew_leaves_the_place_free(proposal):
    applicant = proposal.alliance.partnerships.get(role=Role.APPLICANT)
    applicant.confirmation = Confirmation.WITHDRAWN
    applicant.save()
    add(proposal, "New applicant", "ES", role=Role.APPLICANT)

    made = copy(proposal)

    assert made.alliance.partnerships.get(role=Role.APPLICANT).name == "New applicant"


def test_other_call_brings_its_newest_rules(proposal):
    make_call("2020", takes_submissions=False)

    made = copy(proposal, to=kind(call="2020"))

    assert (made.alliance.call_id, made.rulebook.call_id) == ("2020", "2020")


def test_sector_is_named_as_the_target_does(proposal):
    to_the_list = copy(proposal)
    without_list = copy(proposal, to=kind(lot="lot-1"))
    back = copy(without_list)

    assert to_the_list.alliance.sector == "cultural-heritage"
    assert without_list.alliance.sector == "Cultural heritage"
    assert back.alliance.sector == "cultural-heritage"


def test_fact_the_target_does_not_allow_is_left_empty(proposal):
    Proposal.objects.filter(pk=proposal.pk).update(duration_months=12)
    proposal.alliance.sector = "Falconry"
    proposal.alliance.save()

    made = copy(proposal)

    assert (made.duration_months, made.alliance.sector) == (None, "")


def test_colleague_coordinates_the_own_copy(proposal):
    jonas = make_colleague(proposal)

    made = copy(proposal, by=jonas)

    assert made.alliance.coordinator == jonas
    assert not made.colleagues.exists()


def test_others_may_not(proposal):
    with pytest.raises(NotAllowed):
        copy(proposal, by=make_user())

    assert Proposal.objects.count() == 1


def test_key_of_somebody_else_opens_nothing_of_theirs(proposal, maria):
    key = uuid.uuid4()
    copy(proposal, key=key, by=maria)

    with pytest.raises(Exception, match=r"(?i)unique"):
        copy(proposal, key=key, by=make_colleague(proposal))


def test_one_press_sent_twice_is_one_copy(proposal):
    key = uuid.uuid4()

    assert copy(proposal, key=key) == copy(proposal, key=key)
    assert Proposal.objects.count() == 2


def test_double_click_is_one_copy(proposal):
    press = partial(copy, proposal, to=kind(), key=uuid.uuid4())

    first, second = at_once(press, press)

    assert first == second
    assert Proposal.objects.count() == 2
