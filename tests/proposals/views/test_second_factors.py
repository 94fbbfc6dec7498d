"""The page on which an administrator of people takes a second factor off."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.factories import make_user
from tests.pages.codes import give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    maria = make_user("maria@example.org", full_name="Maria")
    give_app(maria)
    return maria


@pytest.fixture
def anton(client):
    anton = make_user(is_staff=True, is_superuser=True)
    client.force_login(anton)
    return anton


def page_of(user):
    return reverse("second-factor-reset", args=[user.pk])


def has_factor(user):
    return Authenticator.objects.filter(user=user).exists()


@pytest.mark.usefixtures("anton")
def test_it_is_taken_off_with_a_reason(client, maria):
    question = client.get(page_of(maria)).content.decode()

    answer = client.post(page_of(maria), {"reason": "She rang."}, follow=True)

    assert "Take the second factor of Maria off?" in question
    assert "The second factor is off; a mail says so." in answer.content.decode()
    assert not has_factor(maria)


@pytest.mark.usefixtures("anton")
def test_the_page_costs_four_queries(client, maria, django_assert_num_queries):
    client.get(page_of(maria))

    with django_assert_num_queries(4):
        client.get(page_of(maria))


@pytest.mark.usefixtures("anton")
def test_without_a_reason_nothing_happens(client, maria):
    answer = client.post(page_of(maria), {"reason": " "})

    assert answer.status_code == 422
    assert "Say how you made sure who asks." in answer.content.decode()
    assert has_factor(maria)


@pytest.mark.usefixtures("anton")
def test_where_there_is_none_no_form_is_shown(client):
    page = client.get(page_of(make_user(full_name="Bea"))).content.decode()

    assert "<h1>Bea has no second factor</h1>" in page
    assert 'name="reason"' not in page


@pytest.mark.usefixtures("anton")
def test_where_there_is_none_that_is_said(client):
    answer = client.post(page_of(make_user()), {"reason": "x"}, follow=True)

    assert "There was no second factor." in answer.content.decode()


def test_only_who_administers_people_finds_the_page(client, maria, anton):
    own = client.get(page_of(anton)).status_code
    found = []
    for person in (make_user(is_staff=True), make_user()):
        client.force_login(person)
        found.append(client.post(page_of(maria), {"reason": "x"}).status_code)

    assert (own, found) == (404, [404, 404])
    assert has_factor(maria)


@pytest.mark.usefixtures("anton")
def test_the_record_of_a_person_leads_there(client, maria, anton):
    record = reverse("admin:alliances_user_change", args=[maria.pk])
    own = reverse("admin:alliances_user_change", args=[anton.pk])

    assert page_of(maria) in client.get(record).content.decode()
    assert "second-factor" not in client.get(own).content.decode()
