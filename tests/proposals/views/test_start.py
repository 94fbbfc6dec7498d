"""Beginning an alliance: choosing, naming, importing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alliances.files.consortium import MOST_BYTES
from alliances.files.lists import read_list
from proposals.models import Proposal
from tests.factories import make_call, make_draft, make_user

pytestmark = pytest.mark.django_db

SHEET = b"""name,country,role,type
University of Soria,ES,applicant,higher_education
Chamber of Ghent,BE,full_partner,sector_body
"""
KIND = "open/lot-2/standard"


@pytest.fixture
def maria(client):
    make_call("open")
    user = make_user("maria@example.org")
    client.force_login(user)
    return user


def target_of(kind=KIND):
    return f"{reverse('alliance-start')}?kind={kind}"


def send(client, content, name="list.csv", **fields):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("alliance-import"), {"file": file, **fields})


@pytest.mark.usefixtures("maria")
def test_choices_stand_with_their_targets(client):
    page = client.get(reverse("alliance-start")).content.decode()

    assert f'href="{target_of()}"' in page
    assert "3 Programme countries, 3 full partners" in page
    assert f'href="{reverse("rules-call", args=["open"])}"' in page


@pytest.mark.usefixtures("maria")
@pytest.mark.parametrize("page", ["alliance-start", "alliance-list"])
def test_short_word_of_the_lots_is_said_in_full_where_one_is_chosen(client, page):
    text = client.get(reverse(page)).content.decode()

    assert "VET is vocational education and training." in text


@pytest.mark.usefixtures("maria")
def test_wrong_choice_says_so_and_asks_again(client):
    page = client.get(target_of("open/lot-9/x")).content.decode()

    assert "There is no such type of project." in page
    assert "<title>Error: " in page


@pytest.mark.usefixtures("maria")
def test_target_stands_beside_the_name(client):
    page = client.get(target_of()).content.decode()

    assert "Full partners come from at least 3 Programme countries." in page
    clause = ["open", "lot-2", "standard", "min-programme-countries"]
    assert reverse("rules-clause", args=clause) in page
    assert 'name="acronym"' in page


def test_named_alliance_opens_its_workspace(client, maria):
    answer = client.post(target_of(), {"acronym": "ATLAS", "sector": "cybersecurity"})

    (proposal,) = Proposal.objects.visible_to(maria)
    assert proposal.alliance.acronym == "ATLAS"
    assert proposal.alliance.sector == "cybersecurity"
    assert str(proposal.alliance.project_type) == "Standard"
    assert answer.url == reverse("workspace", args=[proposal.alliance.public_id])


@pytest.mark.usefixtures("maria")
def test_name_is_asked_again_and_the_rest_kept(client):
    answer = client.post(target_of(), {"acronym": "", "sector": "cybersecurity"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Enter an acronym." in page
    assert '<option value="cybersecurity" selected>' in page
    assert 'href="#id_acronym"' in page
    assert Proposal.objects.count() == 0


def test_own_draft_of_the_same_type_is_offered(client, maria):
    call = make_call("open")
    alliance = make_draft(call, by=maria, acronym="EARLIER").alliance

    for address in (reverse("alliance-start"), target_of()):
        page = client.get(address).content.decode()
        assert "Continue with EARLIER" in page
        assert reverse("workspace", args=[alliance.public_id]) in page


def test_json_becomes_an_alliance(client, maria):
    content = {
        "schema": "ssa-consortium/1",
        "call": "open",
        "lot": "lot-2",
        "acronym": "ATLAS",
        "partners": [],
    }

    send(client, json.dumps(content).encode(), "consortium.json")

    (proposal,) = Proposal.objects.visible_to(maria)
    assert proposal.alliance.acronym == "ATLAS"


@pytest.mark.usefixtures("maria")
def test_every_problem_is_listed_with_place_and_way_out(client):
    partners = [{"name": "A", "role": "boss"}, {"name": "B", "role": "", "pic": "1"}]
    content = {"schema": "ssa-consortium/1", "partners": partners}
    answer = send(
        client, json.dumps(content).encode(), "a.json", kind=KIND, acronym="KEPT"
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The file was not taken: 3 things to correct." in page
    assert "/partners/0/role" in page
    assert "/partners/1/pic" in page
    assert 'value="KEPT"' in page
    assert f'<option value="{KIND}" selected>' in page
    assert Proposal.objects.count() == 0


@pytest.mark.usefixtures("maria")
def test_call_that_was_not_published_is_a_problem_of_the_file(client):
    content = {
        "schema": "ssa-consortium/1",
        "call": "2016",
        "lot": "lot-1",
        "partners": [],
    }
    answer = send(client, json.dumps(content).encode(), "consortium.json")

    assert answer.status_code == 422
    assert "/call" in answer.content.decode()


@pytest.mark.usefixtures("maria")
def test_script_in_a_file_is_shown_as_text(client):
    partners = [{"name": "A", "role": "<script>alert(1)</script>"}]
    content = {"schema": "ssa-consortium/1", "partners": partners}
    page = send(client, json.dumps(content).encode(), "a.json", kind=KIND)

    assert "<script>alert(1)</script>" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


@pytest.mark.usefixtures("maria")
def test_huge_upload_is_dropped_as_it_arrives_and_the_entries_kept(client, parsed):
    answer = send(client, b"x" * 20 * 1024 * 1024, kind=KIND, acronym="KEPT")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The file is larger than 5 MB, so it was not read." in page
    assert 'value="KEPT"' in page
    assert parsed == []


@pytest.fixture
def parsed(monkeypatch):
    """Note every file that is parsed, by its size."""
    sizes = []

    def note(content, name):
        sizes.append(len(content))
        return read_list(content, name)

    monkeypatch.setattr("proposals.forms.start.read_list", note)
    return sizes


@pytest.mark.usefixtures("maria")
@pytest.mark.parametrize(("more", "sizes"), [(0, [MOST_BYTES]), (1, [])])
def test_limit_of_an_upload_is_exact(client, parsed, more, sizes):
    send(client, b"x" * (MOST_BYTES + more), kind=KIND)

    assert parsed == sizes


def test_import_still_asks_for_the_token():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user())

    assert send(strict, SHEET, kind=KIND).status_code == 403
