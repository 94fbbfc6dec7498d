"""What was typed into a page that was taken away meanwhile stands in the answer."""

import uuid
from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alliances.models import Partnership
from proposals.models import Colleague
from tests.clients import Window
from tests.factories import make_colleague, make_eligible_draft
from tests.pages import test_ended_session
from tests.pages.test_ended_session import NOTE, page_of, send, sign_in

pytestmark = pytest.mark.django_db

SHOWN = '<span id="late-typed-1">Ünï &lt;b&gt;&amp;</span>'
TYPED = test_ended_session.TYPED | {
    "types": ["social_partner"],
    "request_key": uuid.uuid4(),
}
TITLE = "<h2>What you typed</h2>"


@pytest.fixture
def draft():
    return make_eligible_draft()


@pytest.fixture
def editor(draft):
    return make_colleague(draft, role="editor")


@pytest.fixture
def adding(draft):
    return reverse("partner-add", args=[draft.alliance.public_id])


@pytest.fixture
def window(client, editor):
    client.force_login(editor)
    return client


def remove(_monkeypatch):
    Colleague.objects.all().delete()


def forbid(monkeypatch):
    def refuse(**_given):
        raise PermissionDenied

    monkeypatch.setattr("proposals.views.composition.add_partner", refuse)


ACTS = {remove: HTTPStatus.NOT_FOUND, forbid: HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("act", ACTS)
def test_who_lost_a_draft_while_typing_loses_no_word(window, adding, act, monkeypatch):
    known = Partnership.objects.count()
    act(monkeypatch)

    answer = send(window, adding, TYPED)

    page = answer.content.decode()
    assert answer.status_code == ACTS[act]
    assert TITLE in page
    assert SHOWN in page
    assert "Italy" in page
    assert Partnership.objects.count() == known


def test_what_was_typed_is_shown_to_who_sent_it_alone(window, adding):
    remove(None)
    send(window, adding, TYPED)

    assert TITLE not in page_of(window, adding)


def test_press_without_a_word_shows_none(window, adding):
    remove(None)

    assert TITLE not in send(window, adding, {"version": "1"}).content.decode()


@pytest.mark.parametrize(
    ("origin", "is_shown"),
    [("http://testserver", True), ("https://evil.example", False)],
)
def test_page_that_is_no_more_repeats_only_what_our_pages_sent(origin, is_shown):
    answer = send(Window(enforce_csrf_checks=True), "/no/more/", origin=origin)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert (SHOWN in answer.content.decode()) is is_shown


@pytest.mark.parametrize("act", ACTS)
def test_form_that_waited_for_signing_in_waits_on_where_it_was_refused(
    client, editor, adding, act, monkeypatch
):
    client.force_login(editor)
    client.get(adding)
    Session.objects.all().delete()
    send(client, adding, TYPED)
    sign_in(client, editor)
    colleague = Colleague.objects.get(person=editor)
    act(monkeypatch)
    send(client, adding, TYPED)
    colleague.save(force_insert=act is remove)

    assert NOTE in page_of(client, adding)


def test_form_that_waited_is_forgotten_once_its_page_shows_it_again(
    client, editor, adding
):
    client.force_login(editor)
    client.get(adding)
    Session.objects.all().delete()
    send(client, adding, TYPED)
    sign_in(client, editor)
    client.get(adding)

    answer = send(client, adding, TYPED | {"name": ""})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert NOTE not in page_of(client, adding)
