"""Looking up while a partner is stated: as one types, or without script by a button."""

import re
import uuid

import pytest
from django.urls import reverse

from alliances.models import Organisation
from alliances.services.register import note_names
from tests.factories import make_eligible_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


@pytest.fixture
def entry(draft):  # noqa: ARG001  # publishes the countries
    entry = Organisation.objects.create(
        name="Union <of> Bari", country_id="IT", types="ngo", pic="999000011"
    )
    note_names(organisations=[entry])
    return entry


def address(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def options(page):
    return re.findall(r'role="option".*?</li>', page, re.DOTALL)


def typed(**changes):
    values = {"request_key": uuid.uuid4(), "name": "union", "country": "GE"}
    return values | {"role": "associated_partner", "types": ["sme", "ngo"]} | changes


def test_fragment_lists_options_with_what_each_fills_in(client, draft, entry):
    url = address(draft, "partner-suggestions-fragment")
    page = client.get(url, {"name": "uni"}).content.decode()

    (option,) = [each for each in options(page) if "Union" in each]
    assert 'data-name="Union &lt;of&gt; Bari"' in option
    assert f'data-organisation="{entry.pk}"' in option
    assert 'data-country="IT" data-types="ngo" data-pic="999000011"' in option
    assert "2 organisations known by this name." in page


def test_who_is_here_cannot_be_chosen_except_by_itself(client, draft):
    url = address(draft, "partner-suggestions-fragment")
    page = client.get(url, {"name": "soria"}).content.decode()
    own = client.get(url, {"name": "soria", "number": "1"}).content.decode()

    assert 'aria-disabled="true"' in options(page)[0]
    assert "<b>already P1</b>" in options(page)[0]
    assert options(own) == []
    assert "No organisation known by this name. Write it in full." in own


@pytest.mark.parametrize("number", ["", "x", "9" * 5000])
def test_number_there_is_not_changes_nothing(client, draft, number):
    for name in ("partner-suggestions-fragment", "partner-twins-fragment"):
        asked = {"name": "University of Soria", "number": number}
        page = client.get(address(draft, name), asked).content.decode()

        assert "University of Soria" in page


def test_twins_are_asked_about_and_never_stop_anybody(client, draft):
    url = address(draft, "partner-twins-fragment")
    twin = {"name": "university of SORIA", "country": "ES", "pic": ""}

    page = client.get(url, twin).content.decode()
    answer = client.post(address(draft, "partner-add"), typed(**twin))

    assert "Same organisation?" in page
    assert "P1 University of Soria has the same name." in page
    assert client.get(url, {"name": "Other"}).content.decode().strip() == ""
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "name", ["partner-suggestions-fragment", "partner-twins-fragment"]
)
def test_strangers_are_told_nothing(client, draft, name):
    client.force_login(make_user())

    answer = client.get(address(draft, name), {"name": "soria"})

    assert answer.status_code == 404


@pytest.mark.usefixtures("entry")
def test_looking_up_without_script_keeps_what_was_typed(client, draft):
    answer = client.post(address(draft, "partner-add"), typed(look_up="1", name="un"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="choose"' in page
    assert "Italy · Non-governmental organisation · PIC 999000011 · Register" in page
    form = answer.context["form"]
    assert (form["name"].value(), form["country"].value()) == ("un", "GE")
    assert form["types"].value() == ["sme", "ngo"]
    assert form["role"].value() == "associated_partner"
    assert draft.alliance.partnerships.count() == 3


def test_choosing_without_script_fills_the_form_in(client, draft, entry):
    url = address(draft, "partner-add")
    page = client.post(url, typed(look_up="1", name="un")).content.decode()
    (choice,) = re.findall(r'name="choose" value="(\w+)"', page)

    answer = client.post(url, typed(choose=choice, name="un"))

    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("name", "country", "types", "pic")}
    assert shown == {
        "name": "Union <of> Bari",
        "country": "IT",
        "types": ["ngo"],
        "pic": "999000011",
    }
    assert form["role"].value() == "associated_partner"
    saved = client.post(url, typed(**shown, organisation=form["organisation"].value()))
    assert saved.status_code == 302
    assert draft.alliance.partnerships.get(number=4).organisation == entry


def test_choice_there_is_not_shows_the_list_again(client, draft):
    url = address(draft, "partner-add")
    answer = client.post(url, typed(choose="o99", name="nobody"))

    assert "Nothing found by this name." in answer.content.decode()


def test_who_is_here_leads_to_its_row_without_script(client, draft):
    url = address(draft, "partner-add")
    page = client.post(url, typed(look_up="1", name="soria")).content.decode()

    assert f'<a href="{address(draft, "partner-change", 1)}">already P1</a>' in page


def test_present_partner_looks_up_too_and_keeps_its_version(client, draft, entry):
    url = address(draft, "partner-change", 2)
    answer = client.post(
        url, {"version": "1", "name": "bari", "role": "full_partner", "look_up": "1"}
    )

    assert entry.name in [each.name for each in answer.context["suggestions"]]
    assert answer.context["form"]["version"].value() == "1"


def test_drawer_has_no_button_to_look_up(client, draft):
    page = client.get(address(draft, "partner-add")).content.decode()
    drawer = client.get(address(draft, "partner-add-fragment")).content.decode()

    assert 'name="look_up"' in page
    assert 'name="look_up"' not in drawer
    assert "hx-post" not in page
    assert "hx-post" in drawer
