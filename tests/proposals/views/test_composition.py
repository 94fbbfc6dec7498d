"""Adding, changing, removing and restoring partners, with script and without."""

import json
import re
import uuid

import pytest
from django.urls import reverse

from alliances.enums import Role
from alliances.files.partners import MOST_PARTNERS
from alliances.models import Organisation, Partnership
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db

GHENT = {"name": "Chamber of Ghent", "country": "BE", "role": "full_partner"}
CONFLICT = "Not saved: a colleague changed this while you had it open."


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def partner(draft, number):
    return draft.alliance.partnerships.get(number=number)


def new(**changes):
    values = {"request_key": uuid.uuid4(), "name": "Union of Bari", "country": "IT"}
    return values | {"role": "full_partner", "types": ["social_partner"]} | changes


def numbers(draft):
    current = draft.alliance.partnerships.current()
    return sorted(current.values_list("number", flat=True))


def test_adding_leads_back_to_the_new_row(client, draft):
    answer = client.post(address(draft, "partner-add"), new())

    assert answer.status_code == 302
    assert answer["Location"] == f"{address(draft, 'workspace')}?partner=4#p4"
    added = partner(draft, 4)
    assert (added.name, added.country_id) == ("Union of Bari", "IT")
    assert added.type_list == ["social_partner"]


def test_fragment_answers_with_the_partners_and_puts_the_focus(client, draft):
    answer = client.post(address(draft, "partner-add-fragment"), new())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.lstrip().startswith('<div id="composition">')
    assert re.search(
        r'id="p4" class="is-new".*? autofocus>Union of Bari', page, re.DOTALL
    )
    assert json.loads(answer["HX-Trigger"]) == {"composition-changed": {}}


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
def test_double_click_adds_one(client, draft, name):
    values = new()

    first, second = (client.post(address(draft, name), values) for _ in range(2))

    assert first.status_code == second.status_code
    assert numbers(draft) == [1, 2, 3, 4]


def test_two_forms_add_two(client, draft):
    for name in ("Union of Bari", "Union of Turin"):
        client.post(address(draft, "partner-add"), new(name=name))

    assert numbers(draft) == [1, 2, 3, 4, 5]


