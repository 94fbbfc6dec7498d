"""The page of colleagues: inviting, removing with undo, leaving, answering."""

import pytest
from django.urls import reverse

from proposals.models import Colleague
from tests.factories import make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_draft(acronym="CHARTER", by=make_user(full_name="Maria"))


@pytest.fixture
def maria(client, proposal):
    client.force_login(proposal.alliance.coordinator)
    return client


def at(name, proposal, *keys):
    return reverse(name, args=[proposal.alliance.public_id, *keys])


def invite(client, proposal, email="anna@example.org"):
    return client.post(at("colleagues", proposal), {"email": email}, follow=True)


@pytest.mark.parametrize("is_known", [True, False])
def test_answer_is_the_same_for_known_and_unknown_addresses(maria, proposal, is_known):
    if is_known:
        make_user("anna@example.org")

    first = invite(maria, proposal).content.decode()
    second = invite(maria, proposal).content.decode()

    for page in (first, second):
        assert "anna@example.org is invited. The mail says what to do." in page
        assert page.count("<b>anna@example.org</b>") == 1
        assert "has not joined" in page


@pytest.mark.parametrize("typed", ["", "anna", "anna@"])
def test_refused_address_stays_on_the_page(maria, proposal, typed):
    answer = invite(maria, proposal, typed)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter an e-mail address" in text
    assert f'value="{typed}"' in text or not typed
    assert Colleague.objects.count() == 0


def test_refusal_is_said_beside_the_field(maria, proposal):
    answer = invite(maria, proposal, proposal.alliance.coordinator.email)

    assert answer.status_code == 422
    assert "This is your own address." in answer.content.decode()


def test_removal_offers_undo_which_brings_the_person_back(maria, proposal):
    make_colleague(proposal, make_user("jonas@example.org", full_name="Jonas"))
    row = proposal.colleagues.get()

    removed = maria.post(at("colleague-remove", proposal, row.pk), follow=True)
    restored = maria.post(at("colleague-restore", proposal, row.pk), follow=True)

    assert "Jonas no longer has access." in removed.content.decode()
    assert "<b>Jonas</b>" not in removed.content.decode()
    assert "<b>Jonas</b>" in restored.content.decode()


def test_undo_of_somebody_who_left_says_why_not(maria, proposal):
    jonas = make_colleague(proposal)
    row = proposal.colleagues.get()
    Colleague.objects.update(ended_at=row.joined_at, ended_by=jonas)

    answer = maria.post(at("colleague-restore", proposal, row.pk))

    assert answer.status_code == 409
    assert "This invitation no longer stands." in answer.content.decode()


def test_colleague_sees_reasons_instead_of_buttons(client, proposal):
    client.force_login(make_colleague(proposal))
    row = proposal.colleagues.get()

    page = client.get(at("colleagues", proposal)).content.decode()
    invited = invite(client, proposal)
    removed = client.post(at("colleague-remove", proposal, row.pk))

    assert "Only the coordinator of this alliance may do this." in page
    assert "Send the invitation" not in page
    assert at("colleague-leave", proposal) in page
    assert (invited.status_code, removed.status_code) == (422, 403)
    assert Colleague.objects.current().count() == 1


def test_leaving_asks_first_and_ends_the_access(client, proposal):
    client.force_login(make_colleague(proposal))

    question = client.get(at("colleague-leave", proposal)).content.decode()
    answer = client.post(at("colleague-leave", proposal), follow=True)

    assert "Leave CHARTER?" in question
    assert "You left CHARTER." in answer.content.decode()
    assert client.get(at("workspace", proposal)).status_code == 404


def test_coordinator_is_told_why_leaving_is_not_possible(maria, proposal):
    question = maria.get(at("colleague-leave", proposal))
    answer = maria.post(at("colleague-leave", proposal))

    assert (question.status_code, answer.status_code) == (200, 422)
    assert "you cannot leave it" in answer.content.decode()


def test_invited_person_joins_from_my_alliances(client, maria, proposal):
    invite(maria, proposal)
    client.force_login(make_user("anna@example.org"))
    key = Colleague.objects.get().pk

    page = client.get(reverse("alliance-list")).content.decode()
    answer = client.post(reverse("invitation-join", args=[key]))

    assert "Maria invites you to CHARTER" in page
    assert answer.url == at("workspace", proposal)
    assert client.get(answer.url).status_code == 200


def test_no_thanks_takes_the_invitation_off_the_list(client, maria, proposal):
    invite(maria, proposal)
    client.force_login(make_user("anna@example.org"))
    key = Colleague.objects.get().pk

    page = client.post(reverse("invitation-decline", args=[key]), follow=True)
    late = client.post(reverse("invitation-join", args=[key]), follow=True)

    assert "You said no to CHARTER." in page.content.decode()
    assert "invites you to" not in page.content.decode()
    assert "This invitation no longer stands." in late.content.decode()


def test_removed_invitation_is_told_to_who_comes_late(client, proposal):
    anna = make_user("anna@example.org")
    row = Colleague.objects.create(
        proposal=proposal,
        email=anna.email,
        invited_by=proposal.alliance.coordinator,
    )
    Colleague.objects.update(ended_at=row.invited_at)
    client.force_login(anna)

    answer = client.post(reverse("invitation-join", args=[row.pk]), follow=True)

    assert "This invitation no longer stands." in answer.content.decode()
    assert client.get(at("workspace", proposal)).status_code == 404


@pytest.mark.parametrize("name", ["invitation-join", "invitation-decline"])
def test_invitation_of_somebody_else_does_not_exist(client, proposal, name):
    row = Colleague.objects.create(
        proposal=proposal,
        email="anna@example.org",
        invited_by=proposal.alliance.coordinator,
    )
    client.force_login(make_user())

    assert client.post(reverse(name, args=[row.pk])).status_code == 404
    assert client.get(reverse(name, args=[row.pk])).status_code == 405


def test_workspace_leads_to_the_colleagues(maria, proposal):
    make_colleague(proposal)

    page = maria.get(at("workspace", proposal)).content.decode()

    assert f'href="{at("colleagues", proposal)}"' in page
    assert "1 editor<" in page
