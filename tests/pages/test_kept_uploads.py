"""Of a form with a file only is kept that it was sent, and every page says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliances.views import kept_forms
from tests.factories import publish_shipped_call
from tests.pages.codes import give_app
from tests.pages.test_ended_session import (
    NOTE,
    PAGE,
    PROMISE,
    adding,
    draft,
    ended,
    maria,
    page_of,
    send,
    sign_in,
)

__all__ = ["adding", "draft", "ended", "maria"]

pytestmark = pytest.mark.django_db

LOST = "What you sent held a file, so nothing of it was kept: choose the file"
BACK = "What you typed before you signed in is back"
AGAIN = "Press the button again if you still want it."


@pytest.fixture
def importing():
    """Return a page on which a file and texts are sent together."""
    publish_shipped_call("2020")
    return reverse("alliance-import")


def upload():
    return {"acronym": "ATLAS", "file": SimpleUploadedFile("list.csv", b"a")}


def said_on(page):
    return [each in page for each in (NOTE, LOST, BACK, AGAIN, "ATLAS")]


def test_session_that_ended_has_the_file_and_the_texts_asked_for_again(
    ended, maria, importing
):
    asked = send(ended, importing, upload())
    promised = page_of(ended, asked.url)
    sign_in(ended, maria)

    assert LOST in promised
    assert PROMISE not in promised
    assert said_on(page_of(ended, importing)) == [True, True, False, False, False]


@pytest.mark.parametrize("is_staff", [False, True])
def test_second_factor_for_all_says_it_while_it_is_set_up_and_after(
    client, maria, importing, settings, is_staff
):
    maria.is_staff = is_staff
    maria.save()
    client.force_login(maria)
    settings.SECOND_FACTOR_FOR_ALL = True
    asked = send(client, importing, upload())
    setting_up = page_of(client, asked.url)
    give_app(maria)

    assert LOST in setting_up
    assert said_on(page_of(client, importing)) == [True, True, False, False, False]


def test_second_factor_for_all_says_that_what_was_typed_comes_back(
    client, maria, adding, settings
):
    client.force_login(maria)
    settings.SECOND_FACTOR_FOR_ALL = True
    before = page_of(client, f"{reverse('mfa_index')}?everybody=1")
    asked = send(client, adding)

    page = page_of(client, asked.url)

    assert "What you typed is kept" not in before
    assert "What you typed is kept and comes back on its page then." in page
    assert LOST not in page


def test_address_that_only_takes_files_leads_back_to_the_form(ended, maria, draft):
    public_id = draft.alliance.public_id
    listing = reverse("partner-import", args=[public_id])
    removing = reverse("partner-remove", args=[public_id, 1])
    send(ended, removing, upload(), on=listing)
    session = ended.session
    (kept,) = session[kept_forms.KEPT]
    session[kept_forms.KEPT] = [kept | {"typed": ""}]
    session.save()
    sign_in(ended, maria)

    page = page_of(ended, removing)

    assert LOST in page
    assert f'<a href="{listing}">Go to the form</a>' in page
    assert "<h1>What you sent was not kept</h1>" in page
    assert "Go on with it" not in page


def test_it_can_be_dropped(ended, maria, draft):
    listing = reverse("partner-import", args=[draft.alliance.public_id])
    send(ended, listing, upload())
    sign_in(ended, maria)
    ended.get(listing)
    ended.post(f"{listing}?{kept_forms.LEAVE}=1", headers=PAGE)

    assert NOTE not in page_of(ended, listing)
