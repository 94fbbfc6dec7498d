"""The page that copies an alliance."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.errors import TypeDropped
from proposals.models import Proposal
from proposals.views import copies
from tests.factories import add, make_call, make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    draft = make_draft(acronym="CHARTER")
    add(draft, "School", "BE")
    add(draft, "Who left", "BE", confirmation=Confirmation.DECLINED)
    return draft


@pytest.fixture
def address(client, proposal):
    client.force_login(proposal.alliance.coordinator)
    return reverse("alliance-copy", args=[proposal.alliance.public_id])


def press(client, address, **changes):
    values = {
        "kind": "open/lot-1/standard",
        "acronym": "CHARTER 2",
        "request_key": uuid.uuid4(),
    }
    return client.post(address, values | changes)


def test_page_says_what_comes_along_and_what_does_not(client, address):
    make_call("2020", takes_submissions=False)

    page = client.get(address).content.decode()

    assert "<h1>Copy CHARTER</h1>" in page
    assert 'value="open/lot-2/large"' in page
    assert 'value="2020/lot-2/large"' in page
    assert "1 partner with role, country and type" in page
    assert "the duration (48 months)" in page
    assert "everybody has to be asked anew" in page
    assert "Who declined or withdrew: Who left." in page
    assert 'name="request_key"' in page


def test_page_costs_few_queries(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(address)


def test_copy_opens_with_a_message(client, address):
    answer = press(client, address)

    made = Proposal.objects.latest("pk")
    assert answer.url == reverse("workspace", args=[made.alliance.public_id])
    assert made.alliance.acronym == "CHARTER 2"
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "CHARTER 2 is a copy. Everybody has to be asked to confirm anew."
    ]


def test_message_names_what_was_left_empty(client, address, proposal):
    Proposal.objects.update(duration_months=12)
    proposal.alliance.sector = "Falconry"
    proposal.alliance.save()

    answer = press(client, address, kind="open/lot-2/standard")

    (message,) = get_messages(answer.wsgi_request)
    assert str(message).endswith(
        "Not allowed here, so left empty: the sector (Falconry) and the duration"
        " (12 months)."
    )


def test_facts_that_are_missing_are_not_promised(client, address, proposal):
    Proposal.objects.update(duration_months=None, grant_requested_eur=None)
    proposal.alliance.sector = proposal.alliance.title = ""
    proposal.alliance.save()

    assert "No facts are stated yet." in client.get(address).content.decode()
    assert press(client, address).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "Choose what the copy is for."),
        ("kind", "open/lot-9/none", "There is no such type of project."),
        ("acronym", "", "Enter an acronym."),
    ],
)
def test_refused_form_keeps_what_was_chosen(client, address, field, value, words):
    answer = press(client, address, **{field: value})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "<title>Error: " in text
    assert 'id="id_kind"' in text
    assert Proposal.objects.count() == 1
    if field == "acronym":
        assert 'value="open/lot-1/standard"' in text.partition(" checked")[0]


def test_colleague_copies_for_itself(client, address, proposal):
    jonas = make_colleague(proposal)
    client.force_login(jonas)

    press(client, address)

    assert Proposal.objects.latest("pk").alliance.coordinator == jonas


def test_stranger_finds_no_such_page(client, address):
    client.force_login(make_user())

    assert client.get(address).status_code == 404


def test_type_the_law_dropped_meanwhile_is_refused(client, address, monkeypatch):
    def refuse(**_values):
        raise TypeDropped

    monkeypatch.setattr(copies, "copy_alliance", refuse)

    answer = press(client, address)

    assert answer.status_code == 422
    assert "do not have this type of project" in answer.content.decode()
