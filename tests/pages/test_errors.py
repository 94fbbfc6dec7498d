"""Error pages: they stand alone and lead somewhere."""

import pytest
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, override_settings
from django.views import defaults

from tests.factories import make_user

PAGES = ("400", "403", "403_csrf", "404", "429", "500")


@pytest.mark.parametrize("name", PAGES)
def test_error_page_needs_neither_context_nor_database(name):
    """No database mark: a query would fail the test."""
    page = get_template(f"{name}.html").render()

    assert page.count("<h1>") == 1
    assert "<title></title>" not in page
    assert 'href="/"' in page
    assert 'href="/static/css/pages/error.css"' in page


def test_error_pages_do_not_look_files_up_in_a_list():
    """A missing list of hashed names is what may have failed."""
    hashed = {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        }
    }
    with override_settings(STORAGES=hashed):
        assert "Something broke on our side" in get_template("500.html").render()


def test_crash_answers_500_with_the_page():
    answer = defaults.server_error(HttpRequest())

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_unreadable_request_answers_400_with_the_page():
    answer = defaults.bad_request(HttpRequest(), Exception())

    assert answer.status_code == 400
    assert "We could not read this request" in answer.content.decode()


@pytest.mark.django_db
def test_unknown_address_answers_404_and_tells_nothing():
    answer = Client().get("/nowhere/")

    assert answer.status_code == 404
    assert "nowhere" not in answer.content.decode()


@pytest.mark.django_db
def test_missing_token_answers_403_with_a_way_out():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    answer = client.post("/alliances/new/")

    assert answer.status_code == 403
    assert "This form can no longer be sent" in answer.content.decode()


def test_unknown_host_answers_400_with_the_page():
    answer = Client(headers={"host": "evil.example"}).get("/")

    assert answer.status_code == 400
    assert "We could not read this request" in answer.content.decode()
