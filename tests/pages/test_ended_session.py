"""A form sent after its session ended comes back to its person, and to nobody else."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.models import Partnership, User
from alliances.views import kept_forms
from alliances.views.sent_again import PLAIN_FORM
from tests.clients import Window
from tests.factories import make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

TYPED = {"name": "Ünï <b>&", "country": "IT", "role": "full_partner"}
NAME = 'value="Ünï &lt;b&gt;&amp;"'

HERE = "http://testserver"
PAGE = {"accept": "text/html", "origin": HERE}
PROMISE = "What you typed is kept and comes back after you sign in."
NOTE = "Nothing has been saved or done yet."
HELD = '<form id="sent" method="post"'


@pytest.fixture
def draft():
    return make_eligible_draft()


@pytest.fixture
def maria(draft):
    return draft.alliance.coordinator


@pytest.fixture
def adding(draft):
    return reverse("partner-add", args=[draft.alliance.public_id])


@pytest.fixture
def ended(client, maria, adding):
    """Return the window of somebody whose session ended over an open form."""
    client.force_login(maria)
    client.get(adding)
    Session.objects.all().delete()
    return client


def send(window, address, typed=TYPED, *, on=None, **headers):
    came = PAGE | {"referer": f"{HERE}{on or address}"} | headers
    if "file" in typed:
        return window.post(address, typed, headers=came)
    sent = urlencode(typed, doseq=True)
    return window.post(address, sent, content_type=PLAIN_FORM, headers=came)


def sign_in(window, user):
    typed = {"login": user.email, "password": "a long password"}
    return window.post(reverse("account_login"), typed)


def page_of(window, address):
    return window.get(address).content.decode()


def test_what_was_typed_comes_back_after_signing_in(ended, maria, adding):
    asked = send(ended, adding, on=f"{adding}?role=applicant")
    promised = page_of(ended, asked.url)
    sign_in(ended, maria)
    page = page_of(ended, adding)

    assert asked.url == f"{reverse('account_login')}?next={adding}%3Frole%3Dapplicant"
    assert PROMISE in promised
    assert NOTE in page
    assert NAME in page
    assert re.search('value="IT"[^>]* selected>', page)


def test_nothing_is_done_until_it_is_sent_again_and_then_once(ended, maria, adding):
    known = Partnership.objects.count()
    typed = TYPED | {"types": ["social_partner"], "request_key": uuid.uuid4()}
    send(ended, adding, typed)
    sign_in(ended, maria)
    untouched = Partnership.objects.count()
    ended.get(adding)
    send(ended, adding, typed)

    assert untouched == known
    assert Partnership.objects.count() == known + 1
    assert NOTE not in page_of(ended, adding)


def test_somebody_else_sees_nothing_of_it(ended, maria, adding):
    other = make_user("other@example.org", is_staff=False)
    send(ended, adding)
    sign_in(ended, other)
    ended.get(reverse("alliance-list"))
    stored = ended.session.get(kept_forms.KEPT)
    ended.force_login(maria)

    assert stored == []
    assert NOTE not in page_of(ended, adding)


def test_administrator_who_signs_in_by_a_passkey_stays_signed_in(ended, maria, adding):
    User.objects.update(is_staff=True)
    send(ended, adding)
    ended.force_login(maria)  # says nothing of how long, as a passkey does

    assert NAME in page_of(ended, adding)
    assert ended.get(reverse("alliance-list")).status_code == 200


def test_it_is_kept_for_an_hour(ended, maria, adding, monkeypatch):
    send(ended, adding)
    left = Session.objects.get().expire_date
    sign_in(ended, maria)
    monkeypatch.setattr(kept_forms, "SECONDS_KEPT", -1)

    page = page_of(ended, adding)

    assert NOTE not in page
    assert "Ünï" not in page
    assert ended.session[kept_forms.KEPT] == []
    assert (left - Session.objects.get().expire_date).days < -10


def test_it_can_be_dropped(ended, maria, adding):
    send(ended, adding, on=f"{adding}?group=x")
    sign_in(ended, maria)

    answer = ended.post(f"{adding}?{kept_forms.LEAVE}=1")

    assert answer.url == f"{adding}?group=x"
    assert NOTE not in page_of(ended, adding)


def test_dropping_it_leads_to_no_other_site(ended, maria, adding):
    send(ended, adding, on="//evil.example/")
    sign_in(ended, maria)

    answer = ended.post(f"{adding}?{kept_forms.LEAVE}=1")

    assert answer.url == "/%2Fevil.example/"


def test_cookie_of_a_former_key_is_signed_anew(ended, maria, adding):
    ended.force_login(maria)
    name = settings.PERSON_COOKIE_NAME
    now = ended.get(adding).cookies
    ended.cookies[name] = f"{maria.pk}:1:of-a-former-key"
    anew = ended.get(adding).cookies

    assert name not in now
    assert f"-{maria.pk}:" in anew[name].value


def test_passwords_codes_and_files_are_not_kept(ended, maria, adding):
    secrets = {
        "password": "s3",
        "new_password1": "s3",
        "code": "s3",
        "credential": "s3",
    }
    file = SimpleUploadedFile("list.csv", b"s3")
    asked = send(ended, adding, TYPED | secrets | {"file": file})
    promised = page_of(ended, asked.url)
    [kept] = ended.session[kept_forms.KEPT]
    sign_in(ended, maria)

    assert "s3" not in kept["typed"]
    assert "A file is never kept: choose it again." in promised
    assert "A file is never kept: choose it again." in page_of(ended, adding)


def test_scripts_are_led_to_sign_in_and_keep_it_themselves(ended, adding):
    answers = [
        ended.post(adding, TYPED, headers={"accept": "*/*"}),
        send(ended, adding, hx_request="true"),
    ]

    assert {each.url for each in answers} == {
        f"{reverse('account_login')}?next={adding}"
    }
    assert Session.objects.count() == 0


@pytest.mark.parametrize("value", [None, "1:forged"])
def test_browser_that_tells_nobody_holds_the_form_in_the_answer(ended, adding, value):
    del ended.cookies[settings.PERSON_COOKIE_NAME]
    if value:
        ended.cookies[settings.PERSON_COOKIE_NAME] = value

    answer = send(ended, adding)

    assert answer.status_code == 403
    assert f"{HELD}>" in answer.content.decode()
    assert f'name="name" {NAME}' in answer.content.decode()
    assert Session.objects.count() == 0


def test_more_than_a_session_holds_is_held_in_the_answer(ended, adding, monkeypatch):
    monkeypatch.setattr(kept_forms, "MOST_CHARACTERS", 10)

    answer = send(ended, adding)

    assert HELD in answer.content.decode()
    assert Session.objects.count() == 0


@pytest.fixture
def anew(maria, adding):
    """Return a window in which somebody signed in anew, so that tokens changed."""
    window = Window(enforce_csrf_checks=True)
    window.force_login(maria)
    window.get(adding)
    return window


def test_form_of_before_signing_in_anew_comes_back(anew, adding):
    known = Partnership.objects.count()

    answer = send(anew, adding, TYPED | {"csrfmiddlewaretoken": "x" * 64})

    assert answer.url == adding
    assert NAME in page_of(anew, adding)
    assert Partnership.objects.count() == known


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_form_of_another_site_is_not_repeated(anew, adding, origin):
    answer = send(anew, adding, origin=origin)

    assert answer.status_code == 403
    assert HELD not in answer.content.decode()
    assert kept_forms.KEPT not in anew.session


def test_page_that_holds_a_form_sends_it_with_a_token_of_now(adding):
    window = Window(enforce_csrf_checks=True)
    held = send(window, adding).content.decode()
    token = held.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    again = send(window, adding, TYPED | {"csrfmiddlewaretoken": token})

    assert "This form can no longer be sent" in again.content.decode()
    assert window.cookies[settings.CSRF_COOKIE_NAME].value


def test_upload_that_another_site_sends_keeps_nothing(ended, draft):
    listing = reverse("partner-import", args=[draft.alliance.public_id])
    file = SimpleUploadedFile("list.csv", b"a")

    send(ended, listing, {"file": file}, origin="https://evil.example")

    assert Session.objects.count() == 0
