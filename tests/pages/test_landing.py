"""Who signs in after somebody else is not met by an error of that person's page."""

import pytest
from django.urls import reverse

from config import landing
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.pages.codes import code_for, give_app

pytestmark = pytest.mark.django_db

SAID = "The page that was open before is not for this account"
NOBODYS = "7e0fb6f0-3a1f-4b70-a0f8-95f3c1f3f6b1"
MISSING, FORBIDDEN = 404, 403


@pytest.fixture
def draft():
    return make_eligible_draft()


@pytest.fixture
def other():
    return make_user("other@example.org")


def sign_in(client, user, address):
    typed = {"login": user.email, "password": "a long password"}
    return client.post(f"{reverse('account_login')}?next={address}", typed)


def there(draft):
    return reverse("partner-add", args=[draft.alliance.public_id])


def nowhere(_draft):
    return reverse("partner-add", args=[NOBODYS])


@pytest.mark.parametrize("page", [there, nowhere, lambda _draft: "/no/such/page/"])
def test_page_of_somebody_else_leads_to_ones_alliances(client, draft, other, page):
    answer = sign_in(client, other, page(draft))
    landed = client.get(answer.url, follow=True)

    assert answer.url == page(draft)
    assert landed.redirect_chain == [(reverse("alliance-list"), 302)]
    assert landed.content.decode().count(SAID) == 1


def test_page_that_is_seen_and_closed_leads_there_too(client, draft):
    reader = make_colleague(draft, role="viewer")
    mails = reverse("mail-log", args=[draft.alliance.public_id])
    client.force_login(reader)
    before = client.get(mails).status_code
    client.logout()

    sign_in(client, reader, mails)

    assert before == FORBIDDEN
    assert SAID in client.get(mails, follow=True).content.decode()


def test_it_holds_through_the_second_step(client, draft, other):
    secret, _codes = give_app(other)
    step = sign_in(client, other, there(draft))
    answer = client.post(step.url, {"code": code_for(secret)})

    assert answer.url == there(draft)
    assert SAID in client.get(answer.url, follow=True).content.decode()


def test_who_comes_back_to_it_is_told_as_ever(client, draft, other):
    sign_in(client, other, there(draft))
    client.get(there(draft))

    assert client.get(there(draft)).status_code == MISSING


def test_a_minute_later_it_is_a_page_that_was_asked_for(
    client, draft, other, monkeypatch
):
    sign_in(client, other, there(draft))
    monkeypatch.setattr(landing, "SECONDS", 0)

    assert client.get(there(draft)).status_code == MISSING


def test_another_page_that_is_not_there_is_told_as_ever(client, draft, other):
    sign_in(client, other, reverse("alliance-list"))

    assert client.get(there(draft)).status_code == MISSING


def test_page_one_may_see_is_shown(client, draft):
    answer = sign_in(client, draft.alliance.coordinator, there(draft))

    page = client.get(answer.url, follow=True)
    assert (page.status_code, page.redirect_chain) == (200, [])
    assert SAID not in page.content.decode()


def test_strangers_are_told_as_ever(client):
    assert client.get("/no/such/page/").status_code == MISSING
