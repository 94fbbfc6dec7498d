"""Error pages: they stand alone, say what is safe and lead somewhere."""

import json
import re
from functools import partial

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.core.handlers.base import BaseHandler
from django.db import OperationalError
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, override_settings

from alliances.enums import Colours
from config import error_pages
from tests.factories import make_user

PAGES = ("400", "403", "403_csrf", "404", "405", "429", "500", "503")
SHEETS = ("tokens", "contrast", "base", "components", "pages/error")
REFERENCE = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
CONTACT = re.compile(r'href="mailto:([^"]+)"')
NOWHERE = "/nowhere/"


def of_database(cause):
    error = OperationalError("gone")
    error.__cause__ = cause
    return error


def nowhere(client, **headers):
    return client.get(NOWHERE, headers=headers).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_error_page_needs_neither_context_nor_database(name):
    """No database mark: a query would fail the test."""
    page = get_template(f"{name}.html").render()

    assert page.count("<h1>") == 1
    assert "<title></title>" not in page
    assert 'href="/"' in page
    assert re.findall(r'"/static/css/([a-z/]+)\.css"', page) == list(SHEETS)


@pytest.mark.parametrize("name", PAGES)
def test_error_page_says_what_is_safe_and_what_to_do(name):
    page = get_template(f"{name}.html").render()

    safe, steps = re.split("<h2>What is safe</h2>|<h2>What you can do</h2>", page)[1:]
    assert re.search(r"<p>[A-Z][^<]+\.</p>", safe)
    assert steps.count("<li>") >= 2


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
    answer = error_pages.server_error(HttpRequest())

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "again"),
    [
        (of_database(psycopg.OperationalError()), 503, "60"),
        (of_database(psycopg.errors.UndefinedTable()), 500, None),
        (ValueError("ours"), 500, None),
    ],
)
@pytest.mark.parametrize("path", ["/rules/", "/api/v1/calls"])
def test_database_that_does_not_answer_is_no_mistake_of_ours(
    path, error, status, again, monkeypatch
):
    def fail(_handler, _request):
        raise error

    monkeypatch.setattr(BaseHandler, "resolve_request", fail)

    answer = Client(raise_request_exception=False).get(path)

    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, again)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (partial(error_pages.bad_request, exception=ValueError()), 400),
        (partial(error_pages.forbidden, exception=PermissionDenied()), 403),
        (error_pages.form_expired, 403),
        (partial(error_pages.not_found, exception=ValueError()), 404),
        (error_pages.too_often, 429),
        (error_pages.server_error, 500),
    ],
)
def test_programs_get_a_problem_document_for_every_error(rf, answer, status):
    found = answer(rf.get("/api/v1/calls"))

    assert found["Content-Type"] == "application/problem+json"
    assert found.status_code == json.loads(found.content)["status"] == status


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


@pytest.mark.django_db
def test_reader_is_spoken_to_in_their_language_before_anything_found_it():
    """An address that cannot be is refused first of all."""
    client = Client(headers={"accept-language": "fr"})

    answer = client.get("/?q=%00")

    assert answer.status_code == 400
    assert "Nous n’avons pas pu lire cette demande" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("colours", sorted(set(Colours.values) - {""}))
def test_colours_are_those_of_the_browser(colours):
    client = Client()
    client.cookies["colours"] = colours

    assert f'<html lang="en" data-theme="{colours}">' in nowhere(client)


@pytest.mark.django_db
def test_colours_of_the_account_win_over_those_of_the_browser():
    client = Client()
    client.force_login(make_user(colours=Colours.CONTRAST))
    client.cookies["colours"] = Colours.DARK

    page = nowhere(client)

    assert 'data-theme="contrast"' in page
    assert 'contrast.css" media="screen">' in page


@pytest.mark.django_db
def test_colours_nobody_offers_are_those_of_the_system():
    client = Client()
    client.cookies["colours"] = "pink"

    assert '<html lang="en">' in nowhere(client)


@pytest.mark.django_db
@pytest.mark.parametrize("contact", ["", "help@example.org"])
def test_page_says_whom_to_write_to(client, settings, contact):
    settings.CONTACT = contact

    assert CONTACT.findall(nowhere(client)) == ([contact] if contact else [])


@pytest.mark.django_db
def test_each_request_has_a_reference_of_its_own():
    pages = [nowhere(Client(), **{"x-request-id": "mine"}) for _ in range(2)]

    references = [REFERENCE.findall(page) for page in pages]
    assert [len(each) for each in references] == [1, 1]
    assert references[0] != references[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "is_offered"),
    [
        ("http://testserver/rules/", True),
        ("http://testserver/nowhere/", False),
        ("https://elsewhere.example/rules/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_page_before_is_offered_if_it_is_ours_and_another(before, is_offered):
    page = nowhere(Client(), referer=before)

    assert ("Load the page before this one" in page) is is_offered
    assert (f'href="{before}"' in page) is is_offered


@pytest.mark.django_db
def test_form_that_was_refused_leads_back_to_its_own_page():
    client = Client(enforce_csrf_checks=True, headers={"referer": "http://testserver/"})
    client.force_login(make_user())

    answer = client.post("/")

    assert 'href="http://testserver/">Load the page before' in answer.content.decode()


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x"}])
def test_who_has_no_session_is_not_sent_to_a_list_of_their_own(cookies):
    window = Client()
    for name, value in cookies.items():
        window.cookies[name] = value

    page = window.get("/nowhere").content.decode()

    assert ("Go to my alliances" in page) is bool(cookies)
    assert ("Look for the alliance in your list" in page) is bool(cookies)
    assert ("Go to the sign-in page" in page) is (not cookies)
