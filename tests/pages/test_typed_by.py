"""What one person typed is kept for nobody else who signs in with the same browser."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from alliances.views import kept_forms
from alliances.views.sent_again import PLAIN_FORM, TOKEN
from config.typed_by import MOST_KNOWN
from proposals.models import Colleague
from tests.clients import Window
from tests.factories import make_colleague, make_user
from tests.pages.test_ended_session import HELD, HERE, NOTE, adding, draft, maria

__all__ = ["adding", "draft", "maria"]

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
TEXT = "Typed by Maria"
FORM = re.compile(rf'name="{TOKEN}" (?:hidden>\n|value=")(\w+)')
GONE = "The page that was open before is not for this account"
REFUSED, TAKEN = 403, 422


@pytest.fixture
def other(draft):
    """Return somebody else who may write on the same page."""
    return make_colleague(draft, role="editor")


@pytest.fixture
def window():
    return Window(enforce_csrf_checks=True)


def look(window, address):
    """Return a page, and the token of its forms."""
    page = window.get(address).content.decode()
    return page, token_in(page)


def token_in(page):
    found = FORM.search(page)
    return found[1] if found else ""


def send(window, address, token, **typed):
    body = urlencode({TOKEN: token, **typed})
    came = {"accept": "text/html", "origin": HERE, "referer": f"{HERE}{address}"}
    return window.post(address, body, content_type=PLAIN_FORM, headers=came)


def sign_in(window, user, address="/accounts/login/"):
    _page, token = look(window, address)
    answer = send(window, address, token, login=user.email, password=PASSWORD)
    assert answer.status_code == 302


def sign_out(window):
    address = reverse("account_logout")
    _page, token = look(window, reverse("alliance-list"))
    assert send(window, address, token).status_code == 302


@pytest.fixture
def left_open(window, maria, adding):
    """Return the token of a page that Maria left open."""
    sign_in(window, maria)
    _page, token = look(window, adding)
    return token


def lose(_window):
    Session.objects.all().delete()


@pytest.mark.parametrize("leave", [sign_out, lose])
def test_page_one_person_left_open_sends_nothing_for_the_next(
    window, left_open, other, adding, leave
):
    leave(window)
    sign_in(window, other)
    look(window, adding)

    answer = send(window, adding, left_open, name=TEXT)

    page = answer.content.decode()
    assert (answer.status_code, TEXT in page) == (REFUSED, False)
    assert "Somebody else signed in with this browser" in page
    assert "Sign out and sign in with your own account" in page
    assert "put your text in again" not in page
    assert TEXT not in look(window, adding)[0]
    assert kept_forms.KEPT not in window.session


def test_new_key_of_the_site_forgets_nobody(window, left_open, other, adding, settings):
    sign_out(window)
    sign_in(window, other)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the key of today"
    look(window, adding)

    answer = send(window, adding, left_open, name=TEXT)

    assert answer.status_code == REFUSED
    assert TEXT not in look(window, adding)[0]


def test_page_one_left_open_is_theirs_again_once_they_are_back(
    window, left_open, other, maria, adding
):
    for each in (other, maria):
        sign_out(window)
        sign_in(window, each)
        look(window, adding)

    answer = send(window, adding, left_open, name=TEXT)

    assert answer.url == adding
    assert TEXT in look(window, adding)[0]


def test_form_held_for_one_person_goes_on_for_nobody_else(
    window, left_open, other, adding
):
    sign_out(window)
    held = send(window, adding, left_open, name=TEXT).content.decode()
    sign_in(window, other)

    answer = send(window, adding, token_in(held), name=TEXT)

    assert HELD in held
    assert answer.status_code == REFUSED
    assert TEXT not in look(window, adding)[0]


def test_form_held_for_one_person_goes_on_once_they_signed_in(
    window, left_open, maria, adding
):
    sign_out(window)
    held = send(window, adding, left_open, name=TEXT).content.decode()
    sign_in(window, maria)

    answer = send(window, adding, token_in(held), name=TEXT)

    assert answer.url == adding
    assert TEXT in look(window, adding)[0]


def test_form_too_long_to_be_kept_goes_on_once_they_signed_in(
    window, left_open, maria, adding, monkeypatch
):
    monkeypatch.setattr(kept_forms, "MOST_CHARACTERS", 10)
    sign_out(window)
    held = send(window, adding, left_open, name=TEXT).content.decode()
    sign_in(window, maria)

    again = send(window, adding, token_in(held), name=TEXT).content.decode()
    answer = send(window, adding, token_in(again), name=TEXT)

    assert HELD in again
    assert answer.status_code == TAKEN


@pytest.mark.parametrize("is_back", [True, False])
def test_text_of_a_page_that_is_gone_is_shown_to_its_person_alone(
    window, other, adding, is_back
):
    sign_in(window, other)
    _page, token = look(window, adding)
    lose(window)
    asked = send(window, adding, token, name=TEXT)
    Colleague.objects.all().delete()
    someone = other if is_back else make_user("somebody@example.org")

    sign_in(window, someone, address=asked.url)
    page = window.get(adding, follow=True).content.decode()

    assert (TEXT in page, GONE in page) == (is_back, not is_back)


@pytest.mark.usefixtures("left_open")
def test_who_signed_out_leaves_nobody_to_plant_a_form_for(window, maria, adding):
    sign_out(window)
    _page, token = look(window, reverse("account_login"))

    planted = send(window, adding, token, name="planted")
    sign_in(window, maria)

    assert planted.status_code == REFUSED
    page, _token = look(window, adding)
    assert (NOTE in page, "planted" in page) == (False, False)


def test_second_factor_for_all_keeps_nothing_of_another(
    window, left_open, other, adding, settings
):
    sign_out(window)
    sign_in(window, other)
    settings.SECOND_FACTOR_FOR_ALL = True

    answer = send(window, adding, left_open, name=TEXT)

    page = answer.content.decode()
    assert (answer.status_code, TEXT in page) == (REFUSED, False)
    assert "Somebody else signed in with this browser" in page
    assert kept_forms.KEPT not in window.session


def test_browser_says_whose_the_last_pages_were_and_not_of_all(
    window, maria, adding, settings
):
    for _time in range(MOST_KNOWN + 1):
        sign_in(window, maria)
        look(window, adding)
        sign_out(window)

    told = window.cookies[settings.PERSON_COOKIE_NAME].value
    known, _moment, _signature = told.split(":")
    assert [each.split("-")[1] for each in known.split(".")] == [
        str(maria.pk)
    ] * MOST_KNOWN


@pytest.mark.parametrize("token", ["x" * 64, "-" * 64, "", "short"])
def test_token_of_nobody_is_of_who_is_signed_in(window, maria, adding, token):
    sign_in(window, maria)

    answer = send(window, adding, token, name=TEXT)

    assert answer.url == adding
    assert TEXT in look(window, adding)[0]


def test_page_that_is_no_more_repeats_nothing_to_somebody_else(
    window, left_open, other
):
    sign_out(window)
    sign_in(window, other)

    answer = send(window, "/no/more/", left_open, name="Of Maria alone")

    assert answer.status_code == 404
    assert "Of Maria alone" not in answer.content.decode()
