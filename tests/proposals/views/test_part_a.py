"""The page of Part A: given, refused with what was typed, beside a colleague's."""

from dataclasses import asdict, replace

import pytest
from django.urls import reverse

from alliances.models import Organisation
from proposals.models import PartA
from proposals.services.composition import remove_partner
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.part_a import HEAD, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)
    return draft


def place(draft, number=1, called="part-a"):
    return reverse(called, args=[draft.alliance.public_id, number])


def typed(version=0, **changes):
    return {"version": version, **asdict(HEAD), **changes}


def test_page_shows_what_the_partner_states_and_what_is_given(client, draft):
    give(draft)

    text = client.get(place(draft)).content.decode()

    assert "Part A of P1 University of Soria" in text
    assert "<dt>PIC</dt><dd>not given</dd>" in text
    assert "<dt>Type</dt><dd>Higher education</dd>" in text
    assert 'value="Prof. Inés Gil"' in text
    assert "The official form asks for it." in text


def test_of_a_partner_the_representative_is_who_signs_the_mandate(client, draft):
    text = client.get(place(draft, 2)).content.decode()

    assert "The official form asks for it." not in text
    assert "who signs the mandate" in text


def test_the_register_fills_in_what_nobody_gave(client, draft):
    entry = Organisation.objects.create(
        name="Chamber", country_id="BE", city="Ghent", website="https://ghent.example"
    )
    draft.alliance.partnerships.filter(number=2).update(organisation=entry)

    fresh = client.get(place(draft, 2)).content.decode()
    give(draft, 2, replace(HEAD, town=""))
    saved = client.get(place(draft, 2)).content.decode()

    assert ('value="Ghent"' in fresh, "https://ghent.example" in fresh) == (True, True)
    assert 'value="Ghent"' not in saved


def test_saving_leads_back_to_the_partner(client, draft):
    answer = client.post(place(draft), typed(town=" Soria\n city "))

    workspace = reverse("workspace", args=[draft.alliance.public_id])
    assert (answer.status_code, answer.url) == (302, f"{workspace}?partner=1#p1")
    assert PartA.objects.get().town == "Soria city"


@pytest.mark.parametrize("called", ["part-a", "part-a-fragment"])
def test_what_cannot_be_read_is_said_and_kept(client, draft, called):
    sent = typed(representative_email="rector at soria", town="Burgos")

    answer = client.post(place(draft, called=called), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert (
        "Enter an e-mail address of the legal representative such as name@example.org."
        in text
    )
    assert 'href="#id_representative_email"' in text
    assert ('value="Burgos"' in text) is (called == "part-a")
    assert not PartA.objects.exists()


def test_as_it_is_typed_it_is_saved_and_the_next_version_sent(client, draft):
    answer = client.post(place(draft, called="part-a-fragment"), typed())

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Saved " in text
    assert 'name="version" id="id_version" value="1"' in text
    assert PartA.objects.get().representative_email == "rector@soria.example"


@pytest.mark.parametrize("called", ["part-a", "part-a-fragment"])
def test_what_a_colleague_saved_stands_beside_what_was_typed(client, draft, called):
    give(draft, entry=replace(HEAD, town="Ágreda", region=""))

    answer = client.post(place(draft, called=called), typed())

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Ágreda</td><td>Soria</td>" in text
    assert "<td>nothing</td><td>Castilla y León</td>" in text
    assert 'name="version" value="1"' in text
    assert PartA.objects.get().town == "Ágreda"


def test_mine_can_be_saved_over_theirs(client, draft):
    give(draft, entry=replace(HEAD, town="Ágreda"))

    client.post(place(draft), typed(version=1))

    assert PartA.objects.get().town == "Soria"


def test_who_reads_sees_it_and_changes_nothing(client, draft):
    give(draft)
    client.force_login(make_colleague(draft, role="viewer"))

    shown = client.get(place(draft))
    page = client.post(place(draft), typed(version=1, town="Burgos"))
    fragment = client.post(place(draft, called="part-a-fragment"), typed(version=1))

    assert '<fieldset class="as-form" disabled>' in shown.content.decode()
    assert (page.status_code, fragment.status_code) == (422, 422)
    assert "You read this proposal." in page.content.decode()
    assert PartA.objects.get().town == "Soria"


def test_for_everybody_else_there_is_no_such_page(client, draft):
    client.force_login(make_colleague(draft, role="contact", partner=2))
    contact = client.get(place(draft, 2))
    client.force_login(make_user())
    stranger = client.get(place(draft))

    assert (contact.status_code, stranger.status_code) == (404, 404)


def test_a_partner_that_was_removed_has_none(client, draft):
    partner = draft.alliance.partnerships.get(number=2)
    remove_partner(partnership=partner, version=1, by=draft.alliance.coordinator)

    assert client.get(place(draft, 2)).status_code == 404


def test_the_form_of_a_partner_leads_here(client, draft):
    address = reverse("partner-change", args=[draft.alliance.public_id, 2])

    assert place(draft, 2) in client.get(address).content.decode()


def test_who_came_from_all_answers_finds_the_way_back(client, draft):
    back = reverse("check-answers", args=[draft.alliance.public_id])

    came = client.get(place(draft), {"back": "part-a-1"}).content.decode()
    straight = client.get(place(draft)).content.decode()

    assert f'href="{back}#row-part-a-1"' in came
    assert "Back to your answers" not in straight
