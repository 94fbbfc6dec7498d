"""Nobody administers by a password alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alliances.views.sent_again import PLAIN_FORM
from config.second_factor_gate import EVERYBODY, PLACES
from proposals.demo import ADMINISTRATOR
from tests.architecture.test_urls import ours
from tests.factories import make_eligible_draft, make_user
from tests.pages.codes import give_app

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
INDEX = "/accounts/second-factor/"
VALUES = {"public_id": "7e0fb6f0-3a1f-4b70-a0f8-95f3c1f3f6b1", "suffix": "csv"}
WORDS = {"call", "table", "code", "section", "question", "sort", "clause", "lot"}


def address(pattern):
    """Return a plausible address of a page; nothing needs to stand there."""
    values = {
        name: VALUES.get(name, "2020" if name in WORDS else 1)
        for name in pattern.pattern.converters
    }
    try:
        return reverse(pattern.name, kwargs=values)
    except NoReverseMatch:
        return ""


def addresses_of_administration():
    mine = (address(each) for each in ours())
    django = [reverse("admin:index"), reverse("admin:alliances_user_changelist")]
    return [*(each for each in mine if each.startswith(PLACES)), *django]


@pytest.fixture
def anton():
    """Return an administrator who has a password and nothing else."""
    anton = make_user("anton@example.org", is_staff=True, is_superuser=True)
    Authenticator.objects.all().delete()
    return anton


def test_every_page_of_the_administration_leads_to_setting_one_up(client, anton):
    client.force_login(anton)
    pages = addresses_of_administration()

    led = {
        act(page).headers.get("Location")
        for page in pages
        for act in (client.get, client.post)
    }

    assert led == {INDEX}
    assert len(pages) > 40


def test_no_page_outside_opens_to_administrators_alone(client, anton):
    """What is for administrators lies where the gate stands."""
    outside = [page for each in ours() if (page := address(each))]
    outside = [page for page in outside if not page.startswith(PLACES)]
    client.force_login(make_user())
    found_by_anybody = {page: client.get(page).status_code for page in outside}

    client.force_login(anton)

    assert {page: client.get(page).status_code for page in outside} == found_by_anybody
    assert len(outside) > 60


def test_the_page_says_why_and_what_opens_the_administration(client, anton):
    client.force_login(anton)

    text = client.get(reverse("administration"), follow=True).content.decode()

    assert "<h1>Second factor</h1>" in text
    assert "Administrators need one." in text


@pytest.mark.parametrize(
    ("email", "is_asked"),
    [(ADMINISTRATOR.email, False), ("anton@example.org", True)],
)
def test_the_page_asks_nothing_of_whom_the_demo_excuses(
    client, settings, email, is_asked
):
    settings.DEMO, settings.SECOND_FACTOR = True, False
    client.force_login(make_user(email, is_staff=True))
    Authenticator.objects.all().delete()

    text = client.get(INDEX).content.decode()

    assert "<h1>Second factor</h1>" in text
    assert ("Administrators need one." in text) == is_asked


def test_a_passkey_or_app_opens_the_administration(client):
    client.force_login(make_user(is_staff=True))

    assert client.get(reverse("administration")).status_code == 200


def test_recovery_codes_alone_do_not(client, anton):
    Authenticator.objects.create(user=anton, type="recovery_codes", data={})
    client.force_login(anton)

    assert client.get(reverse("administration")).url == INDEX


def test_the_rest_stays_open_to_an_administrator_without_one(client, anton):
    client.force_login(anton)

    assert client.get(reverse("alliance-list")).status_code == 200
    assert client.get(reverse("account")).status_code == 200


def test_strangers_find_no_administration_as_before(client):
    client.force_login(make_user())

    assert client.get(reverse("administration")).status_code == 404


@pytest.mark.parametrize(
    ("demo", "second_factor", "email", "is_open"),
    [
        (True, False, ADMINISTRATOR.email, True),
        (True, False, "anton@example.org", False),
        (True, True, ADMINISTRATOR.email, False),
        (False, False, ADMINISTRATOR.email, False),
    ],
)
def test_only_the_demo_excuses_its_own_administrators(  # a table of cases
    client, settings, demo, second_factor, email, is_open
):
    settings.DEMO, settings.SECOND_FACTOR = demo, second_factor
    client.force_login(make_user(email, is_staff=True))
    Authenticator.objects.all().delete()

    answer = client.get(reverse("administration"))

    assert (answer.status_code == 200) is is_open
    if is_open:
        assert "this account does not." in answer.content.decode()


def test_factors_and_sessions_cannot_be_edited_without_a_trace():
    names = {model._meta.label for model in admin.site._registry}

    assert "alliances.User" in names
    assert {"mfa.Authenticator", "usersessions.UserSession"} & names == set()


def test_the_gate_stands_after_the_person_is_known(settings):
    order = settings.MIDDLEWARE
    gate = order.index("config.second_factor_gate.require_second_factor")

    assert gate > order.index("allauth.account.middleware.AccountMiddleware")
    assert gate > order.index("django.contrib.auth.middleware.AuthenticationMiddleware")


@pytest.fixture
def asks_everybody(settings):
    settings.SECOND_FACTOR_FOR_ALL = True


@pytest.fixture
def maria(client):
    """Sign somebody in who administers nothing and has a password alone."""
    maria = make_user("maria@example.org")
    client.force_login(maria)
    return maria


@pytest.mark.usefixtures("asks_everybody", "maria")
@pytest.mark.parametrize("name", ["alliance-list", "alliance-start", "administration"])
def test_where_everybody_needs_one_pages_lead_to_setting_it_up(client, name):
    looked, sent = client.get(reverse(name)), client.post(reverse(name))

    assert looked.url == sent.url == f"{INDEX}?everybody=1"
    assert "Everybody needs one here." in client.get(looked.url).content.decode()


@pytest.mark.usefixtures("asks_everybody", "maria")
@pytest.mark.parametrize(
    "name", ["account", "mfa_activate_totp", "account_logout", "verify", "account-data"]
)
def test_what_takes_no_account_and_the_account_itself_stay_open(client, name):
    assert EVERYBODY not in client.get(reverse(name)).headers.get("Location", "")


@pytest.mark.usefixtures("asks_everybody")
def test_who_has_one_goes_everywhere_and_strangers_sign_in(client, maria):
    stranger = Client().get(reverse("alliance-list")).headers["Location"]
    give_app(maria)

    assert client.get(reverse("alliance-list")).status_code == 200
    assert stranger.startswith(reverse("account_login"))


@pytest.mark.usefixtures("asks_everybody")
@pytest.mark.parametrize(
    ("origin", "is_kept"), [(HERE, True), ("https://evil.example", False)]
)
def test_what_was_typed_before_everybody_needs_one_comes_back(client, origin, is_kept):
    maria = make_eligible_draft().alliance.coordinator
    client.force_login(maria)
    starting = reverse("alliance-copy", args=[maria.alliances.get().public_id])

    sent = {"accept": "text/html", "origin": origin, "referer": f"{HERE}{starting}"}
    client.post(starting, "acronym=KEPT", content_type=PLAIN_FORM, headers=sent)
    give_app(maria)

    assert ('value="KEPT"' in client.get(starting).content.decode()) is is_kept


@pytest.mark.usefixtures("asks_everybody", "maria")
def test_an_address_that_leads_nowhere_is_not_there_for_anybody(client):
    assert client.get("/nowhere/").status_code == 404


@pytest.mark.usefixtures("maria")
def test_by_default_a_password_alone_opens_what_is_not_administered(client):
    assert client.get(reverse("alliance-list")).status_code == 200