def test_form_starts_from_what_a_cell_of_the_matrix_asks(client, draft):
    asked = "?country=IT&type=ngo&role=associated_partner"
    page = client.get(address(draft, "partner-add") + asked)

    form = page.context["form"]
    assert (form["country"].value(), form["types"].value()) == ("IT", ["ngo"])
    assert form["role"].value() == "associated_partner"


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
def test_form_says_which_group_is_wanted_and_shows_it_first(client, draft, name):
    asked = "?country=IT&group=min-education-training"
    page = client.get(address(draft, name) + asked).content.decode()

    assert "Wanted: min-education-training, from Italy." in page
    assert page.index(">min-education-training<") < page.index(">min-labour-market<")
    assert not re.search(r'name="types"[^>]*\schecked', page)


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
def test_refused_form_keeps_what_was_typed(client, draft, name):
    typed = new(name="", pic="123", country="GE")
    answer = client.post(address(draft, name), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="123"' in page
    assert re.search(r'value="GE"\s+selected', page)
    assert re.search(r'value="social_partner"[^>]*\schecked', page)
    assert str(typed["request_key"]) in page
    assert 'href="#id_name">Organisation: Enter the name of the organisation.' in page
    assert numbers(draft) == [1, 2, 3]


def test_refused_fragment_stays_in_the_drawer(client, draft):
    answer = client.post(address(draft, "partner-add-fragment"), new(name=""))

    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == (
        "#partner-form",
        "innerHTML",
    )


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
def test_refusal_of_the_service_is_said_in_words(client, draft, name):
    Partnership.objects.bulk_create(
        Partnership(
            alliance=draft.alliance,
            number=each,
            name=f"Number {each}",
            role="full_partner",
        )
        for each in range(4, MOST_PARTNERS + 1)
    )

    answer = client.post(address(draft, name), new())

    assert answer.status_code == 422
    (refusal,) = answer.context["form"].non_field_errors()
    assert str(MOST_PARTNERS) in refusal
    assert answer.content.decode().count(refusal) == 1
    assert 'value="Union of Bari"' in answer.content.decode()
    assert len(numbers(draft)) == MOST_PARTNERS


def test_refusal_about_a_field_stands_beside_it_and_is_said_once_above(client, draft):
    known = Organisation.objects.create(name="Union of Bari", country_id="IT")
    client.post(address(draft, "partner-add"), new(organisation=known.pk))

    answer = client.post(address(draft, "partner-add"), new(organisation=known.pk))

    twice = "This organisation is in the alliance already."
    assert answer.context["form"].errors == {"name": [twice]}
    page = answer.content.decode()
    assert f'href="#id_name">Organisation: {twice}' in page
    assert page.count(twice) == 2


def test_changing_leads_back_to_the_row(client, draft):
    values = GHENT | {"version": 1, "name": "Chamber of Commerce of Ghent"}
    answer = client.post(address(draft, "partner-change", 2), values)

    assert answer["Location"] == f"{address(draft, 'workspace')}?partner=2#p2"
    assert partner(draft, 2).name == "Chamber of Commerce of Ghent"


def test_new_applicant_is_announced_before_it_happens(client, draft):
    page = client.get(address(draft, "partner-change", 2)).content.decode()
    own = client.get(address(draft, "partner-change", 1)).content.decode()
    client.post(
        address(draft, "partner-change", 2),
        GHENT | {"version": 1, "role": "applicant"},
    )

    replaces = "Replaces P1 University of Soria, which becomes a full partner."
    assert replaces in page
    assert "Replaces" not in own
    assert partner(draft, 1).role == Role.FULL_PARTNER
    assert partner(draft, 2).role == Role.APPLICANT


@pytest.mark.parametrize("name", ["partner-change", "partner-change-fragment"])
def test_conflict_shows_theirs_and_yours_and_loses_neither(client, draft, name):
    theirs = GHENT | {"version": 1, "name": "Chamber, theirs"}
    yours = GHENT | {"version": 1, "name": "Chamber, yours", "country": "BG"}
    client.post(address(draft, "partner-change", 2), theirs)

    answer = client.post(address(draft, name, 2), yours)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert CONFLICT in page
    pairs = {
        each.field: (each.theirs, each.yours) for each in answer.context["differences"]
    }
    assert pairs == {
        "Organisation": ("Chamber, theirs", "Chamber, yours"),
        "Country": ("Belgium", "Bulgaria"),
    }
    assert 'value="Chamber, yours"' in page
    assert partner(draft, 2).name == "Chamber, theirs"


def test_use_mine_saves_over_what_was_shown(client, draft):
    theirs = GHENT | {"version": 1, "name": "Chamber, theirs"}
    yours = GHENT | {"version": 1, "name": "Chamber, yours"}
    client.post(address(draft, "partner-change", 2), theirs)
    page = client.post(address(draft, "partner-change", 2), yours).content.decode()

    versions = re.findall(r'name="version" value="(\d+)"', page)
    answer = client.post(
        address(draft, "partner-change", 2), yours | {"version": versions}
    )

    assert versions == ["2"]
    assert answer.status_code == 302
    assert partner(draft, 2).name == "Chamber, yours"


def test_colleagues_changes_are_fetched_with_the_focus_on_the_row(client, draft):
    url = address(draft, "composition-fragment")

    assert 'id="p2" class="is-new"' in client.get(f"{url}?focus=2").content.decode()
    assert "is-new" not in client.get(f"{url}?focus=two").content.decode()
    assert "is-new" not in client.get(f"{url}?focus=99").content.decode()
    assert "is-new" not in client.get(f"{url}?focus={'9' * 5000}").content.decode()


@pytest.mark.parametrize("name", ["partner-remove", "partner-restore"])
@pytest.mark.parametrize("suffix", ["", "-fragment"])
def test_acts_are_never_done_by_get(client, draft, name, suffix):
    answer = client.get(address(draft, f"{name}{suffix}", 3))

    assert answer.status_code == 405


@pytest.mark.parametrize("name", ["partner-change", "partner-remove"])
def test_partner_there_never_was_does_not_exist(client, draft, name):
    assert client.post(address(draft, name, 99)).status_code == 404


def test_alliance_without_partners_offers_three_ways_to_begin(client, draft):
    draft.alliance.partnerships.all().delete()
    make_eligible_draft(by=draft.alliance.coordinator, acronym="EARLIER")

    page = client.get(address(draft, "workspace")).content.decode()
    form = client.get(address(draft, "partner-add")).context["form"]

    middle = page.partition('<ul class="begin">')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', middle) == [
        address(draft, "partner-add"),
        address(draft, "partner-import"),
        reverse("alliance-list"),
    ]
    assert "Full partners come from at least 3 Programme countries." in page
    assert form["role"].value() == Role.APPLICANT


def test_gap_of_the_matrix_opens_the_form_for_its_country_and_group(client, draft):
    draft.alliance.partnerships.filter(number=2).update(types="ngo")

    page = client.get(address(draft, "workspace")).content.decode()

    url = address(draft, "partner-add")
    gaps = re.findall(rf'href="{url}\?([^"]+)"', page)
    assert "country=BE&amp;group=min-labour-market" in gaps
    assert "group=min-labour-market" in gaps
    assert not [each for each in gaps if "min-education" in each]
