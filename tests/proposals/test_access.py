"""What a person may not see does not exist."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from proposals.access import (
    get_answering,
    get_form_proposal,
    get_pack,
    get_partnership,
    get_proposal,
    get_submission,
)
from proposals.models import ApplicationPack
from proposals.policies import seat_of
from tests.factories import (
    add,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_eligible_draft()


@pytest.fixture
def owner(proposal):
    return proposal.alliance.coordinator


@pytest.fixture
def pack(proposal, owner):
    return ApplicationPack.objects.create(
        proposal=proposal, content="{}", digest="d", requested_by=owner
    )


def test_owner_obtains_everything(proposal, owner, pack):
    public_id = proposal.alliance.public_id
    submission = submit(proposal)

    assert get_proposal(owner, public_id) == proposal
    assert get_partnership(owner, public_id, 2).name == "Chamber of Ghent"
    assert get_submission(owner, submission.number) == submission
    assert get_pack(owner, pack.public_id) == pack


@pytest.mark.parametrize("stranger", [make_user, AnonymousUser])
def test_stranger_obtains_nothing(proposal, pack, stranger):
    public_id = proposal.alliance.public_id
    number = submit(proposal).number
    person = stranger()

    for ask in (
        lambda: get_proposal(person, public_id),
        lambda: get_partnership(person, public_id, 1),
        lambda: get_submission(person, number),
        lambda: get_pack(person, pack.public_id),
    ):
        with pytest.raises(Http404):
            ask()


def test_what_was_never_there_is_not_found(owner, proposal):
    with pytest.raises(Http404):
        get_proposal(owner, uuid.uuid4())
    with pytest.raises(Http404):
        get_partnership(owner, proposal.alliance.public_id, 99)


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**63, 10**30])
def test_number_no_database_can_be_asked_for_is_not_found(owner, proposal, number):
    with pytest.raises(Http404):
        get_partnership(owner, proposal.alliance.public_id, number)


def test_number_of_another_alliance_is_not_found(owner, proposal):
    other = make_draft(proposal.alliance.call, by=owner)
    add(other, "Only one")

    with pytest.raises(Http404):
        get_partnership(owner, other.alliance.public_id, 2)


def test_proposal_comes_with_all_it_pins(proposal, owner, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = get_proposal(owner, proposal.alliance.public_id)
        alliance = found.alliance
        seen = (
            found.rulebook.version,
            alliance.call.code,
            alliance.lot.code,
            alliance.project_type.code,
            alliance.coordinator.email,
        )

    assert seen == (1, "open", "lot-2", "standard", owner.email)


def test_partnership_comes_with_its_proposal(
    proposal, owner, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = get_partnership(owner, proposal.alliance.public_id, 1)

        assert str(found.country) == "Spain"
        assert found.alliance.proposal == proposal
        assert found.alliance.call.code == "open"


@pytest.mark.parametrize("role", ["editor", "viewer", "contact"])
def test_saving_finds_the_seat_that_pages_find(proposal, role):
    partner = 1 if role == "contact" else None
    anna = make_colleague(proposal, role=role, partner=partner)
    public_id = proposal.alliance.public_id

    found, seat = get_answering(anna, public_id)

    page = get_form_proposal(anna, public_id)
    assert (found, seat) == (page, seat_of(anna, page))
    assert found.alliance.lot.code == page.alliance.lot.code
    assert found.revision == page.revision


def test_saving_finds_the_coordinator_in_one_query(
    proposal, owner, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found, seat = get_answering(owner, proposal.alliance.public_id)

    assert found == proposal
    assert seat.is_coordinator


def test_saving_finds_nothing_for_who_takes_no_part(proposal, owner):
    gone = make_colleague(proposal)
    gone.colleagueships.update(ended_at=timezone.now())
    public_id = proposal.alliance.public_id

    for person in (make_user(), gone, AnonymousUser()):
        with pytest.raises(Http404):
            get_answering(person, public_id)
    with pytest.raises(Http404):
        get_answering(owner, uuid.uuid4())


def test_saving_knows_the_form_without_another_query(django_assert_num_queries):
    draft = make_draft_with_form()
    draft.save()

    with django_assert_num_queries(1):
        found, _seat = get_answering(
            draft.alliance.coordinator, draft.alliance.public_id
        )
        assert found.form
        assert draft.form
        assert found.form.sha256 == draft.form.sha256
